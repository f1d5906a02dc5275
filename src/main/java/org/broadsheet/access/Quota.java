package org.broadsheet.access;

import org.jspecify.annotations.Nullable;

/** How many requests a partner may make; null for as many as it likes. Days and months are those of UTC. */
public record Quota(
        @Nullable Integer perSecond,
        @Nullable Long perDay,
        @Nullable Long perMonth) {

    public static final Quota NONE = new Quota(null, null, null);
}
