package org.broadsheet.access;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.broadsheet.naming.DidYouMean;
import org.broadsheet.naming.Text;
import org.broadsheet.problem.Refusal;
import org.broadsheet.problem.Violation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** What is asked for when a token is to be created. */
@Schema(name = "NewToken", description = "An API token to be created: with a role or with scopes.")
public record NewToken(
        @Schema(
                description = "What will use it.",
                minLength = 1,
                maxLength = NewToken.LONGEST_NAME,
                examples = "Wire desk import",
                required = true)
        @Nullable
        String name,

        @Schema(
                description = "A named set of scopes; a role may all that the one before it may.",
                enumeration = {"writer", "editor", "admin"})
        @Nullable
        String role,

        @Schema(
                description = "Just these scopes, in place of a role.",
                minItems = 1,
                maxItems = NewToken.MOST_SCOPES,
                examples = "[\"editorial:read\", \"articles:write\"]")
        @Nullable
        List<@Nullable String> scopes,

        @Schema(
                description = "When it ends by itself, at most ten years from now. Without this it doesn't.",
                format = "date-time",
                examples = "2027-11-01T00:00:00Z")
        @Nullable
        String expiresAt) {

    static final int LONGEST_NAME = 100;
    static final int MOST_SCOPES = 50;
    private static final Duration LONGEST_LIFE = Duration.ofDays(3660);

    /** What is asked for, when it can be read. */
    public record Order(String name, Grant grant, @Nullable Instant expiresAt) {}

    public static Order read(@Nullable NewToken wanted, Instant now) {
        if (wanted == null) {
            throw Refusal.Invalid.pointer("", "has to be an object with a name, and a role or scopes.");
        }
        List<Violation> violations = new ArrayList<>();
        String name = wanted.readName(violations);
        Grant grant = wanted.readGrant(violations);
        Instant expiresAt = wanted.readExpiry(now, violations);
        if (!violations.isEmpty()) {
            throw new Refusal.Invalid(violations);
        }
        return new Order(name, Objects.requireNonNull(grant), expiresAt);
    }

    private String readName(List<Violation> violations) {
        String stripped = name == null ? "" : name.strip();
        if (stripped.isEmpty()
                || stripped.length() > LONGEST_NAME
                || stripped.codePoints().anyMatch(Character::isISOControl)) {
            violations.add(Violation.pointer(
                    "/name", "has to be 1 to " + LONGEST_NAME + " characters, none of them a control character."));
        }
        return stripped;
    }

    private @Nullable Grant readGrant(List<Violation> violations) {
        if ((role == null) == (scopes == null)) {
            violations.add(Violation.pointer(
                    role == null ? "/role" : "/scopes", "there has to be either a role or a list of scopes."));
            return null;
        }
        if (role == null) {
            return readScopes(Objects.requireNonNull(scopes), violations);
        }
        return Role.parse(role).map(Grant::of).orElseGet(() -> {
            violations.add(Violation.pointer(
                    "/role",
                    "has to be one of " + String.join(", ", Role.wires()) + "." + DidYouMean.hint(role, Role.wires())));
            return null;
        });
    }

    private static @Nullable Grant readScopes(List<@Nullable String> wires, List<Violation> violations) {
        if (wires.isEmpty() || wires.size() > MOST_SCOPES) {
            violations.add(Violation.pointer("/scopes", "has to be a list of 1 to " + MOST_SCOPES + " scopes."));
            return null;
        }
        Set<Scope> read = EnumSet.noneOf(Scope.class);
        for (int i = 0; i < wires.size(); i++) {
            String wire = Objects.requireNonNullElse(wires.get(i), "null");
            String pointer = "/scopes/" + i;
            Scope.parse(wire)
                    .ifPresentOrElse(
                            read::add,
                            () -> violations.add(Violation.pointer(
                                    pointer,
                                    "'" + Text.shorten(wire) + "' is no scope." + DidYouMean.hint(wire, Scope.wires())
                                            + " Known: " + String.join(", ", Scope.wires()) + ".")));
        }
        return read.isEmpty() ? null : Grant.of(read);
    }

    private @Nullable Instant readExpiry(Instant now, List<Violation> violations) {
        if (expiresAt == null) {
            return null;
        }
        try {
            Instant read = OffsetDateTime.parse(expiresAt).toInstant();
            if (!read.isAfter(now) || read.isAfter(now.plus(LONGEST_LIFE))) {
                violations.add(Violation.pointer("/expiresAt", "has to be in the future, and within ten years."));
            }
            return read;
        } catch (DateTimeException e) {
            violations.add(
                    Violation.pointer("/expiresAt", "has to be a time as in RFC 3339, such as 2027-11-01T00:00:00Z."));
            return null;
        }
    }
}
