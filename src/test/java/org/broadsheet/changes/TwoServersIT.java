package org.broadsheet.changes;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.broadsheet.fixture.Caller;
import org.broadsheet.fixture.Cluster;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A second start on the same data directory is a second server of the same newsroom. */
@Tag("packaged")
class TwoServersIT {

    private static final int TIMES = 50;

    private static Cluster cluster;

    @BeforeAll
    static void start() throws Exception {
        cluster = Cluster.start(2);
    }

    @AfterAll
    static void stop() throws Exception {
        cluster.close();
    }

    @Test
    void bothAreKnownAsReplicas() throws Exception {
        assertThat(cluster.rows("select id, name from change_replica"))
                .hasSize(2)
                .doesNotHaveDuplicates();
    }

    @Test
    void whatIsWrittenThroughOneIsReadThroughTheOtherAsOfItsNumber() throws Exception {
        Caller.Answer draft = cluster.at(0)
                .draft(Map.of("headline", "Nought", "section", "world"))
                .expect(201);
        Caller.Answer last = cluster.at(0).order("publish", draft.id(), draft.version(), Map.of());
        for (int i = 1; i <= TIMES; i++) {
            Caller writer = cluster.at(i % 2);
            Caller reader = cluster.at(1 - i % 2);
            String headline = "Number " + i;
            Caller.Answer edited = writer.patch(draft.id(), last.expect(200).version(), Map.of("headline", headline));
            last = writer.order("publish", draft.id(), edited.expect(200).version(), Map.of());
            String seq = Long.toString(last.expect(200).seq());

            Caller.Answer read = reader.read("GET", "/v1/articles/" + draft.id(), "Broadsheet-Min-Seq", seq);

            assertThat(read.expect(200).json().path("headline").asText()).isEqualTo(headline);
            assertThat(read.seq()).isGreaterThanOrEqualTo(last.seq());
        }
    }

    @Test
    void whatIsYetToComeIsNotMadeUp() throws Exception {
        long head = cluster.number("select seq from change_counter");
        Caller.Answer read =
                cluster.at(1).read("GET", "/v1/articles", "Broadsheet-Min-Seq", Long.toString(head + 1_000_000));
        assertThat(read.expect(503).header("Retry-After")).isNotEmpty();
    }
}
