package org.broadsheet.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.broadsheet.fixture.Caller;
import org.broadsheet.fixture.Cluster;
import org.broadsheet.fixture.OpenSearchNode;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** Two servers with one index, in a real OpenSearch. */
class OpenSearchSearchIT extends SearchBehaviour {

    /** The time limit of a search, and a second. */
    private static final Duration LIMIT = Duration.ofSeconds(3);

    /** After the lease of the one that writes has run out. */
    private static final Duration LEASE = Duration.ofSeconds(40);

    private static final String SEARCH = "/v1/articles?q=strait";

    private OpenSearchNode node;

    @Override
    Cluster launch() throws Exception {
        node = OpenSearchNode.start();
        Cluster started = Cluster.start(
                2,
                Map.of("BROADSHEET_SEARCH_ENGINE", "opensearch", "BROADSHEET_SEARCH_OPENSEARCH_URIS", node.address()));
        eventually(Duration.ofSeconds(60), () -> {
            started.at(0).read(SEARCH).expect(200);
            started.at(1).read(SEARCH).expect(200);
        });
        return started;
    }

    @AfterAll
    void stopNode() throws Exception {
        node.close();
    }

    private List<String> writers() throws Exception {
        return cluster.column("select writer from search_index where writer_until > clock_timestamp()");
    }

    @Test
    void oneServerWritesAndTheOtherGoesOnWhenItIsKilled() throws Exception {
        Set<String> writers = new HashSet<>(writers());
        assertThat(writers).hasSize(1);
        for (int i = 0; i < 2; i++) {
            back();
            cluster.kill9(i);
            try {
                goesOn(cluster.at(1 - i));
                writers.addAll(writers());
                assertThat(writers()).hasSize(1);
            } finally {
                cluster.restart(i);
            }
        }
        back();
        assertThat(writers).as("one of them has taken the other's place").hasSizeGreaterThan(1);
    }

    private static void goesOn(Caller other) throws Exception {
        other.read(SEARCH).expect(200);
        Caller.Answer draft = other.draft(Map.of("headline", coined(), "section", "world", "body", "Text."))
                .expect(201);
        String seq = Long.toString(other.order("publish", draft.id(), draft.version(), Map.of())
                .expect(200)
                .seq());
        eventually(
                LEASE,
                () -> other.read("GET", SEARCH, "Broadsheet-Min-Seq", seq).expect(200));
    }

    @Test
    void anEngineThatHangsCostsTheTimeLimitAndOnlySearches() throws Exception {
        node.suspend();
        try {
            for (int i = 0; i < 2; i++) {
                unavailable(cluster.at(i));
                cluster.at(i).read("/v1/articles?section=world").expect(200);
            }
        } finally {
            node.resume();
        }
        back();
    }

    @Test
    void anEngineThatIsAwayIsTakenUpWhenItIsBack() throws Exception {
        node.kill9();
        Piece meanwhile;
        try {
            unavailable(cluster.at(0));
            unavailable(cluster.at(1));
            cluster.at(1).read("/v1/articles?section=world").expect(200);
            meanwhile = publish(coined(), "While the engine is away.");
        } finally {
            node.restart();
        }
        back();
        eventually(Duration.ofSeconds(30), () -> ask(SEARCH, meanwhile));
    }

    /** A problem document within the limit. */
    private static void unavailable(Caller caller) throws Exception {
        Instant asked = Instant.now();
        Caller.Answer answer = caller.read(SEARCH + "+" + coined()).expect(503);
        assertThat(Duration.between(asked, Instant.now())).isLessThan(LIMIT);
        assertThat(answer.header("Content-Type")).startsWith("application/problem+json");
        assertThat(answer.header("Retry-After")).isNotEmpty();
    }

    private void back() throws Exception {
        for (int i = 0; i < 2; i++) {
            Caller caller = cluster.at(i);
            eventually(
                    Duration.ofSeconds(20),
                    () -> caller.read(SEARCH + "+" + coined()).expect(200));
        }
    }

    @Test
    void anIndexThatSomebodyHasRemovedIsMadeAnew() throws Exception {
        long all = total(0);
        List<String> indexes = node.call("GET", "/_cat/indices/broadsheet-*-article?h=index")
                .body()
                .lines()
                .toList();
        for (String index : indexes) {
            node.call("DELETE", "/" + index.strip());
        }

        cluster.at(0).read("/v1/articles?section=world").expect(200);
        eventually(Duration.ofSeconds(60), () -> assertThat(total(0)).isEqualTo(all));
    }
}
