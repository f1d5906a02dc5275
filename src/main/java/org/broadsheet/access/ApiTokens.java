package org.broadsheet.access;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import io.quarkus.panache.common.Parameters;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.broadsheet.problem.Refusal;
import org.broadsheet.query.Cursor;
import org.broadsheet.query.Page;
import org.jspecify.annotations.Nullable;

/** The API tokens: of the newsroom's systems, and the keys of partners. */
@ApplicationScoped
public class ApiTokens implements PanacheRepositoryBase<ApiToken, UUID> {

    /** Stands in for the token that there is not, so that an unknown prefix takes as long as a wrong secret. */
    private static final ApiToken NOBODYS = new ApiToken(
            TokenText.draw(), "", Grant.of(Role.WRITER), Instant.EPOCH, ApiToken.Origin.API, null, "", Instant.EPOCH);

    /**
     * A new token.
     *
     * @param text the whole of it, for its owner; it can't be had again
     */
    public record Issued(ApiToken token, String text) {}

    private final AuditTrail audit;
    private final Clock clock;

    ApiTokens(AuditTrail audit, Clock clock) {
        this.audit = audit;
        this.clock = clock;
    }

    /** Whose token this is, when it opens anything at this moment. One statement, by the prefix. */
    @Transactional
    Optional<ApiToken> opening(TokenText text) {
        ApiToken token = find("prefix = ?1 and revokedAt is null", text.prefix())
                .firstResultOptional()
                .orElse(NOBODYS);
        boolean same = token.isThatOf(text);
        return same && token.state(clock.instant()) == ApiToken.State.ACTIVE ? Optional.of(token) : Optional.empty();
    }

    /** Makes a token with a secret of its own. */
    @Transactional
    public Issued issue(String name, Grant grant, @Nullable Instant expiresAt, Actor by) {
        TokenText text = TokenText.draw();
        return new Issued(add(text, name, grant, expiresAt, ApiToken.Origin.API, by), text.reveal());
    }

    ApiToken add(
            TokenText text, String name, Grant grant, @Nullable Instant expiresAt, ApiToken.Origin origin, Actor by) {
        ApiToken token = new ApiToken(text, name, grant, expiresAt, origin, null, by.name(), clock.instant());
        persist(token);
        audit.record(by, "token.create", "token", token.id(), null, null, null, "active", name);
        return token;
    }

    /** Makes a key for a partner, in the caller's transaction. */
    @Transactional
    public Issued issueKey(UUID partner, String name, Grant grant, @Nullable Instant expiresAt, Actor by) {
        TokenText text = TokenText.draw();
        ApiToken key =
                new ApiToken(text, name, grant, expiresAt, ApiToken.Origin.API, partner, by.name(), clock.instant());
        persist(key);
        audit.record(by, "partner.key.create", "partner", partner, null, null, null, "active", name);
        return new Issued(key, text.reveal());
    }

    ApiToken get(UUID id) {
        return find("id = ?1 and partnerId is null", id).firstResultOptional().orElseThrow(ApiTokens::unknown);
    }

    /** One of a partner's keys. */
    public ApiToken key(UUID partner, UUID id) {
        return find("id = ?1 and partnerId = ?2", id, partner)
                .firstResultOptional()
                .orElseThrow(ApiTokens::unknownKey);
    }

    private static Refusal.NotFound unknownKey() {
        return new Refusal.NotFound("This partner has no key with this id.");
    }

    private static Refusal.NotFound unknown() {
        return new Refusal.NotFound("There is no API token with this id.");
    }

    /** Ends a token; from the next request on it opens nothing. */
    @Transactional
    public void revoke(UUID id, Actor by) {
        ApiToken token = findByIdOptional(id, LockModeType.PESSIMISTIC_WRITE)
                .filter(found -> found.partnerId() == null)
                .orElseThrow(ApiTokens::unknown);
        String before = token.state(clock.instant()).wire();
        if (token.revoke(clock.instant())) {
            audit.record(by, "token.revoke", "token", id, null, null, before, "revoked", token.name());
        }
    }

    /** Ends one of a partner's keys; from the next request on it opens nothing. */
    @Transactional
    public void revokeKey(UUID partner, UUID id, Actor by) {
        ApiToken key = findByIdOptional(id, LockModeType.PESSIMISTIC_WRITE)
                .filter(found -> partner.equals(found.partnerId()))
                .orElseThrow(ApiTokens::unknownKey);
        String before = key.state(clock.instant()).wire();
        if (key.revoke(clock.instant())) {
            audit.record(by, "partner.key.revoke", "partner", partner, null, null, before, "revoked", key.name());
        }
    }

    /** This column alone: writing the whole row could undo a revocation that came in between. */
    @Transactional
    void noteUse(UUID id) {
        update("lastUsedAt = ?1 where id = ?2", clock.instant(), id);
    }

    /** The newsroom's, the newest first. */
    Page.Window<ApiToken> window(@Nullable Cursor cursor, int limit) {
        return window("partnerId is null", new Parameters(), cursor, limit);
    }

    /** A partner's keys, the newest first. */
    public Page.Window<ApiToken> keys(UUID partner, @Nullable Cursor cursor, int limit) {
        return window("partnerId = :partner", Parameters.with("partner", partner), cursor, limit);
    }

    private Page.Window<ApiToken> window(String whose, Parameters parameters, @Nullable Cursor cursor, int limit) {
        boolean back = cursor != null && cursor.back();
        String edge = cursor == null ? "" : " and id " + (back ? ">" : "<") + " :id";
        if (cursor != null) {
            parameters.and("id", UUID.fromString(cursor.keys().getFirst()));
        }
        List<ApiToken> rows = find(whose + edge + " order by id " + (back ? "asc" : "desc"), parameters)
                .range(0, limit)
                .list();
        return Page.Window.of(rows, limit, back);
    }
}
