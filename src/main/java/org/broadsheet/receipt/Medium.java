package org.broadsheet.receipt;

import java.util.Locale;

/** How a partner was told of a kill or of a mandatory correction. */
public enum Medium {
    CHANGES,
    STREAM,
    WEBHOOK,
    /** In the list of its notices. */
    KILLS;

    public String wire() {
        return name().toLowerCase(Locale.ROOT);
    }
}
