package org.broadsheet.access;

import jakarta.enterprise.context.RequestScoped;
import org.jspecify.annotations.Nullable;

/** Who makes the request in hand; known in every method that has a {@link Needs}. */
@RequestScoped
public class CurrentActor {

    private @Nullable Actor actor;

    public Actor get() {
        if (actor == null) {
            throw new IllegalStateException("nobody was asked for: the resource method has no @Needs");
        }
        return actor;
    }

    void is(Actor known) {
        actor = known;
    }
}
