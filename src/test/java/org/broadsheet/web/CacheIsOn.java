package org.broadsheet.web;

import io.quarkus.test.junit.QuarkusTestProfile;
import java.util.Map;

/** With the response cache, which other tests do without. */
public class CacheIsOn implements QuarkusTestProfile {

    @Override
    public Map<String, String> getConfigOverrides() {
        // whoever waits for another's answer goes on when that fails, not when its own patience ends
        return Map.of(
                "broadsheet.cache.max-bytes", "16M",
                "broadsheet.cache.patience", "PT1M",
                "broadsheet.search.engine", "lucene",
                "broadsheet.meaning.profiles", "true");
    }
}
