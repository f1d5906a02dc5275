package org.broadsheet.access;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import org.broadsheet.problem.Refusal;
import org.jspecify.annotations.Nullable;

/**
 * Who does something.
 *
 * @param subject stays the same for as long as the actor exists: a token's id, or what the identity provider calls a
 *     person ({@code sub})
 * @param name for people to read
 * @param partner whose key it is; null for the newsroom
 */
public record Actor(
        String subject,
        String name,
        Kind kind,
        Set<Scope> scopes,
        @Nullable UUID partner) {

    public Actor {
        scopes = scopes.isEmpty() ? Set.of() : Collections.unmodifiableSet(EnumSet.copyOf(scopes));
    }

    /** Somebody of the newsroom. */
    public Actor(String subject, String name, Kind kind, Set<Scope> scopes) {
        this(subject, name, kind, scopes, null);
    }

    /** What an actor is. */
    public enum Kind {
        /** Somebody whom the identity provider vouches for. */
        PERSON,
        /** A system of the newsroom's with an API token, or a partner's with a key. */
        TOKEN,
        /** Broadsheet itself. */
        SYSTEM;

        @JsonValue
        public String wire() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Broadsheet itself, in one of its parts: {@code Actor.system("scheduler")}. */
    public static Actor system(String part) {
        return new Actor(part, part, Kind.SYSTEM, EnumSet.allOf(Scope.class));
    }

    public boolean may(Scope scope) {
        return scopes.contains(scope);
    }

    /** For what {@link Needs} can't say, such as an operation within a batch. */
    public void require(Scope scope) {
        if (!may(scope)) {
            throw new Refusal.Forbidden(
                    "This call needs the scope '" + scope.wire() + "', which the credential does not give.");
        }
    }
}
