package org.broadsheet.following;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.broadsheet.fixture.Newsroom.unique;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.RestAssured;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.broadsheet.article.Article;
import org.broadsheet.changes.ChangeLog;
import org.broadsheet.fixture.EventStream;
import org.broadsheet.fixture.Newsroom;
import org.broadsheet.fixture.TestDatabase;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Streams on a server that has little room and little patience. */
@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
@TestProfile(StreamLimitsTest.Impatient.class)
class StreamLimitsTest {

    public static class Impatient implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of(
                    "broadsheet.streams.most", "3",
                    "broadsheet.streams.heartbeat", "PT0.2S",
                    "broadsheet.streams.patience", "PT1S");
        }
    }

    @Inject
    Newsroom newsroom;

    @Inject
    ChangeLog log;

    @Inject
    Streams streams;

    private String section;
    private long start;

    @BeforeEach
    void begin() throws InterruptedException {
        section = unique("narrow");
        newsroom.article().in(section).save();
        start = log.head();
        awaitNoneOpen();
    }

    private void awaitNoneOpen() throws InterruptedException {
        for (int i = 0; i < 600 && streams.open() > 0; i++) {
            Thread.sleep(50);
        }
        assertThat(streams.open()).isZero();
    }

    @Test
    void moreStreamsThanThereIsRoomForAreRefusedForNow() throws Exception {
        List<EventStream> open = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            open.add(EventStream.open(RestAssured.port, ""));
        }
        Response refused = given().get("/v1/changes/stream");
        assertThat(refused.statusCode()).isEqualTo(503);
        assertThat(refused.contentType()).startsWith("application/problem+json");
        assertThat(refused.header("Retry-After")).isEqualTo("5");

        open.forEach(EventStream::close);
        awaitNoneOpen();
        try (EventStream stream = EventStream.open(RestAssured.port, "")) {
            assertThat(stream.response().statusCode()).isEqualTo(200);
        }
    }

    @Test
    void refusedStreamsTakeNoRoom() throws Exception {
        for (int i = 0; i < 10; i++) {
            given().get("/v1/changes/stream?since=99999999999").then().statusCode(400);
            given().get("/v1/changes/stream?tag=no-such-tag").then().statusCode(400);
            given().head("/v1/changes/stream").then().statusCode(200);
        }
        assertThat(streams.open()).isZero();
    }

    @Test
    void aStreamWithNothingToTellShowsThatItIsAlive() throws Exception {
        try (EventStream stream = EventStream.open(RestAssured.port, "")) {
            Thread.sleep(1_000);
            newsroom.article().in(section).save();
            stream.until(EventStream.Event::isChange);

            assertThat(stream.comments()).hasSizeGreaterThan(2);
        }
    }

    @Test
    void aFilteredStreamTellsHowFarItHasCome() throws Exception {
        String quiet = unique("quiet");
        newsroom.article().in(quiet).save();
        try (EventStream stream = EventStream.open(RestAssured.port, "?section=" + quiet)) {
            newsroom.article().in(section).save();
            long head = log.head();
            EventStream.Event progress = stream.until(event -> event.seq() == head);

            assertThat(progress.name()).isEqualTo("progress");
            assertThat(stream.changes()).isEmpty();
        }
    }

    @Test
    void aReaderWhoDoesNotReadIsCutAndCanResume() throws Exception {
        try (Socket reader = new Socket()) {
            reader.setReceiveBufferSize(4_096);
            reader.connect(new InetSocketAddress("localhost", RestAssured.port));
            reader.getOutputStream()
                    .write("GET /v1/changes/stream HTTP/1.1\r\nHost: localhost\r\n\r\n"
                            .getBytes(StandardCharsets.US_ASCII));
            assertThat(reader.getInputStream().readNBytes(15)).asString().isEqualTo("HTTP/1.1 200 OK");
            assertThat(streams.open()).isEqualTo(1);
            assertThat(established(reader.getLocalPort())).isTrue();
            IntStream.range(0, 12)
                    .forEach(i -> newsroom.takeDown(
                            newsroom.article().in(section).save(),
                            Article.Takedown.WITHDRAWN,
                            "At length. ".repeat(100_000)));

            awaitNoneOpen();
            awaitHungUpOn(reader.getLocalPort());
            assertThat(readToTheEnd(reader)).doesNotContain("\nid:" + (start + 24) + "\n");
        }
        try (EventStream resumed = EventStream.resume(RestAssured.port, "", "" + start)) {
            resumed.until(event -> event.seq() == start + 24);
            assertThat(resumed.changes()).hasSize(24).isSorted();
        }
    }

    /** The server doesn't keep the connection until its reader has read on: what it had written is all that comes. */
    private static void awaitHungUpOn(int client) throws Exception {
        for (int i = 0; i < 200 && established(client); i++) {
            Thread.sleep(50);
        }
        assertThat(established(client)).as("the server's end of the connection").isFalse();
    }

    /** Whether the server's end of the connection with that client is still open, by the kernel's table (proc(5)). */
    private static boolean established(int client) throws IOException {
        String ends = ":%04X [0-9A-F]+:%04X 01 ".formatted(RestAssured.port, client);
        return Pattern.compile(ends)
                .matcher(Files.readString(Path.of("/proc/net/tcp")) + Files.readString(Path.of("/proc/net/tcp6")))
                .find();
    }

    private static String readToTheEnd(Socket reader) {
        StringBuilder read = new StringBuilder();
        byte[] buffer = new byte[65_536];
        try {
            for (int n; (n = reader.getInputStream().read(buffer)) >= 0; ) {
                read.append(new String(buffer, 0, n, StandardCharsets.UTF_8));
            }
        } catch (IOException e) {
            // cut
        }
        return read.toString();
    }
}
