package org.broadsheet.following;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.broadsheet.fixture.Caller;
import org.broadsheet.fixture.Cluster;

/** Begins in the midst of everything with a snapshot, and goes on from there. */
final class SnapshotReader extends PollingReader {

    private static final int ATTEMPTS = 20;

    private final Cluster cluster;
    private final RandomNewsroom newsroom;
    private final int secondsBefore;

    SnapshotReader(Cluster cluster, RandomNewsroom newsroom, int secondsBefore, long seed) {
        super("snapshot", cluster, "", seed);
        this.cluster = cluster;
        this.newsroom = newsroom;
        this.secondsBefore = secondsBefore;
    }

    @Override
    void follow() throws Exception {
        TimeUnit.SECONDS.sleep(secondsBefore);
        newsroom.takeNothingDown(true);
        try {
            for (int i = 0; !begun(); i++) {
                if (i == ATTEMPTS) {
                    throw new AssertionError("there is no snapshot");
                }
                TimeUnit.MILLISECONDS.sleep(500);
            }
        } finally {
            newsroom.takeNothingDown(false);
        }
        super.follow();
    }

    /** A kill that was under way may take the snapshot back while it is read. */
    private boolean begun() throws IOException, InterruptedException {
        Caller.Answer latest = cluster.at(0).read("/v1/snapshots/latest");
        if (latest.status() == 503) {
            return false;
        }
        latest.expect(307);
        List<JsonNode> lines;
        try {
            lines = cluster.at(1).unzippedLines(latest.header("Location")).stream()
                    .map(Caller::json)
                    .toList();
        } catch (IOException e) {
            System.out.println("a snapshot was taken back: " + e.getMessage());
            return false;
        }
        if (!lines.getLast().path("kind").asText().equals("end")) {
            throw new AssertionError("the snapshot is not whole");
        }
        Map<String, JsonNode> articles = lines.stream()
                .filter(line -> line.path("kind").asText().equals("article"))
                .map(line -> line.path("article"))
                .collect(Collectors.toMap(article -> article.path("id").asText(), article -> article));
        begin(lines.getFirst().path("seq").asLong(), articles);
        return true;
    }
}
