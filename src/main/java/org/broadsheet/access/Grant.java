package org.broadsheet.access;

import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What an API token allows: a role, whatever that comes to mean, or just these scopes.
 *
 * @param scopes the role's, when there is one
 */
public record Grant(@Nullable Role role, Set<Scope> scopes) {

    public static Grant of(Role role) {
        return new Grant(role, role.scopes());
    }

    public static Grant of(Set<Scope> scopes) {
        return new Grant(null, Collections.unmodifiableSet(EnumSet.copyOf(scopes)));
    }
}
