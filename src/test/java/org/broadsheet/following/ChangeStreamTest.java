package org.broadsheet.following;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.broadsheet.fixture.Newsroom.unique;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.broadsheet.article.Article;
import org.broadsheet.changes.ChangeLog;
import org.broadsheet.fixture.EventStream;
import org.broadsheet.fixture.Newsroom;
import org.broadsheet.fixture.TestDatabase;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class ChangeStreamTest {

    @Inject
    Newsroom newsroom;

    @Inject
    ChangeLog log;

    @Inject
    ObjectMapper json;

    private long start;
    private String section;

    @BeforeEach
    void begin() {
        section = unique("live");
        newsroom.article().in(section).save();
        start = log.head();
    }

    private static EventStream open(String query) throws Exception {
        return EventStream.open(RestAssured.port, query);
    }

    private UUID publish() {
        return newsroom.article().in(section).save();
    }

    @Test
    void aStreamBeginsWithWhereItIsAndHowSoonToComeBack() throws Exception {
        try (EventStream stream = open("")) {
            EventStream.Event first = stream.next();

            assertThat(stream.response().statusCode()).isEqualTo(200);
            assertThat(stream.response().headers().firstValue("Content-Type")).hasValue("text/event-stream");
            assertThat(stream.response().headers().firstValue("Cache-Control")).hasValue("no-store");
            assertThat(stream.response().headers().firstValue("X-Accel-Buffering"))
                    .hasValue("no");
            assertThat(stream.response().headers().firstValue("Access-Control-Allow-Origin"))
                    .isPresent();
            assertThat(stream.comments()).hasSize(1);
            assertThat(stream.retry()).isEqualTo("2000");
            assertThat(first).isEqualTo(new EventStream.Event("" + start, "progress", "{\"seq\":" + start + "}"));
        }
    }

    @Test
    void aChangeComesAsThePollGivesIt() throws Exception {
        try (EventStream stream = open("")) {
            UUID id = publish();
            newsroom.takeDown(id, Article.Takedown.KILLED, "Wrong.\nAltogether.");
            EventStream.Event killed = stream.until(event -> event.name().equals("killed"));

            JsonNode polled = json.readTree(
                    given().get("/v1/changes?since=" + (start + 1)).asString());
            assertThat(json.readTree(killed.data())).isEqualTo(polled.at("/items/0"));
            assertThat(killed.seq()).isEqualTo(start + 2);
            assertThat(stream.changes()).containsExactly(start + 1, start + 2);
        }
    }

    @Test
    void filtersAreThoseOfThePoll() throws Exception {
        try (EventStream stream = open("?section=" + section + "&event=-updated")) {
            newsroom.article().in("news").save();
            UUID id = publish();
            newsroom.article().in("news").save();
            newsroom.takeDown(id, Article.Takedown.GONE, "Old.");
            stream.until(event -> event.name().equals("unpublished"));

            assertThat(stream.changes()).containsExactly(start + 2, start + 4);
        }
    }

    @Test
    void aStreamBeginsAfterSinceAndLastEventIdGoesBeforeIt() throws Exception {
        publish();
        publish();
        try (EventStream stream = open("?since=" + start)) {
            stream.until(event -> event.seq() == start + 2);
            assertThat(stream.changes()).containsExactly(start + 1, start + 2);
        }
        try (EventStream stream = EventStream.resume(RestAssured.port, "?since=" + start, "" + (start + 1))) {
            stream.until(event -> event.seq() == start + 2);
            assertThat(stream.changes()).containsExactly(start + 2);
        }
    }

    @Test
    void nothingIsMissedOrRepeatedByAReaderWhoIsCutAgainAndAgain() throws Exception {
        CompletableFuture<Void> writing =
                CompletableFuture.runAsync(() -> IntStream.range(0, 200).forEach(i -> publish()));
        List<Long> seen = new ArrayList<>();
        String last = "" + start;
        while (seen.size() < 200) {
            try (EventStream stream = EventStream.resume(RestAssured.port, "", last)) {
                for (int i = 0; i < 23 && seen.size() < 200; i++) {
                    EventStream.Event event = stream.until(EventStream.Event::isChange);
                    seen.add(event.seq());
                    last = event.id();
                }
            }
        }
        writing.join();

        assertThat(seen)
                .isEqualTo(
                        LongStream.rangeClosed(start + 1, start + 200).boxed().toList());
    }

    @Test
    void manyReadersGetTheSame() throws Exception {
        List<EventStream> streams = new ArrayList<>();
        try {
            for (int i = 0; i < 40; i++) {
                streams.add(open(i % 2 == 0 ? "" : "?section=" + section));
            }
            IntStream.range(0, 20).forEach(i -> publish());
            List<Long> all =
                    LongStream.rangeClosed(start + 1, start + 20).boxed().toList();
            for (EventStream stream : streams) {
                stream.until(event -> event.seq() == start + 20);
                assertThat(stream.changes()).isEqualTo(all);
            }
        } finally {
            streams.forEach(EventStream::close);
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            since=99999999999999999   | 7  | Last-Event-ID | false
            since=99999999999999999   |    | since         | true
            since=x                   |    | since         | true
            event=publish             |    | event         | true
            section=no-such-section   |    | section       | true
            tag=no-such-tag           |    | tag           | true
            limit=5                   |    | limit         | true
            wait=PT5S                 |    | wait          | true
            kind=article              | x  | Last-Event-ID | true
            """)
    void whatCantBeAskedIsAProblemAndNoStream(String query, String lastEventId, String parameter, boolean refused)
            throws Exception {
        if (!refused) {
            try (EventStream stream = EventStream.resume(RestAssured.port, "?" + query, lastEventId)) {
                assertThat(stream.response().statusCode()).isEqualTo(200);
            }
            return;
        }
        Response answer = given().headers(
                        lastEventId == null ? java.util.Map.of() : java.util.Map.of("Last-Event-ID", lastEventId))
                .header("Accept", "text/event-stream")
                .get("/v1/changes/stream?" + query);

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.contentType()).startsWith("application/problem+json");
        assertThat(answer.jsonPath().getString("errors[0].parameter")).isEqualTo(parameter);
    }

    @Test
    void headIsAnsweredAndEnds() {
        given().head("/v1/changes/stream")
                .then()
                .statusCode(200)
                .header("Content-Type", org.hamcrest.Matchers.startsWith("text/event-stream"));
    }
}
