package org.broadsheet.web;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.broadsheet.fixture.Newsroom.unique;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.net.URL;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.broadsheet.article.Article;
import org.broadsheet.changes.ChangeLog;
import org.broadsheet.fixture.Newsroom;
import org.broadsheet.fixture.TestDatabase;
import org.broadsheet.naming.Slugs;
import org.broadsheet.tag.TagType;
import org.hibernate.SessionFactory;
import org.junit.jupiter.api.Test;

/** Answers from memory, which nobody can tell from those that were just made. */
@QuarkusTest
@TestProfile(CacheIsOn.class)
@QuarkusTestResource(TestDatabase.class)
class CachedAnswersTest {

    private static final HttpClient CLIENT =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    @Inject
    Newsroom newsroom;

    @Inject
    ChangeLog log;

    @Inject
    ChangeProgress progress;

    @Inject
    ResponseCache cache;

    @Inject
    MeterRegistry meters;

    @Inject
    EntityManager database;

    @Inject
    DataSource connections;

    @Inject
    SessionFactory sessions;

    @TestHTTPResource("/")
    URL root;

    private double count(String what) {
        return meters.counter("broadsheet.cache." + what).count();
    }

    /** Waits until this server has applied what the test has written, and trusts its memory. */
    private void settle() throws InterruptedException {
        assertThat(progress.await(log.head(), Duration.ofSeconds(10))).isTrue();
        for (int i = 0; i < 1000 && !cache.usable(); i++) {
            Thread.sleep(10);
        }
        assertThat(cache.usable()).isTrue();
    }

    private HttpResponse<byte[]> send(String method, String path, Map<String, String> headers)
            throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(root + path.substring(1)))
                .method(method, HttpRequest.BodyPublishers.noBody());
        headers.forEach(request::header);
        return CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
    }

    @Transactional
    void longAgo() {
        for (String table : List.of("published_article", "section", "byline", "tag", "media")) {
            database.createNativeQuery("update " + table + " set modified_at = '2026-11-01T10:00:00Z'")
                    .executeUpdate();
        }
    }

    /** An address for each of the public calls, by the path in the OpenAPI document. */
    private Map<String, String> addresses() {
        String section = unique("kept");
        String byline = unique("Mia Voss");
        String tag = unique("kept");
        UUID id = newsroom.article()
                .in(section)
                .by(byline)
                .tagged(TagType.TOPIC, tag)
                .body("A sentence that comes again and again. ".repeat(100))
                .save();
        IntStream.range(0, 3).forEach(i -> newsroom.article().in(section).save());
        String path = given().get("/v1/articles/{id}", id).path("path");
        longAgo();
        Map<String, String> addresses = new LinkedHashMap<>();
        addresses.put("/v1/articles", "/v1/articles?section=" + section + "&limit=2");
        addresses.put("/v1/articles/{id}", "/v1/articles/" + id);
        addresses.put("/v1/articles/by-path", "/v1/articles/by-path?path=" + path);
        addresses.put("/v1/articles/{id}/history", "/v1/articles/" + id + "/history");
        addresses.put("/v1/articles/{id}/similar", "/v1/articles/" + id + "/similar?fields=id");
        addresses.put("/v1/suggest", "/v1/suggest?q=" + tag);
        addresses.put("/v1/sections", "/v1/sections");
        addresses.put("/v1/sections/{path}", "/v1/sections/" + section);
        addresses.put("/v1/sections/{path}/front", "/v1/sections/" + section + "/front?fields=id");
        addresses.put("/v1/bylines", "/v1/bylines?limit=1");
        addresses.put("/v1/bylines/{slug}", "/v1/bylines/" + Slugs.of(byline));
        addresses.put("/v1/tags", "/v1/tags?limit=1");
        addresses.put("/v1/tags/{type}/{slug}", "/v1/tags/topic/" + tag);
        return addresses;
    }

    @Test
    void keptAnswersAreLikeFreshOnesInEveryHeader() throws IOException, InterruptedException {
        Map<String, String> addresses = addresses();
        assertThat(new TreeSet<>(addresses.keySet())).isEqualTo(publicCalls());
        settle();
        for (String address : addresses.values()) {
            String etag =
                    send("GET", address, Map.of()).headers().firstValue("ETag").orElseThrow();
            for (Map<String, String> headers : List.of(
                    Map.<String, String>of(),
                    Map.of("Accept-Encoding", "gzip"),
                    Map.of("Accept", "application/json, text/plain, */*"),
                    Map.of("If-None-Match", etag),
                    Map.of("If-None-Match", "W/" + etag, "Accept-Encoding", "gzip"),
                    Map.of("If-None-Match", "\"other\""),
                    Map.of("If-Modified-Since", "Sun, 01 Nov 2026 10:00:00 GMT"),
                    Map.of("If-Modified-Since", "Sun, 01 Nov 2026 09:59:59 GMT"),
                    Map.of("Authorization", "Bearer of-no-one"),
                    Map.of("Origin", "https://app.example"))) {
                for (String method : List.of("GET", "HEAD")) {
                    alike(method, address, headers);
                }
            }
        }
    }

    private void alike(String method, String address, Map<String, String> headers)
            throws IOException, InterruptedException {
        cache.purgeAll(progress.applied());
        double hits = count("hits");
        HttpResponse<byte[]> fresh = send(method, address, headers);
        assertThat(count("hits")).isEqualTo(hits);
        HttpResponse<byte[]> kept = send(method, address, headers);
        assertThat(count("hits")).as(method + " " + address + " " + headers).isEqualTo(hits + 1);

        assertThat(kept.statusCode()).isEqualTo(fresh.statusCode()).isIn(200, 304);
        assertThat(kept.headers().map())
                .as(method + " " + address + " " + headers)
                .isEqualTo(new TreeMap<>(fresh.headers().map()));
        assertThat(kept.body()).isEqualTo(fresh.body());
    }

    /** Of the nouns whose answers are kept; what addresses lead to is not. */
    private static TreeSet<String> publicCalls() throws IOException {
        TreeSet<String> calls = new TreeSet<>();
        new ObjectMapper(new YAMLFactory())
                .readTree(Path.of("openapi", "openapi.yaml").toFile())
                .get("paths")
                .properties()
                .forEach(path -> {
                    if (path.getValue().has("get")
                            && path.getKey().matches("/v1/(articles|sections|bylines|tags|suggest)(/.*)?")) {
                        calls.add(path.getKey());
                    }
                });
        return calls;
    }

    @Test
    void keptAnswerAsksTheDatabaseNothing() throws InterruptedException {
        UUID id = newsroom.article().save();
        settle();
        given().get("/v1/articles/{id}", id).then().statusCode(200);
        // the least of some tries: what others do meanwhile is counted too, and can only add
        long least = Long.MAX_VALUE;
        for (int i = 0; i < 6; i++) {
            sessions.getStatistics().clear();
            given().get("/v1/articles/{id}", id).then().statusCode(200);
            least = Math.min(least, sessions.getStatistics().getPrepareStatementCount());
        }
        assertThat(least).isZero();
    }

    @Test
    void changeIsSeenByWhoeverAsksForIt() throws InterruptedException {
        String section = unique("seen");
        UUID first = newsroom.article().in(section).save();
        settle();
        for (int i = 0; i < 2; i++) {
            given().get("/v1/articles?section={s}", section)
                    .then()
                    .body("items.id", equalTo(List.of(first.toString())));
        }

        UUID second = newsroom.article().in(section).save();
        given().header("Broadsheet-Min-Seq", log.head())
                .get("/v1/articles?section={s}", section)
                .then()
                .body("items.id", hasItem(second.toString()));

        newsroom.takeDown(first, Article.Takedown.KILLED, "wrong");
        given().header("Broadsheet-Min-Seq", log.head())
                .get("/v1/articles?section={s}", section)
                .then()
                .body("items.id", not(hasItem(first.toString())));
        given().header("Broadsheet-Min-Seq", log.head())
                .get("/v1/articles/{id}", first)
                .then()
                .statusCode(410);
    }

    @Test
    void newTranslationComesIntoTheArticle() throws InterruptedException {
        String name = unique("translated");
        UUID id = newsroom.article().called(name).save();
        settle();
        given().get("/v1/articles/{id}", id).then().body("translations", equalTo(List.of()));
        UUID german = newsroom.article().translationOf(name).inLanguage("de").save();
        given().header("Broadsheet-Min-Seq", log.head())
                .get("/v1/articles/{id}", id)
                .then()
                .body("translations.id", equalTo(List.of(german.toString())));
    }

    @Test
    void whatHasExpiredIsNotShownFromMemory() throws InterruptedException {
        UUID id = newsroom.article()
                .expiringAt(newsroom.now().plus(Duration.ofMillis(1500)))
                .save();
        settle();
        double stored = count("stored");
        given().get("/v1/articles/{id}", id).then().statusCode(200);
        assertThat(count("stored")).isEqualTo(stored + 1);
        Thread.sleep(1600);
        given().get("/v1/articles/{id}", id).then().statusCode(410);
    }

    @Test
    void otherFormsThanJsonAreRefusedStill() throws InterruptedException {
        UUID id = newsroom.article().save();
        settle();
        given().get("/v1/articles/{id}", id).then().statusCode(200);
        given().header("Accept", "text/html")
                .get("/v1/articles/{id}", id)
                .then()
                .statusCode(406);
    }

    @Test
    void addressesAndMistakesAreNotKept() throws InterruptedException {
        settle();
        double stored = count("stored");
        for (int i = 0; i < 2; i++) {
            given().get("/v1/resolve?url=/no/such/thing").then().statusCode(200);
            given().get("/v1/articles/{id}", new UUID(1, 1)).then().statusCode(404);
            given().get("/v1/articles?sectoin=world").then().statusCode(400);
        }
        assertThat(count("stored")).isEqualTo(stored);
    }

    @Test
    void requestsAreCountedByTheirTemplate() throws InterruptedException {
        UUID id = newsroom.article().save();
        settle();
        double hits = count("hits");
        for (int i = 0; i < 3; i++) {
            given().get("/v1/articles/{id}", id).then().statusCode(200);
        }
        assertThat(count("hits")).isEqualTo(hits + 2);
        assertThat(meters.find("http.server.requests").timers())
                .extracting(timer -> timer.getId().getTag("uri"))
                .contains("/v1/articles/{id}")
                .doesNotContain("/v1/articles/" + id);
    }

    @Test
    void manyWhoAskForTheSameAtOnceAreAnsweredByOneReading() throws Exception {
        UUID id = newsroom.article().save();
        settle();
        double misses = count("misses");
        List<CompletableFuture<HttpResponse<byte[]>>> answers;
        try (Connection holder = holdingTheArticles()) {
            answers = IntStream.range(0, 12).mapToObj(i -> ask(id)).toList();
            awaitMisses(misses + 1);
            Thread.sleep(500);
            holder.rollback();
        }

        assertThat(answers)
                .allSatisfy(answer -> assertThat(answer.join().statusCode()).isEqualTo(200));
        assertThat(count("misses")).isEqualTo(misses + 1);
    }

    @Test
    void whenThereIsNothingToShareEachIsAnswered() throws Exception {
        UUID unknown = UUID.randomUUID();
        settle();
        double misses = count("misses");
        List<CompletableFuture<HttpResponse<byte[]>>> answers;
        try (Connection holder = holdingTheArticles()) {
            answers = IntStream.range(0, 5).mapToObj(i -> ask(unknown)).toList();
            awaitMisses(misses + 1);
            holder.rollback();
        }
        assertThat(answers)
                .allSatisfy(answer -> assertThat(answer.join().statusCode()).isEqualTo(404));
    }

    @Test
    void whenTheFirstGoesAwayTheOthersGoOn() throws Exception {
        UUID id = newsroom.article().save();
        settle();
        double misses = count("misses");
        CompletableFuture<HttpResponse<byte[]>> answer;
        try (Connection holder = holdingTheArticles()) {
            try (Socket first = new Socket(root.getHost(), root.getPort())) {
                OutputStream out = first.getOutputStream();
                out.write(("GET /v1/articles/" + id + " HTTP/1.1\r\nHost: localhost\r\n\r\n")
                        .getBytes(StandardCharsets.US_ASCII));
                out.flush();
                awaitMisses(misses + 1);
                answer = ask(id);
                Thread.sleep(300);
                assertThat(count("misses")).as("it waits").isEqualTo(misses + 1);
            }
            awaitMisses(misses + 2);
            holder.rollback();
        }
        assertThat(answer.join().statusCode()).isEqualTo(200);
    }

    private CompletableFuture<HttpResponse<byte[]>> ask(UUID id) {
        return CLIENT.sendAsync(
                HttpRequest.newBuilder(URI.create(root + "v1/articles/" + id)).build(),
                HttpResponse.BodyHandlers.ofByteArray());
    }

    /** Whoever reads an article waits until this connection lets go. */
    private Connection holdingTheArticles() throws SQLException {
        Connection connection = connections.getConnection();
        connection.setAutoCommit(false);
        try (Statement statement = connection.createStatement()) {
            statement.execute("lock table published_article in access exclusive mode");
        }
        return connection;
    }

    private void awaitMisses(double many) throws InterruptedException {
        for (int i = 0; i < 1000 && count("misses") < many; i++) {
            Thread.sleep(10);
        }
        assertThat(count("misses")).isGreaterThanOrEqualTo(many);
    }
}
