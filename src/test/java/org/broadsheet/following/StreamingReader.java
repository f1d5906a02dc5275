package org.broadsheet.following;

import java.io.IOException;
import java.util.Random;
import org.broadsheet.fixture.Caller;
import org.broadsheet.fixture.Cluster;
import org.broadsheet.fixture.EventStream;

/** Takes the stream of one server, is cut after a while, and resumes at another. */
final class StreamingReader extends FollowingReader {

    private final Cluster cluster;
    private final Random random;

    StreamingReader(Cluster cluster, long seed) {
        super("stream", true);
        this.cluster = cluster;
        this.random = new Random(seed);
    }

    @Override
    void follow() throws Exception {
        String lastId = "0";
        while (!atEnd()) {
            int port = cluster.replica(random.nextInt(cluster.size())).port();
            try (EventStream stream = EventStream.resume(port, "", lastId)) {
                for (int left = random.nextInt(300); left >= 0 && !atEnd(); left--) {
                    EventStream.Event event = stream.next();
                    if (event.isChange()) {
                        apply(Caller.json(event.data()));
                    } else {
                        lookedThrough(event.seq());
                    }
                    lastId = event.id();
                }
            } catch (IOException e) {
                fault("is cut after " + lastId + " by the server: " + e);
            }
            resumed();
        }
    }
}
