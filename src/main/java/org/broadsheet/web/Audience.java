package org.broadsheet.web;

import io.vertx.ext.web.RoutingContext;
import org.jspecify.annotations.Nullable;

/**
 * For whom an answer is made. Whoever finds out who reads notes it before {@link FrontDoor}.
 *
 * @param name the same for all who may see the same; no answer is shared between names
 * @param personal whether it is for whoever presents a credential: no shared cache may keep it
 * @param kept whether what it may see changes with the log alone; else its answers are made anew each time
 */
public record Audience(String name, boolean personal, boolean kept) {

    private static final String NOTE = Audience.class.getName();

    /** What nobody has said a word about is shown to nobody else. */
    private static final Audience UNKNOWN = new Audience("", true, false);

    public void attachTo(RoutingContext context) {
        context.put(NOTE, this);
    }

    static Audience of(@Nullable RoutingContext context) {
        Audience noted = context == null ? null : context.get(NOTE);
        return noted == null ? UNKNOWN : noted;
    }
}
