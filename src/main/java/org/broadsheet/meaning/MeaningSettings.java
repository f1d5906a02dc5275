package org.broadsheet.meaning;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** Configuration under {@code broadsheet.meaning}. */
@ConfigMapping(prefix = "broadsheet.meaning")
public interface MeaningSettings {

    /**
     * Whether a model says what texts mean, whichever their words. It takes some 100 MB of memory, and 10 to 20 ms of
     * a processor for each text that is new.
     */
    @WithDefault("true")
    boolean model();

    /** Whether this server takes part in keeping the profiles of articles up; one at a time does. */
    @WithDefault("true")
    boolean profiles();
}
