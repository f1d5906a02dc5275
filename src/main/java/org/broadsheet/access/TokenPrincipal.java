package org.broadsheet.access;

import java.security.Principal;

/** A system of the newsroom's whose API token was found good. */
record TokenPrincipal(Actor actor) implements Principal {
    @Override
    public String getName() {
        return actor.name();
    }
}
