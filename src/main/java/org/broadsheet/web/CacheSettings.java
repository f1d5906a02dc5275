package org.broadsheet.web;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** Configuration under {@code broadsheet.cache}. */
@ConfigMapping(prefix = "broadsheet.cache")
public interface CacheSettings {

    /** How many bytes of finished answers are kept in memory; 0 for none. */
    @WithDefault("64M")
    MemorySize maxBytes();

    /**
     * For how long a request waits at most: for the change that it names in {@code Broadsheet-Min-Seq}, and for the
     * same answer that is being made for somebody else.
     */
    @WithDefault("PT2S")
    Duration patience();
}
