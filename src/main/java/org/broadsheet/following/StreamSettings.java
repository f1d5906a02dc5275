package org.broadsheet.following;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** Configuration under {@code broadsheet.streams}. */
@ConfigMapping(prefix = "broadsheet.streams")
interface StreamSettings {

    /** How many streams a replica keeps open. */
    @WithDefault("1000")
    int most();

    /** After how long without anything to tell a stream shows that it is alive. */
    @WithDefault("PT15S")
    Duration heartbeat();

    /** For how long a reader may not take what was sent before its stream is cut; it can resume. */
    @WithDefault("PT10S")
    Duration patience();
}
