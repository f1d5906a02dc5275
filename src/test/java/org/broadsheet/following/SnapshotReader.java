package org.broadsheet.following;

import com.fasterxml.jackson.databind.JsonNode;
<<<<<<< HEAD
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.zip.GZIPInputStream;
=======
import java.io.IOException;
import java.util.List;
import java.util.concurrent.TimeUnit;
>>>>>>> 9fb58fa0cc0fca2c9998df00c599fd9840335f79
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
<<<<<<< HEAD
        List<String> articles = new ArrayList<>();
        JsonNode head;
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(
                new GZIPInputStream(URI.create(cluster.replica(1).address() + latest.header("Location"))
                        .toURL()
                        .openStream()),
                StandardCharsets.UTF_8))) {
            head = Caller.json(lines.readLine());
            JsonNode line = head;
            while (!line.path("kind").asText().equals("end")) {
                line = Caller.json(lines.readLine());
                if (line.path("kind").asText().equals("article")) {
                    articles.add(line.at("/article/id").asText());
                }
            }
        } catch (IOException e) {
            System.out.println("a snapshot was taken back: " + e);
            return false;
        }
        begin(head.path("seq").asLong(), articles);
=======
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
        List<String> articles = lines.stream()
                .filter(line -> line.path("kind").asText().equals("article"))
                .map(line -> line.at("/article/id").asText())
                .toList();
        begin(lines.getFirst().path("seq").asLong(), articles);
>>>>>>> 9fb58fa0cc0fca2c9998df00c599fd9840335f79
        return true;
    }
}
