package org.broadsheet.reading;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** Configuration under {@code broadsheet.reading}. */
@ConfigMapping(prefix = "broadsheet.reading")
public interface ReadingSettings {

    /** What whoever presents no key may see. */
    @WithDefault("open")
    Public everybody();

    /** How often what partners have asked is added up in the database. */
    @WithDefault("PT2S")
    Duration countEvery();

    /** The tier of those who present no key. */
    enum Public {
        /** All that is published. */
        OPEN,
        /** Cards without pictures; no snapshots. */
        LIMITED,
        /** Nothing. */
        CLOSED
    }
}
