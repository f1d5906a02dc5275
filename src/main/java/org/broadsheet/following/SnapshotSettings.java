package org.broadsheet.following;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** Configuration under {@code broadsheet.snapshots}. */
@ConfigMapping(prefix = "broadsheet.snapshots")
interface SnapshotSettings {

    /** How old the latest snapshot may be before another is made for whoever asks, if the log has moved on. */
    @WithDefault("PT1H")
    Duration maxAge();

    /** How many are kept. */
    @WithDefault("3")
    int most();

    /** For how long they are kept. The latest is kept until there is another, or it is taken back. */
    @WithDefault("PT24H")
    Duration keep();

    /** The least time from one snapshot to the making of the next, however many takedowns there are. */
    @WithDefault("PT1M")
    Duration rest();

    /** How long who asks for the latest waits for it to be made. */
    @WithDefault("PT20S")
    Duration waitFor();

    /** How many downloads a replica serves at once. */
    @WithDefault("50")
    int downloads();

    /** For how long a reader may not take what was sent before the download is cut; it can be resumed. */
    @WithDefault("PT60S")
    Duration patience();
}
