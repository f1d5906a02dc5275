package org.broadsheet.access;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import org.broadsheet.naming.Ids;
import org.jspecify.annotations.Nullable;

/** What a system of the newsroom's, or a partner's, presents to be let in. */
@Entity
@Table(name = "api_token")
public class ApiToken {

    /** Often enough to see which tokens are in use, rarely enough to cost nothing. */
    private static final Duration BETWEEN_NOTES_OF_USE = Duration.ofMinutes(1);

    /** Where a token came from. */
    enum Origin {
        API,
        START,
        ENVIRONMENT;

        String wire() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Whether it opens anything. */
    public enum State {
        ACTIVE,
        EXPIRED,
        REVOKED;

        public String wire() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    @Id
    private UUID id;

    private String prefix;
    private byte[] digest;
    private String name;
    private @Nullable String role;
    private String @Nullable [] scopes;
    private String origin;

    @Column(name = "partner_id")
    private @Nullable UUID partnerId;

    @Column(name = "created_at")
    private Instant createdAt;

    @Column(name = "created_by")
    private String createdBy;

    @Column(name = "expires_at")
    private @Nullable Instant expiresAt;

    @Column(name = "last_used_at")
    private @Nullable Instant lastUsedAt;

    @Column(name = "revoked_at")
    private @Nullable Instant revokedAt;

    @SuppressWarnings("NullAway.Init")
    protected ApiToken() {}

    ApiToken(
            TokenText text,
            String name,
            Grant grant,
            @Nullable Instant expiresAt,
            Origin origin,
            @Nullable UUID partnerId,
            String createdBy,
            Instant now) {
        this.id = Ids.of(now, "api-token", text.prefix());
        this.prefix = text.prefix();
        this.digest = text.digest();
        this.name = name;
        this.role = grant.role() == null ? null : grant.role().wire();
        this.scopes =
                grant.role() == null ? grant.scopes().stream().map(Scope::wire).toArray(String[]::new) : null;
        this.origin = origin.wire();
        this.partnerId = partnerId;
        this.createdAt = now;
        this.createdBy = createdBy;
        this.expiresAt = expiresAt;
    }

    /** In a time that does not depend on where the two differ. */
    boolean isThatOf(TokenText text) {
        return MessageDigest.isEqual(digest, text.digest());
    }

    public State state(Instant now) {
        if (revokedAt != null) {
            return State.REVOKED;
        }
        return expiresAt != null && !expiresAt.isAfter(now) ? State.EXPIRED : State.ACTIVE;
    }

    /** From now on it opens nothing; whether it did before. */
    boolean revoke(Instant now) {
        if (revokedAt != null) {
            return false;
        }
        revokedAt = now;
        return true;
    }

    boolean useIsWorthNoting(Instant now) {
        return lastUsedAt == null || lastUsedAt.isBefore(now.minus(BETWEEN_NOTES_OF_USE));
    }

    Actor actor() {
        return new Actor(id.toString(), name, Actor.Kind.TOKEN, grant().scopes(), partnerId);
    }

    /** A scope that this release does not know, as one of a later release may be, allows nothing. */
    public Grant grant() {
        if (role != null) {
            return Grant.of(Role.parse(role).orElseThrow());
        }
        Set<Scope> known = EnumSet.noneOf(Scope.class);
        Arrays.stream(scopes == null ? new String[0] : scopes)
                .forEach(scope -> Scope.parse(scope).ifPresent(known::add));
        return Grant.of(known);
    }

    public UUID id() {
        return id;
    }

    /** Whose key it is; null for a token of the newsroom's. */
    public @Nullable UUID partnerId() {
        return partnerId;
    }

    public String prefix() {
        return prefix;
    }

    public String name() {
        return name;
    }

    String origin() {
        return origin;
    }

    public Instant createdAt() {
        return createdAt;
    }

    public String createdBy() {
        return createdBy;
    }

    public @Nullable Instant expiresAt() {
        return expiresAt;
    }

    public @Nullable Instant lastUsedAt() {
        return lastUsedAt;
    }

    public @Nullable Instant revokedAt() {
        return revokedAt;
    }
}
