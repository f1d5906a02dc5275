package org.broadsheet.similar;

import io.quarkus.test.junit.QuarkusTestProfile;
import java.util.Map;

/** With the language model, which other tests do without. */
public class WithModel implements QuarkusTestProfile {

    @Override
    public Map<String, String> getConfigOverrides() {
        return Map.of(
                "broadsheet.search.engine", "lucene",
                "broadsheet.meaning.profiles", "true",
                "broadsheet.meaning.model", "true");
    }
}
