package org.broadsheet.search;

import io.quarkus.test.junit.QuarkusTestProfile;
import java.util.Map;

/** With an index that follows the log, and profiles of what is in it, which other tests do without. */
public class SearchIsOn implements QuarkusTestProfile {

    @Override
    public Map<String, String> getConfigOverrides() {
        return Map.of("broadsheet.search.engine", "lucene", "broadsheet.meaning.profiles", "true");
    }
}
