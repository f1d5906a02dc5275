package org.broadsheet.following;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Random;
import org.broadsheet.fixture.Caller;
import org.broadsheet.fixture.Cluster;

/** Asks for what is new, now this server and now that one. */
class PollingReader extends FollowingReader {

    private final Cluster cluster;
    private final String filter;
    private final Random random;

    /** @param filter of articles, beginning with an ampersand; empty for all of the log */
    PollingReader(String name, Cluster cluster, String filter, long seed) {
        super(name, filter.isEmpty());
        this.cluster = cluster;
        this.filter = filter;
        this.random = new Random(seed);
    }

    @Override
    void follow() throws Exception {
        while (!atEnd()) {
            int limit = 1 + random.nextInt(200);
            Caller.Answer answer = cluster.at(random.nextInt(cluster.size()))
                    .read("/v1/changes?since=" + seen() + "&limit=" + limit + "&wait=PT1S" + filter)
                    .expect(200);
            JsonNode found = answer.json();
            found.path("items").forEach(this::apply);
            lookedThrough(found.path("next").asLong());
            resumed();
        }
    }
}
