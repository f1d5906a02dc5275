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
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.zip.GZIPInputStream;
import javax.sql.DataSource;
import org.broadsheet.article.Article;
import org.broadsheet.changes.ChangeLog;
import org.broadsheet.fixture.ArticleBuilder;
import org.broadsheet.fixture.Newsroom;
import org.broadsheet.fixture.TestDatabase;
import org.broadsheet.tag.TagType;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class SnapshotTest {

    @Inject
    Newsroom newsroom;

    @Inject
    ChangeLog log;

    @Inject
    ObjectMapper json;

    @Inject
    DataSource database;

    private final HttpClient client = HttpClient.newHttpClient();
    private String section;
    private UUID id;

    @BeforeEach
    void begin() {
        section = unique("archive");
        id = newsroom.article()
                .in(section)
                .by(unique("Ann Lee"))
                .tagged(TagType.PLACE, unique("quay"))
                .ledBy("https://images.example/" + section + ".jpg")
                .save();
    }

    private String latest() {
        Response answer = given().redirects().follow(false).get("/v1/snapshots/latest");
        assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(307);
        assertThat(answer.header("Cache-Control")).isEqualTo("no-store");
        return answer.header("Location");
    }

    private HttpResponse<byte[]> get(String path, String... headers) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://localhost:" + RestAssured.port + path));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
    }

    private List<JsonNode> lines(String path) throws Exception {
        HttpResponse<byte[]> answer = get(path);
        assertThat(answer.statusCode()).isEqualTo(200);
        List<JsonNode> lines = new ArrayList<>();
        try (var in = new GZIPInputStream(new ByteArrayInputStream(answer.body()))) {
            for (String line : new String(in.readAllBytes(), StandardCharsets.UTF_8).split("\n")) {
                lines.add(json.readTree(line));
            }
        }
        return lines;
    }

    private static Map<String, JsonNode> articles(List<JsonNode> lines) {
        Map<String, JsonNode> articles = new HashMap<>();
        lines.stream()
                .filter(line -> line.path("kind").asText().equals("article"))
                .forEach(line -> articles.put(line.at("/article/id").asText(), line.get("article")));
        return articles;
    }

    @Test
    void aSnapshotHoldsWhatReadersSee() throws Exception {
        String path = latest();
        List<JsonNode> lines = lines(path);

        assertThat(lines.getFirst().path("kind").asText()).isEqualTo("snapshot");
        assertThat(path)
                .isEqualTo("/v1/snapshots/" + lines.getFirst().path("seq").asLong());
        Map<String, JsonNode> articles = articles(lines);
        assertThat(lines.getLast().path("kind").asText()).isEqualTo("end");
        assertThat(lines.getLast().path("articles").asInt())
                .isEqualTo(articles.size())
                .isEqualTo(given().get("/v1/articles?limit=1&count=exact")
                        .jsonPath()
                        .getInt("page.total"));
        assertThat(articles.get(id.toString()))
                .isEqualTo(json.readTree(given().get("/v1/articles/{id}", id).asString()));
        for (String kind : List.of("section", "byline", "tag")) {
            JsonNode thing = lines.stream()
                    .filter(line -> line.path("kind").asText().equals(kind)
                            && line.at("/" + kind + "/slug").asText().endsWith("x"))
                    .findFirst()
                    .orElseThrow()
                    .get(kind);
            String address = kind.equals("section")
                    ? "/v1/sections/" + thing.get("path").asText()
                    : kind.equals("byline")
                            ? "/v1/bylines/" + thing.get("slug").asText()
                            : "/v1/tags/" + thing.get("type").asText() + "/"
                                    + thing.get("slug").asText();
            ((com.fasterxml.jackson.databind.node.ObjectNode) thing).remove("children");
            JsonNode single = json.readTree(given().get(address).asString());
            ((com.fasterxml.jackson.databind.node.ObjectNode) single).remove("children");
            assertThat(thing).isEqualTo(single);
        }
    }

    @Test
    void aSnapshotIsTheSameBytesEachTimeAndInParts() throws Exception {
        String path = latest();
        HttpResponse<byte[]> whole = get(path);
        byte[] bytes = whole.body();
        String etag = whole.headers().firstValue("ETag").orElseThrow();

        assertThat(get(path).body()).isEqualTo(bytes);
        assertThat(whole.headers().firstValue("Content-Type")).hasValue("application/gzip");
        assertThat(whole.headers().firstValue("Content-Encoding")).isEmpty();
        assertThat(whole.headers().firstValue("Accept-Ranges")).hasValue("bytes");
        assertThat(whole.headers().firstValueAsLong("Content-Length")).hasValue(bytes.length);
        assertThat(whole.headers().firstValue("Broadsheet-Seq")).hasValue(path.substring(path.lastIndexOf('/') + 1));

        ByteArrayOutputStream joined = new ByteArrayOutputStream();
        for (int from = 0; from < bytes.length; from += 5_000) {
            HttpResponse<byte[]> part = get(path, "Range", "bytes=" + from + "-" + (from + 4_999), "If-Range", etag);
            assertThat(part.statusCode()).isEqualTo(206);
            assertThat(part.headers().firstValue("Content-Range"))
                    .hasValue("bytes " + from + "-" + (Math.min(from + 5_000, bytes.length) - 1) + "/" + bytes.length);
            assertThat(part.headers().firstValue("ETag")).hasValue(etag);
            joined.write(part.body());
        }
        assertThat(joined.toByteArray()).isEqualTo(bytes);
        assertThat(get(path, "Range", "bytes=-10").body())
                .isEqualTo(java.util.Arrays.copyOfRange(bytes, bytes.length - 10, bytes.length));
        assertThat(get(path, "Range", "bytes=7-").body())
                .isEqualTo(java.util.Arrays.copyOfRange(bytes, 7, bytes.length));
    }

    @ParameterizedTest
    @ValueSource(strings = {"bytes=5-2", "bytes=0-1,5-7", "lines=0-1", "bytes=x-", "bytes=-"})
    void aRangeThatIsNotUnderstoodIsPassedOver(String range) throws Exception {
        assertThat(get(latest(), "Range", range).statusCode()).isEqualTo(200);
    }

    @Test
    void partsOfAnotherFileAreNotSent() throws Exception {
        String path = latest();

        assertThat(get(path, "Range", "bytes=0-9", "If-Range", "\"another\"").statusCode())
                .isEqualTo(200);
        assertThat(get(path, "Range", "bytes=0-9", "If-Range", "Fri, 02 Oct 2026 08:00:00 GMT")
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void aPartAfterTheEndIsRefused() throws Exception {
        String path = latest();
        int size = get(path).body().length;
        HttpResponse<byte[]> refused = get(path, "Range", "bytes=" + size + "-");

        assertThat(refused.statusCode()).isEqualTo(416);
        assertThat(refused.headers().firstValue("Content-Range")).hasValue("bytes */" + size);
        assertThat(refused.headers().firstValue("Content-Type").orElseThrow()).startsWith("application/problem+json");
        assertThat(get(path, "Range", "bytes=-0").statusCode()).isEqualTo(416);
    }

    @Test
    void headAndConditionalRequestsHaveNoBody() throws Exception {
        String path = latest();
        HttpResponse<byte[]> whole = get(path);
        Response head = given().head(path);

        assertThat(head.statusCode()).isEqualTo(200);
        assertThat(head.header("Content-Length")).isEqualTo("" + whole.body().length);
        assertThat(head.header("ETag"))
                .isEqualTo(whole.headers().firstValue("ETag").orElseThrow());
        assertThat(get(path, "If-None-Match", head.header("ETag")).statusCode()).isEqualTo(304);
    }

    @Test
    void anotherIsMadeOnlyWhenTheLogHasMovedOn() throws Exception {
        String path = latest();
        assertThat(latest()).isEqualTo(path);
        newsroom.article().in(section).save();

        String next = latest();
        assertThat(next).isNotEqualTo(path);
        assertThat(given().get("/v1/snapshots").jsonPath().getList("items.url", String.class))
                .startsWith(next, path)
                .hasSizeLessThanOrEqualTo(3);
    }

    @Test
    void aSnapshotAndTheChangesAfterItAreWhatThereIs() throws Exception {
        List<JsonNode> lines = lines(latest());
        Map<String, JsonNode> copy = articles(lines);
        long since = lines.getFirst().path("seq").asLong();
        ArticleBuilder updated = newsroom.article().in(section);
        updated.save();
        updated.headline("Put right").save();
        newsroom.takeDown(id, Article.Takedown.WITHDRAWN, "Consent.");
        newsroom.article().in(section).draft().save();

        JsonNode tail = json.readTree(
                given().get("/v1/changes?limit=1000&since=" + since).asString());
        for (JsonNode change : tail.get("items")) {
            String changed = change.get("id").asText();
            Response now = given().get("/v1/articles/{id}", changed);
            if (now.statusCode() == 200) {
                copy.put(changed, json.readTree(now.asString()));
            } else {
                copy.remove(changed);
            }
        }

        assertThat(copy).isEqualTo(articles(lines(latest())));
    }

    @Test
    void aSnapshotIsTakenBackWhenAnArticleInItIs() throws Exception {
        String path = latest();
        assertThat(articles(lines(path))).containsKey(id.toString());
        newsroom.takeDown(id, Article.Takedown.KILLED, "Wrong.");

        HttpResponse<byte[]> gone = get(path, "Range", "bytes=0-9");
        assertThat(gone.statusCode()).isEqualTo(410);
        JsonNode problem = json.readTree(gone.body());
        assertThat(problem.get("takedown").asText()).isEqualTo("withdrawn");
        assertThat(problem.get("detail").asText()).contains("/v1/snapshots/latest");
        assertThat(given().get("/v1/snapshots").jsonPath().getList("items.url")).doesNotContain(path);
        String next = latest();
        assertThat(next).isNotEqualTo(path);
        assertThat(articles(lines(next))).doesNotContainKey(id.toString());
        assertThat(count("select count(*) from snapshot_chunk where seq = " + path.substring(14)))
                .isZero();
        assertThat(get(path).statusCode()).isEqualTo(410);
    }

    @Test
    void aSnapshotIsTakenBackWhenAnArticleInItIsKilledAfterItHasExpired() throws Exception {
        ArticleBuilder brief = newsroom.article().in(section);
        UUID expired = brief.save();
        String path = latest();
        brief.headline("No longer").expiringAt(newsroom.now().minusSeconds(1)).save();
        assertThat(get(path).statusCode()).isEqualTo(200);
        long before = log.head();

        newsroom.takeDown(expired, Article.Takedown.KILLED, "Wrong.");

        assertThat(get(path).statusCode()).isEqualTo(410);
        Response told = given().get("/v1/changes?section=" + section + "&since=" + before);
        assertThat(told.jsonPath().getList("items.type")).containsExactly("killed");
        assertThat(told.jsonPath().getList("items.id")).containsExactly(expired.toString());
    }

    @Test
    void aSnapshotThatNeverWasIsNotFound() {
        given().get("/v1/snapshots/0").then().statusCode(404);
        given().get("/v1/snapshots/x").then().statusCode(400);
    }

    private long count(String sql) throws SQLException {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getLong(1);
        }
    }

    /** Does something while a snapshot is being made, which stands before the tags meanwhile. */
    private CompletableFuture<Response> whileMaking(CheckedRun something) throws Exception {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.execute("lock table tag in access exclusive mode");
            CompletableFuture<Response> making = CompletableFuture.supplyAsync(
                    () -> given().redirects().follow(false).get("/v1/snapshots/latest"));
            while (count("select count(*) from pg_locks where not granted and relation = 'tag'::regclass") == 0) {
                Thread.sleep(20);
            }
            something.run();
            connection.rollback();
            return making;
        }
    }

    private interface CheckedRun {
        void run() throws Exception;
    }

    @Test
    void whatIsPublishedMeanwhileComesInTheTail() throws Exception {
        UUID[] meanwhile = new UUID[1];
        long before = log.head();
        String path = whileMaking(
                        () -> meanwhile[0] = newsroom.article().in(section).save())
                .join()
                .header("Location");

        List<JsonNode> lines = lines(path);
        assertThat(lines.getFirst().path("seq").asLong()).isEqualTo(before);
        assertThat(articles(lines)).containsKey(id.toString()).doesNotContainKey(meanwhile[0].toString());
        assertThat(given().get("/v1/changes?since=" + before).jsonPath().getList("items.id"))
                .containsExactly(meanwhile[0].toString());
    }

    @Test
    void whenSomethingIsTakenDownMeanwhileItIsMadeAgain() throws Exception {
        long before = log.head();
        String path = whileMaking(() -> newsroom.takeDown(id, Article.Takedown.KILLED, "Wrong."))
                .join()
                .header("Location");

        assertThat(path).isEqualTo("/v1/snapshots/" + (before + 1));
        assertThat(articles(lines(path))).doesNotContainKey(id.toString());
    }

    @Test
    void ofASnapshotThatWasNotFinishedNothingIsLeft() throws Exception {
        newsroom.takeDown(newsroom.article().in(section).save(), Article.Takedown.KILLED, "Wrong.");
        long before = log.head();
        Response answer = whileMaking(() -> count("select count(pg_terminate_backend(pid)) from pg_locks"
                        + " where not granted and relation = 'tag'::regclass"))
                .join();

        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.header("Retry-After")).isEqualTo("10");
        assertThat(count("select count(*) from snapshot where seq = " + before)
                        + count("select count(*) from snapshot_chunk where seq = " + before))
                .isZero();
        assertThat(latest()).isEqualTo("/v1/snapshots/" + before);
    }

    @Test
    void aDownloadIsCutWhenItsSnapshotIsTakenBack() throws Exception {
        Random random = new Random(7);
        List<UUID> large = IntStream.range(0, 14)
                .mapToObj(i -> {
                    byte[] noise = new byte[1_000_000];
                    random.nextBytes(noise);
                    return newsroom.article()
                            .in(section)
                            .body(HexFormat.of().formatHex(noise))
                            .save();
                })
                .toList();
        String path = latest();
        long size = Long.parseLong(given().head(path).header("Content-Length"));
        assertThat(size).isGreaterThan(12_000_000);
        try (Socket reader = new Socket()) {
            reader.setReceiveBufferSize(4_096);
            reader.connect(new InetSocketAddress("localhost", RestAssured.port));
            reader.getOutputStream()
                    .write(("GET " + path + " HTTP/1.1\r\nHost: localhost\r\n\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            assertThat(reader.getInputStream().readNBytes(15)).asString().isEqualTo("HTTP/1.1 200 OK");
            large.forEach(one -> newsroom.takeDown(one, Article.Takedown.KILLED, "Noise."));

            assertThat(readToTheEnd(reader)).isLessThan(size);
        }
    }

    private static long readToTheEnd(Socket reader) {
        long read = 0;
        byte[] buffer = new byte[65_536];
        try {
            for (int n; (n = reader.getInputStream().read(buffer)) >= 0; ) {
                read += n;
            }
        } catch (IOException e) {
            // cut
        }
        return read;
    }
}
