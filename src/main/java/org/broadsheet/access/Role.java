package org.broadsheet.access;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** A named set of scopes. Each role may all that the one before it may. */
public enum Role {
    WRITER(EnumSet.of(Scope.EDITORIAL_READ, Scope.ARTICLES_WRITE, Scope.MEDIA_WRITE)),
    EDITOR(EnumSet.complementOf(EnumSet.of(
            Scope.TOKENS_WRITE,
            Scope.AUDIT_READ,
            Scope.WEBHOOKS_MANAGE,
            Scope.PARTNERS_WRITE,
            Scope.CONTENT_READ,
            Scope.CHANGES_READ))),
    ADMIN(EnumSet.allOf(Scope.class));

    private final Set<Scope> scopes;

    Role(EnumSet<Scope> scopes) {
        this.scopes = Collections.unmodifiableSet(scopes);
    }

    public Set<Scope> scopes() {
        return scopes;
    }

    /** As it stands in JSON, in the database and in an identity provider's tokens. */
    @JsonValue
    public String wire() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<Role> parse(String wire) {
        return Arrays.stream(values()).filter(role -> role.wire().equals(wire)).findFirst();
    }

    public static List<String> wires() {
        return Arrays.stream(values()).map(Role::wire).toList();
    }
}
