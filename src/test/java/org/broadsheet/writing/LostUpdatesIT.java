package org.broadsheet.writing;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.broadsheet.fixture.Caller;
import org.broadsheet.fixture.Cluster;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Many write one article at once, through two servers: what was accepted is never lost. */
@Tag("packaged")
class LostUpdatesIT {

    private static final int CLIENTS = 16;
    private static final int PATCHES_EACH = 10;

    private static Cluster cluster;

    @BeforeAll
    static void start() throws Exception {
        cluster = Cluster.start(2);
    }

    @AfterAll
    static void stop() throws Exception {
        cluster.close();
    }

    /** A patch that was accepted: the version that it made, and what it wrote. */
    private record Accepted(int version, int revision, String headline) {}

    @Test
    void eachPatchThatIsAcceptedIsARevisionAndNoOtherIs() throws Exception {
        Caller.Answer draft = cluster.at(0)
                .draft(Map.of("headline", "Nobody's", "section", "world"))
                .expect(201);
        List<Accepted> accepted = new ArrayList<>();
        int refused = 0;
        try (ExecutorService threads = Executors.newFixedThreadPool(CLIENTS)) {
            List<Client> clients = IntStream.range(0, CLIENTS)
                    .mapToObj(number -> new Client(cluster.at(number % 2), draft.id(), number))
                    .toList();
            for (Future<List<Accepted>> patches : threads.invokeAll(clients)) {
                accepted.addAll(patches.get());
            }
            refused = clients.stream().mapToInt(client -> client.refused).sum();
        }
        System.out.printf("%d patches accepted, %d refused with 412%n", accepted.size(), refused);

        assertThat(accepted).hasSize(CLIENTS * PATCHES_EACH);
        assertThat(refused).as("attempts at a version that was gone").isPositive();
        List<Integer> dense =
                IntStream.rangeClosed(2, accepted.size() + 1).boxed().toList();
        assertThat(accepted).extracting(Accepted::version).containsExactlyInAnyOrderElementsOf(dense);
        Map<Integer, String> history = history(draft.id());
        assertThat(history.keySet())
                .containsExactlyElementsOf(
                        IntStream.rangeClosed(1, accepted.size() + 1).boxed().toList());
        history.remove(1);
        assertThat(history)
                .isEqualTo(accepted.stream().collect(Collectors.toMap(Accepted::revision, Accepted::headline)));
        for (int replica = 0; replica < 2; replica++) {
            JsonNode now = cluster.at(replica).article(draft.id()).expect(200).json();
            assertThat(now.path("version").asInt()).isEqualTo(accepted.size() + 1);
            assertThat(now.path("draft").path("headline").asText()).isEqualTo(history.get(accepted.size() + 1));
        }
    }

    /** What each revision says, by its number; the list is read page by page. */
    private static Map<Integer, String> history(String id) throws Exception {
        Map<Integer, String> history = new TreeMap<>();
        String base = "/v1/editorial/articles/" + id + "/revisions";
        String address = base + "?limit=100";
        while (!address.isEmpty()) {
            JsonNode list = cluster.at(1).call("GET", address, null).expect(200).json();
            for (JsonNode item : list.path("items")) {
                int number = item.path("number").asInt();
                JsonNode revision = cluster.at(0)
                        .call("GET", base + "/" + number, null)
                        .expect(200)
                        .json();
                assertThat(history.put(number, revision.at("/article/headline").asText()))
                        .as("revision %d comes twice", number)
                        .isNull();
            }
            String cursor = list.path("page").path("next").asText("");
            address = cursor.isEmpty() || cursor.equals("null") ? "" : base + "?limit=100&cursor=" + cursor;
        }
        return history;
    }

    /** Reads, patches, and begins again when somebody else was faster. */
    private static final class Client implements Callable<List<Accepted>> {

        private final Caller caller;
        private final String id;
        private final int number;
        private int refused;

        Client(Caller caller, String id, int number) {
            this.caller = caller;
            this.id = id;
            this.number = number;
        }

        @Override
        public List<Accepted> call() throws Exception {
            List<Accepted> accepted = new ArrayList<>();
            int version = 1;
            while (accepted.size() < PATCHES_EACH) {
                String headline = "Client " + number + ", patch " + accepted.size();
                Caller.Answer answer = caller.patch(id, version, Map.of("headline", headline));
                if (answer.status() == 412) {
                    refused++;
                    version = caller.article(id).expect(200).version();
                } else {
                    answer.expect(200);
                    version = answer.version();
                    accepted.add(
                            new Accepted(version, answer.json().path("revision").asInt(), headline));
                }
            }
            return accepted;
        }
    }
}
