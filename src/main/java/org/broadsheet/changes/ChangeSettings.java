package org.broadsheet.changes;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** Configuration under {@code broadsheet.changes}. */
@ConfigMapping(prefix = "broadsheet.changes")
public interface ChangeSettings {

    /**
     * For how long a replica that does not hear of the database goes on trusting what it keeps in memory, and so the
     * longest that a kill waits for a replica which is gone. The same on all replicas.
     */
    @WithDefault("PT3S")
    Duration lease();

    /** How often a replica asks for news and says how far it has come, when nothing wakes it earlier. */
    @WithDefault("PT0.5S")
    Duration heartbeat();
}
