package org.broadsheet.receipt;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.broadsheet.fixture.Newsroom.unique;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.RestAssured;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.broadsheet.changes.ChangeLog;
import org.broadsheet.fixture.Credentials;
import org.broadsheet.fixture.Desk;
import org.broadsheet.fixture.Newsroom;
import org.broadsheet.fixture.Syndicate;
import org.broadsheet.fixture.TestDatabase;
import org.broadsheet.naming.Ids;
import org.broadsheet.web.CacheIsOn;
import org.hibernate.SessionFactory;
import org.hibernate.stat.Statistics;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Who fetched what, and how a kill reaches each of them. */
@QuarkusTest
@TestProfile(CacheIsOn.class)
@QuarkusTestResource(TestDatabase.class)
class ReceiptsTest {

    @Inject
    Desk desk;

    @Inject
    Newsroom newsroom;

    @Inject
    Syndicate syndicate;

    @Inject
    Credentials credentials;

    @Inject
    ChangeLog log;

    @Inject
    Recorder recorder;

    @Inject
    ReceiptBook book;

    @Inject
    Messenger messenger;

    @Inject
    EntityManager database;

    @Inject
    SessionFactory sessions;

    private Syndicate.Partner partner() {
        return syndicate.partner(Map.of("tier", "full"));
    }

    private Desk.Piece piece() {
        return desk.draft(unique("Headline")).publish();
    }

    private Response get(RequestSpecification as, String address, Object... params) {
        Response answer = as.get(address, params);
        assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(200);
        return answer;
    }

    /** As it stands for the newsroom, once it is there. */
    private JsonPath killOf(String article) {
        recorder.write();
        long head = log.head();
        do {
            // unless the server is at it just now
            book.makeNotices();
        } while (progress() < head || waiting() > 0);
        return credentials
                .editor()
                .get("/v1/editorial/kills/{id}", notice(article))
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }

    private long progress() {
        return QuarkusTransaction.requiringNew()
                .call(() -> ((Number) database.createNativeQuery("select seq from kill_progress", Long.class)
                                .getSingleResult())
                        .longValue());
    }

    private long waiting() {
        return count("select count(*) from unseen_correction where :id is not null", UUID.randomUUID());
    }

    private long count(String statement, UUID id) {
        return QuarkusTransaction.requiringNew()
                .call(() -> ((Number) database.createNativeQuery(statement, Long.class)
                                .setParameter("id", id)
                                .getSingleResult())
                        .longValue());
    }

    private UUID notice(String article) {
        return QuarkusTransaction.requiringNew().call(() -> (UUID) database.createNativeQuery(
                        "select id from kill_notice where article_id = :article order by at desc limit 1", UUID.class)
                .setParameter("article", UUID.fromString(article))
                .getSingleResult());
    }

    private void sql(String statement, Object... values) {
        QuarkusTransaction.requiringNew().run(() -> {
            var query = database.createNativeQuery(statement);
            for (int i = 0; i < values.length; i++) {
                query.setParameter(i + 1, values[i]);
            }
            query.executeUpdate();
        });
    }

    private static Map<String, Object> of(JsonPath kill, Syndicate.Partner partner) {
        return Objects.requireNonNull(
                kill.getMap("items.find { it.partner == '" + partner.id() + "' }"), "the partner has no receipt");
    }

    @SuppressWarnings("unchecked")
    private static List<String> how(JsonPath kill, Syndicate.Partner partner) {
        return (List<String>) ((Map<String, Object>) of(kill, partner).get("fetched")).get("how");
    }

    @SuppressWarnings("unchecked")
    private static List<String> told(JsonPath kill, Syndicate.Partner partner) {
        return ((List<Map<String, String>>) of(kill, partner).get("told"))
                .stream().map(told -> told.get("how")).toList();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/v1/articles/{id}                             | article",
                "/v1/articles/{id}?body=html                   | article",
                "/v1/articles/by-path?path={path}              | article",
                "/v1/articles/{id}/history                     | article",
                "/v1/articles?ids={id}                         | list",
                "/v1/articles?section={section}                | list",
                "/v1/sections/{section}/front                  | list",
                "/v1/changes?since={since}                     | changes"
            })
    void whoFetchedItHasAReceiptThatSaysHow(String address, String how) {
        long since = log.head();
        String section = desk.section(unique("recorded"));
        Desk.Piece piece = desk.draft(Map.of("headline", unique("Kept"), "section", section, "body", "Text."))
                .publish();
        String path = piece.last().getString("live.path");
        String filled = address.strip()
                .replace("{id}", piece.id())
                .replace("{path}", path)
                .replace("{section}", section)
                .replace("{since}", Long.toString(since));
        Syndicate.Partner first = partner();
        Syndicate.Partner second = partner();
        Syndicate.Partner other = partner();
        get(first.reads(), filled);
        // of what is kept for the first
        get(second.reads(), filled);
        get(other.reads(), "/v1/sections");

        piece.does("kill", Map.of("reason", "Wrong."));

        JsonPath kill = killOf(piece.id());
        assertThat(how(kill, first)).containsExactly(how.strip());
        assertThat(how(kill, second)).containsExactly(how.strip());
        assertThat(kill.getList("items.partner")).doesNotContain(other.id());
    }

    @Test
    void whoDidNotGetItHasNone() {
        Desk.Piece piece = piece();
        Syndicate.Partner teaser = syndicate.withRights(Map.of("sections", List.of(desk.section(unique("elsewhere")))));
        Syndicate.Partner heads = partner();
        assertThat(teaser.reads().get("/v1/articles/{id}", piece.id()).statusCode())
                .isEqualTo(403);
        assertThat(heads.reads().head("/v1/articles/{id}", piece.id()).statusCode())
                .isEqualTo(200);
        String etag = get(credentials.nobody(), "/v1/articles/{id}", piece.id()).header("ETag");
        assertThat(heads.reads()
                        .header("If-None-Match", etag)
                        .get("/v1/articles/{id}", piece.id())
                        .statusCode())
                .isEqualTo(304);
        // the newsroom's own
        get(credentials.admin(), "/v1/articles/{id}", piece.id());

        piece.does("kill", Map.of("reason", "Wrong."));

        JsonPath kill = killOf(piece.id());
        assertThat(kill.getList("items")).isEmpty();
        assertThat(kill.getInt("kill.fetchedBy")).isZero();
    }

    @Test
    void severalWaysAreOneReceiptWithTheFirstAndTheLastTime() {
        Desk.Piece piece = piece();
        Syndicate.Partner partner = partner();
        get(partner.reads(), "/v1/articles?ids={id}", piece.id());
        recorder.write();
        sql(
                "update partner_fetch set first_at = first_at - interval '1 day' where article_id = ?1",
                UUID.fromString(piece.id()));
        get(partner.reads(), "/v1/articles/{id}", piece.id());

        piece.does("kill", Map.of("reason", "Wrong."));

        JsonPath kill = killOf(piece.id());
        assertThat(how(kill, partner)).containsExactly("article", "list");
        @SuppressWarnings("unchecked")
        Map<String, String> fetched = (Map<String, String>) of(kill, partner).get("fetched");
        assertThat(Duration.between(Instant.parse(fetched.get("first")), Instant.parse(fetched.get("last"))))
                .isBetween(Duration.ofHours(24), Duration.ofHours(25));
    }

    /** A fetch that is written down after the notice was made. */
    @Test
    void whatIsWrittenLateIsAddedToTheNotice() {
        Desk.Piece piece = piece();
        Syndicate.Partner late = partner();
        piece.does("kill", Map.of("reason", "Wrong."));
        assertThat(killOf(piece.id()).getList("items")).isEmpty();

        recorder.fetched(UUID.fromString(late.id()), List.of(UUID.fromString(piece.id())), How.ARTICLE);

        assertThat(how(killOf(piece.id()), late)).containsExactly("article");
    }

    @Test
    void whoTookASnapshotThatHasItHasAReceipt() {
        Desk.Piece before = piece();
        Syndicate.Partner partner = partner();
        Response leads = partner.reads().redirects().follow(false).get("/v1/snapshots/latest");
        assertThat(leads.statusCode()).isEqualTo(307);
        assertThat(partner.reads().get(leads.header("Location")).statusCode()).isEqualTo(200);
        Desk.Piece after = piece();
        before.does("correct", Map.of("text", "It was six.", "mandatory", true));
        before.does("kill", Map.of("reason", "Wrong."));
        after.does("kill", Map.of("reason", "Wrong."));

        assertThat(how(killOf(before.id()), partner)).containsExactly("snapshot");
        assertThat(killOf(after.id()).getList("items.partner")).doesNotContain(partner.id());
    }

    @Test
    void whoFollowsTheStreamHasAReceiptAndIsToldByIt() throws Exception {
        Desk.Piece known = piece();
        Syndicate.Partner partner = partner();
        HttpResponse<Stream<String>> stream = HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create("http://localhost:" + RestAssured.port
                                        + "/v1/changes/stream?since=" + (log.head() - 1)))
                                .header("Authorization", "Bearer " + partner.key())
                                .build(),
                        HttpResponse.BodyHandlers.ofLines());
        CompletableFuture<Void> read = CompletableFuture.runAsync(() -> {
            try (Stream<String> lines = stream.body()) {
                lines.takeWhile(line -> !line.equals("event:killed") && !line.equals("event: killed"))
                        .forEach(line -> {});
            }
        });
        Thread.sleep(300);
        known.does("kill", Map.of("reason", "Wrong."));
        read.get(10, java.util.concurrent.TimeUnit.SECONDS);
        Thread.sleep(200);

        JsonPath kill = killOf(known.id());
        assertThat(how(kill, partner)).containsExactly("stream");
        assertThat(told(kill, partner)).contains("stream");
    }

    @Test
    void readingTheLogOrTheListOfNoticesCountsAsHavingBeenTold() {
        Desk.Piece piece = piece();
        Syndicate.Partner reader = partner();
        Syndicate.Partner filtering = partner();
        Syndicate.Partner listing = partner();
        for (Syndicate.Partner partner : List.of(reader, filtering, listing)) {
            get(partner.reads(), "/v1/articles/{id}", piece.id());
        }
        long since = log.head();
        piece.does("kill", Map.of("reason", "Wrong."));
        killOf(piece.id());

        get(reader.reads(), "/v1/changes?since={since}", since);
        get(filtering.reads(), "/v1/changes?since={since}&event=published", since);
        JsonPath own = get(listing.reads(), "/v1/kills").jsonPath();
        assertThat(own.getList("items.article")).containsExactly(piece.id());

        JsonPath kill = killOf(piece.id());
        assertThat(told(kill, reader)).containsExactly("changes");
        assertThat(told(kill, filtering)).isEmpty();
        assertThat(told(kill, listing)).containsExactly("kills");
        assertThat(kill.getInt("kill.fetchedBy")).isEqualTo(3);
        assertThat(kill.getInt("kill.told")).isEqualTo(2);
        assertThat(kill.getString("kill.headline")).isEqualTo(piece.last().getString("draft.headline"));
        assertThat(kill.getString("kill.reason")).isEqualTo("Wrong.");
        assertThat(kill.getString("kill.issuedBy")).isEqualTo("test");
    }

    /** The others are told no more than that something of this id is not to be kept. */
    @Test
    void whoSawItAheadOfItsEmbargoIsToldThatItWasKilledUnderIt() {
        Syndicate.Partner partner = syndicate.withRights(Map.of("embargoed", true));
        String later = java.time.Instant.now().plus(Duration.ofHours(1)).toString();
        Desk.Piece seen = desk.draft(unique("Seen"));
        seen.does("publish", Map.of("embargoUntil", later));
        Desk.Piece unseen = desk.draft(unique("Unseen"));
        unseen.does("publish", Map.of("embargoUntil", later));
        get(partner.reads(), "/v1/articles/{id}", seen.id());
        long since = log.head();

        unseen.does("kill", Map.of("reason", "Wrong."));
        seen.does("kill", Map.of("reason", "Wrong."));

        assertThat(how(killOf(seen.id()), partner)).containsExactly("article");
        assertThat(partner.reads()
                        .get("/v1/articles/{id}", seen.id())
                        .then()
                        .statusCode(410)
                        .extract()
                        .jsonPath()
                        .getString("reason"))
                .isEqualTo("Wrong.");
        assertThat(given().get("/v1/articles/{id}", unseen.id()).statusCode()).isEqualTo(404);
        var told = given().get("/v1/changes?since={since}", since).jsonPath();
        assertThat(told.getList("items.id")).containsExactly(seen.id());
        assertThat(told.getList("items.type")).containsExactly("killed");
        assertThat(told.getString("items[0].path")).isNull();
        assertThat(told.getList("items[0].surrogateKeys"))
                .containsExactlyInAnyOrder("article:" + seen.id(), "articles", "paths");
    }

    /** What the log does not tell, as readers know nothing of the article. */
    @Test
    void whoSawItAheadOfItsEmbargoHasANoticeOfAMandatoryCorrectionUnderIt() {
        Syndicate.Partner partner = syndicate.withRights(Map.of("embargoed", true));
        Syndicate.Partner other = syndicate.withRights(Map.of("embargoed", true));
        Desk.Piece piece = desk.draft(unique("Ahead"));
        piece.does(
                "publish",
                Map.of("embargoUntil", Instant.now().plus(Duration.ofHours(1)).toString()));
        get(partner.reads(), "/v1/articles/{id}", piece.id());
        long since = log.head();

        piece.does("correct", Map.of("text", "It was six.", "mandatory", true));

        assertThat(log.head()).isEqualTo(since);
        JsonPath kill = killOf(piece.id());
        assertThat(how(kill, partner)).containsExactly("article");
        assertThat(kill.getList("items")).hasSize(1);
        assertThat(kill.getString("kill.kind")).isEqualTo("correction");
        assertThat(kill.getString("kill.reason")).isEqualTo("It was six.");
        assertThat(kill.getString("kill.issuedBy")).isEqualTo("test");
        assertThat(kill.getString("kill.headline")).isEqualTo(piece.last().getString("draft.headline"));
        assertThat(kill.getMap("kill")).doesNotContainKeys("seq", "path");

        JsonPath own = get(partner.reads(), "/v1/kills").jsonPath();
        assertThat(own.getList("items.id")).containsExactly(kill.getString("kill.id"));
        assertThat(own.getBoolean("items[0].embargoed")).isTrue();
        assertThat(own.getMap("items[0]")).doesNotContainKeys("seq", "reason");
        assertThat(get(partner.reads(), "/v1/articles/{id}", piece.id())
                        .jsonPath()
                        .getList("corrections.text"))
                .containsExactly("It was six.");
        assertThat(get(other.reads(), "/v1/kills").jsonPath().getList("items")).isEmpty();
        assertThat(told(killOf(piece.id()), partner)).containsExactly("kills");

        piece.does("correct", Map.of("text", "It was seven.", "mandatory", true));
        String second = killOf(piece.id()).getString("kill.id");

        assertPaged(partner::reads, "/v1/kills", "items.id", 2);
        assertThat(get(partner.reads(), "/v1/kills").jsonPath().getList("items.id"))
                .containsExactly(second, own.getString("items[0].id"));
        partner.reads()
                .contentType("application/json")
                .post("/v1/kills/{id}/ack", own.getString("items[0].id"))
                .then()
                .statusCode(200);
        assertThat(get(partner.reads(), "/v1/kills?acknowledged=false")
                        .jsonPath()
                        .getList("items.id"))
                .containsExactly(second);

        // lifted early
        piece.does(
                "publish", Map.of("embargoUntil", Instant.now().minusSeconds(1).toString()));
        JsonPath lifted = get(partner.reads(), "/v1/kills?acknowledged=false").jsonPath();
        assertThat(lifted.getString("items[0].reason")).isEqualTo("It was seven.");
        assertThat(lifted.getMap("items[0]")).doesNotContainKey("embargoed");
    }

    /** Who has no right to see it any more is told to correct what they have, and not what it is. */
    @Test
    void soHasWhoFetchedItBeforeItWasPutOff() {
        Syndicate.Partner partner = partner();
        Desk.Piece piece = piece();
        get(partner.reads(), "/v1/articles/{id}", piece.id());
        piece.does(
                "publish",
                Map.of("embargoUntil", Instant.now().plus(Duration.ofHours(1)).toString()));

        piece.does("correct", Map.of("text", "It was six.", "mandatory", true));

        assertThat(how(killOf(piece.id()), partner)).containsExactly("article");
        JsonPath own = get(partner.reads(), "/v1/kills").jsonPath();
        assertThat(own.getString("items[0].kind")).isEqualTo("correction");
        assertThat(own.getMap("items[0]")).doesNotContainKey("reason");
    }

    /** What the notice does not say, the change that takes it away does not say either. */
    @Test
    void correctionThatHoldsTheArticleBackSaysNothing() {
        Syndicate.Partner partner = partner();
        Desk.Piece piece = piece();
        get(partner.reads(), "/v1/articles/{id}", piece.id());
        piece.edit(
                Map.of("embargoedUntil", Instant.now().plus(Duration.ofHours(1)).toString()));
        long since = log.head();

        piece.does("correct", Map.of("text", "It was six.", "mandatory", true));

        Response told = given().get("/v1/changes?since={since}", since);
        assertThat(told.jsonPath().getList("items.type")).containsExactly("unpublished");
        assertThat(told.asString()).doesNotContain("It was six.");
        assertThat(how(killOf(piece.id()), partner)).containsExactly("article");
        Response own = get(partner.reads(), "/v1/kills");
        assertThat(own.jsonPath().getList("items.kind")).containsExactly("correction");
        assertThat(own.asString()).doesNotContain("It was six.");
    }

    /** One transaction with several of them waits for nothing of its own. */
    @Test
    @Timeout(60)
    void soHasWhoFetchedSeveralThatAreCorrectedAtOnce() {
        Syndicate.Partner partner = syndicate.withRights(Map.of("embargoed", true));
        List<Desk.Piece> pieces =
                Stream.generate(() -> desk.draft(unique("Several"))).limit(3).toList();
        for (Desk.Piece piece : pieces) {
            piece.does(
                    "publish",
                    Map.of(
                            "embargoUntil",
                            Instant.now().plus(Duration.ofHours(1)).toString()));
            get(partner.reads(), "/v1/articles/{id}", piece.id());
        }
        List<Map<String, Object>> operations = List.of(
                Map.of(
                        "op",
                        "correct",
                        "id",
                        pieces.get(0).id(),
                        "version",
                        pieces.get(0).version(),
                        "text",
                        "Six.",
                        "mandatory",
                        true),
                Map.of(
                        "op",
                        "correct",
                        "id",
                        pieces.get(1).id(),
                        "version",
                        pieces.get(1).version(),
                        "text",
                        "Six.",
                        "mandatory",
                        true),
                Map.of(
                        "op",
                        "kill",
                        "id",
                        pieces.get(2).id(),
                        "version",
                        pieces.get(2).version(),
                        "reason",
                        "Wrong."));
        credentials
                .editor()
                .contentType("application/json")
                .body(Map.of("atomic", true, "operations", operations))
                .post("/v1/editorial/bulk")
                .then()
                .statusCode(200);

        for (Desk.Piece piece : pieces) {
            assertThat(how(killOf(piece.id()), partner)).containsExactly("article");
        }
    }

    /** A snapshot of when it was to be seen. */
    @Test
    @Timeout(20)
    void soHasWhoTookItInASnapshot() {
        Desk.Piece piece = piece();
        Syndicate.Partner partner = partner();
        Response leads = partner.reads().redirects().follow(false).get("/v1/snapshots/latest");
        assertThat(partner.reads().get(leads.header("Location")).statusCode()).isEqualTo(200);
        piece.does(
                "publish",
                Map.of("embargoUntil", Instant.now().plus(Duration.ofHours(1)).toString()));

        piece.does("correct", Map.of("text", "It was six.", "mandatory", true));

        assertThat(how(killOf(piece.id()), partner)).containsExactly("snapshot");
    }

    /** A revision without the correction that readers know is corrected anew: the log tells it as a correction. */
    @Test
    void correctionInThePlaceOfAnotherIsToldAsOne() {
        Desk.Piece piece = piece();
        piece.does("correct", Map.of("text", "It was five."));
        piece.does("revert", Map.of("revision", 1));
        long since = log.head();

        piece.does("correct", Map.of("text", "It was six.", "mandatory", true));

        JsonPath told = given().get("/v1/changes?since={since}", since).jsonPath();
        assertThat(told.getList("items.type")).containsExactly("corrected");
        assertThat(told.getBoolean("items[0].mandatory")).isTrue();
        assertThat(told.getString("items[0].reason")).isEqualTo("It was six.");
        assertThat(killOf(piece.id()).getLong("kill.seq")).isEqualTo(since + 1);
    }

    @Test
    @Timeout(20)
    void soHasWhoFetchedItBeforeItExpired() throws InterruptedException {
        Syndicate.Partner partner = partner();
        Desk.Piece piece = desk.draft(unique("Expires"));
        piece.edit(Map.of("expiresAt", Instant.now().plusSeconds(2).toString())).publish();
        get(partner.reads(), "/v1/articles/{id}", piece.id());
        while (credentials.nobody().get("/v1/articles/{id}", piece.id()).statusCode() != 410) {
            Thread.sleep(100);
        }

        piece.does("correct", Map.of("text", "It was six.", "mandatory", true));

        assertThat(how(killOf(piece.id()), partner)).containsExactly("article");
    }

    @Test
    void aCorrectionThatIsNotMandatoryMakesNone() {
        Desk.Piece piece = desk.draft(unique("Tried"));
        piece.does(
                "publish",
                Map.of("embargoUntil", Instant.now().plus(Duration.ofHours(1)).toString()));
        piece.does("correct", Map.of("text", "It was six.", "mandatory", false));
        assertThat(count("select count(*) from kill_notice where article_id = :id", UUID.fromString(piece.id())))
                .isZero();
        assertThat(count("select count(*) from unseen_correction where article_id = :id", UUID.fromString(piece.id())))
                .isZero();
    }

    @Test
    void theFirstAcknowledgementCounts() {
        Desk.Piece piece = piece();
        Syndicate.Partner partner = partner();
        Syndicate.Partner other = partner();
        get(partner.reads(), "/v1/articles/{id}", piece.id());
        piece.does("kill", Map.of("reason", "Wrong."));
        String id = killOf(piece.id()).getString("kill.id");

        other.reads()
                .contentType("application/json")
                .body(Map.of())
                .post("/v1/kills/{id}/ack", id)
                .then()
                .statusCode(404);
        partner.reads()
                .contentType("application/json")
                .body(Map.of("note", "x".repeat(2001)))
                .post("/v1/kills/{id}/ack", id)
                .then()
                .statusCode(400)
                .body("errors[0].pointer", equalTo("/note"));
        assertThat(partner.reads()
                        .get("/v1/kills?acknowledged=false")
                        .jsonPath()
                        .getList("items.id"))
                .containsExactly(id);
        String at = partner.reads()
                .contentType("application/json")
                .body(Map.of("note", "Deleted."))
                .post("/v1/kills/{id}/ack", id)
                .then()
                .statusCode(200)
                .header("Cache-Control", "no-store")
                .extract()
                .path("acknowledgedAt");
        partner.reads()
                .contentType("application/json")
                .body(Map.of("note", "Again."))
                .post("/v1/kills/{id}/ack", id)
                .then()
                .statusCode(200)
                .body("note", equalTo("Deleted."));
        Syndicate.Partner secondKey = syndicate.key(partner.id(), "content:read");
        secondKey
                .reads()
                .contentType("application/json")
                .post("/v1/kills/{id}/ack", id)
                .then()
                .statusCode(200)
                .body("note", equalTo("Deleted."));

        assertThat(partner.reads()
                        .get("/v1/kills?acknowledged=false")
                        .jsonPath()
                        .getList("items"))
                .isEmpty();
        assertThat(partner.reads().get("/v1/kills?acknowledged=true").jsonPath().getList("items.id"))
                .containsExactly(id);
        Map<String, Object> receipt = of(killOf(piece.id()), partner);
        assertThat(Instant.parse((String) receipt.get("acknowledgedAt")))
                .isCloseTo(
                        Instant.parse(at),
                        new org.assertj.core.data.TemporalUnitWithinOffset(1, java.time.temporal.ChronoUnit.MILLIS));
        assertThat(receipt.get("acknowledgedBy")).isEqualTo(Map.of("id", partner.keyId(), "name", "test"));
        assertThat(receipt).containsEntry("note", "Deleted.").doesNotContainKeys("overdueSince", "nextReminderAt");
    }

    @Test
    void noticesAreForPartners() {
        credentials.nobody().get("/v1/kills").then().statusCode(401);
        credentials
                .admin()
                .get("/v1/kills")
                .then()
                .statusCode(403)
                .body("detail", containsString("/v1/editorial/kills"));
        credentials
                .nobody()
                .contentType("application/json")
                .post("/v1/kills/{id}/ack", UUID.randomUUID())
                .then()
                .statusCode(401);
        credentials
                .editor()
                .get("/v1/editorial/kills/{id}", UUID.randomUUID())
                .then()
                .statusCode(404);
        credentials
                .editor()
                .get("/v1/editorial/kills/{id}/export", UUID.randomUUID())
                .then()
                .statusCode(404);
    }

    /** By the test, or by the server, which looks for what is due every moment, too. */
    private Map<String, Object> untilSent(Desk.Piece piece, Syndicate.Partner partner, int reminders)
            throws InterruptedException {
        for (int i = 0; i < 100; i++) {
            messenger.sendDue();
            Map<String, Object> receipt = of(killOf(piece.id()), partner);
            Object next = receipt.get("nextReminderAt");
            if (receipt.get("reminders").equals(reminders)
                    && (next == null || Instant.parse((String) next).isAfter(newsroom.now()))) {
                return receipt;
            }
            Thread.sleep(50);
        }
        throw new AssertionError("reminder " + reminders + " is not sent");
    }

    @Test
    void whatIsNotAcknowledgedInTimeIsOverdueAndRemindedOfTenTimes() throws InterruptedException {
        Desk.Piece piece = piece();
        Syndicate.Partner partner = partner();
        get(partner.reads(), "/v1/articles/{id}", piece.id());
        piece.does("kill", Map.of("reason", "Wrong."));
        JsonPath fresh = killOf(piece.id());
        assertThat(of(fresh, partner)).doesNotContainKey("overdueSince");
        UUID id = notice(piece.id());
        Instant due = Instant.parse(fresh.getString("kill.dueAt"));
        untilSent(piece, partner, 0);
        assertThat(Duration.between(Instant.parse(fresh.getString("kill.at")), due))
                .isEqualTo(Duration.ofHours(1));
        assertThat(Instant.parse((String) of(killOf(piece.id()), partner).get("nextReminderAt")))
                .isEqualTo(due);

        sql(
                "update kill_notice set at = at - interval '2 hours', due_at = due_at - interval '2 hours' where id = ?1",
                id);
        List<Duration> next = new java.util.ArrayList<>();
        for (int reminder = 1; reminder <= 10; reminder++) {
            sql("update kill_receipt set next_message_at = now() where notice_id = ?1", id);
            Map<String, Object> receipt = untilSent(piece, partner, reminder);
            // a partner without webhooks is sent nothing
            assertThat(receipt).containsKey("overdueSince").doesNotContainKey("lastMessageAt");
            Object at = receipt.get("nextReminderAt");
            if (at != null) {
                next.add(Duration.between(newsroom.now(), Instant.parse((String) at))
                        .plusSeconds(5)
                        .truncatedTo(java.time.temporal.ChronoUnit.HOURS));
            }
        }
        assertThat(next)
                .containsExactly(
                        Duration.ofHours(1),
                        Duration.ofHours(4),
                        Duration.ofDays(1),
                        Duration.ofDays(1),
                        Duration.ofDays(1),
                        Duration.ofDays(1),
                        Duration.ofDays(1),
                        Duration.ofDays(1),
                        Duration.ofDays(1));
        assertThat(book.overdue(newsroom.now())).isPositive();
        JsonPath listed =
                credentials.editor().get("/v1/editorial/kills?limit=100").jsonPath();
        assertThat(listed.getInt("items.find { it.id == '" + id + "' }.overdue"))
                .isEqualTo(1);

        partner.reads()
                .contentType("application/json")
                .post("/v1/kills/{id}/ack", id)
                .then()
                .statusCode(200);
        assertThat(of(killOf(piece.id()), partner)).doesNotContainKey("overdueSince");
    }

    @Test
    void mandatoryCorrectionsAreAcknowledgedTooAndOthersAreNot() {
        Desk.Piece piece = piece();
        Syndicate.Partner before = partner();
        get(before.reads(), "/v1/articles/{id}", piece.id());
        long since = log.head();
        piece.does("correct", Map.of("text", "It was five."));
        piece.does("correct", Map.of("text", "It was six.", "mandatory", true));

        var changes = get(before.reads(), "/v1/changes?since={since}&event=corrected", since)
                .jsonPath();
        assertThat(changes.getList("items.reason")).containsExactly("It was five.", "It was six.");
        assertThat(changes.<Boolean>getList("items.mandatory")).containsExactly(null, true);
        JsonPath kill = killOf(piece.id());
        assertThat(kill.getString("kill.kind")).isEqualTo("correction");
        assertThat(kill.getString("kill.reason")).isEqualTo("It was six.");
        assertThat(how(kill, before)).contains("article");
        assertThat(told(kill, before)).containsExactly("changes");

        // whoever comes when it is long corrected has nothing to correct
        sql("update kill_notice set at = at - interval '1 minute' where id = ?1", notice(piece.id()));
        Syndicate.Partner after = partner();
        get(after.reads(), "/v1/articles/{id}", piece.id());
        assertThat(killOf(piece.id()).getList("items.partner")).containsExactly(before.id());
        assertThat(get(before.reads(), "/v1/kills").jsonPath().getList("items.kind"))
                .containsExactly("correction");
    }

    @Test
    void bulkCorrectsMandatorilyToo() {
        Desk.Piece piece = piece();
        credentials
                .editor()
                .contentType("application/json")
                .body(Map.of(
                        "operations",
                        List.of(Map.of(
                                "op",
                                "correct",
                                "id",
                                piece.id(),
                                "version",
                                piece.version(),
                                "text",
                                "Six.",
                                "mandatory",
                                true))))
                .post("/v1/editorial/bulk")
                .then()
                .statusCode(200)
                .body("done", equalTo(1));
        assertThat(killOf(piece.id()).getString("kill.kind")).isEqualTo("correction");
    }

    @Test
    void theTableForTheLawyerHasEverything() {
        Desk.Piece piece = desk.draft(Map.of(
                        "headline", "=1+1 \"quoted\" " + unique("w"), "section", desk.section("news"), "body", "Text."))
                .publish();
        Syndicate.Partner partner = syndicate.partner(Map.of(
                "tier",
                "full",
                "contacts",
                List.of(Map.of("name", "Ines Marlow", "email", "desk@northcoast.example"))));
        get(partner.reads(), "/v1/articles/{id}", piece.id());
        piece.does("kill", Map.of("reason", "Wrong,\nall of it."));
        String id = killOf(piece.id()).getString("kill.id");
        partner.reads()
                .contentType("application/json")
                .body(Map.of("note", "@gone"))
                .post("/v1/kills/{id}/ack", id)
                .then()
                .statusCode(200);

        Response answer = credentials.editor().get("/v1/editorial/kills/{id}/export", id);

        answer.then().statusCode(200).header("Cache-Control", "no-store");
        assertThat(answer.contentType()).startsWith("text/csv");
        assertThat(answer.header("Content-Disposition")).matches("attachment; filename=\"kill-[0-9a-f-]{36}\\.csv\"");
        assertThat(answer.header("Repr-Digest"))
                .isEqualTo("sha-256=:" + Base64.getEncoder().encodeToString(Ids.sha256(answer.asByteArray())) + ":");
        assertThat(answer.asString())
                .startsWith("\"notice\",\"kind\",")
                .endsWith("\r\n")
                .contains("\"'=1+1 \"\"quoted\"\" ")
                .contains("\"Wrong,\nall of it.\"")
                .contains("\"Ines Marlow desk@northcoast.example\"")
                .contains("\"'@gone\"")
                .contains(partner.id(), partner.keyId(), "\"article\"");
        assertThat(answer.asString().split("\r\n"))
                .hasSize(2)
                .allSatisfy(line -> assertThat(line.split("\",\"")).hasSize(25));
        assertThat(answer.asString().split("\r\n")[1]).endsWith("Z\"");
    }

    @Test
    void ofWhatNobodyFetchedTheTableHasOneRow() {
        Desk.Piece piece = piece();
        piece.does("kill", Map.of("reason", "Wrong."));
        String id = killOf(piece.id()).getString("kill.id");
        String table =
                credentials.editor().get("/v1/editorial/kills/{id}/export", id).asString();
        assertThat(table.split("\r\n"))
                .hasSize(2)
                .allSatisfy(line -> assertThat(line.split("\",\"")).hasSize(25));
    }

    @Test
    void listsArePagedInBothDirections() {
        Desk.Piece piece = piece();
        Desk.Piece other = piece();
        List<Syndicate.Partner> partners =
                Stream.generate(this::partner).limit(3).toList();
        partners.forEach(partner -> get(partner.reads(), "/v1/articles?ids={a},{b}", piece.id(), other.id()));
        piece.does("kill", Map.of("reason", "Wrong."));
        other.does("kill", Map.of("reason", "Wrong."));
        String id = killOf(piece.id()).getString("kill.id");
        String last = killOf(other.id()).getString("kill.id");

        assertPaged(credentials::editor, "/v1/editorial/kills/" + id, "items.partner", 3);
        assertPaged(() -> partners.getFirst().reads(), "/v1/kills", "items.id", 2);
        var first = credentials.editor().get("/v1/editorial/kills?limit=1").jsonPath();
        assertThat(first.getList("items.id")).containsExactly(last);
        var second = credentials
                .editor()
                .queryParam("cursor", first.getString("page.next"))
                .get("/v1/editorial/kills?limit=1")
                .jsonPath();
        assertThat(second.getList("items.id")).containsExactly(id);
        assertThat(credentials
                        .editor()
                        .queryParam("cursor", second.getString("page.previous"))
                        .get("/v1/editorial/kills?limit=1")
                        .jsonPath()
                        .getList("items.id"))
                .containsExactly(last);
    }

    private void assertPaged(Supplier<RequestSpecification> as, String address, String key, int all) {
        List<Object> whole = as.get().get(address).jsonPath().getList(key);
        assertThat(whole).hasSize(all).doesNotHaveDuplicates();
        @Nullable String cursor = null;
        @Nullable String back = null;
        for (Object one : whole) {
            RequestSpecification request = as.get().queryParam("limit", 1);
            JsonPath page = (cursor == null ? request : request.queryParam("cursor", cursor))
                    .get(address)
                    .jsonPath();
            assertThat(page.getList(key)).containsExactly(one);
            cursor = page.getString("page.next");
            back = page.getString("page.previous");
        }
        assertThat(cursor).isNull();
        assertThat(as.get()
                        .queryParam("limit", 1)
                        .queryParam("cursor", Objects.requireNonNull(back))
                        .get(address)
                        .jsonPath()
                        .getList(key))
                .containsExactly(whole.get(all - 2));
    }

    /** The least of some tries: what happens beside the request is counted too, and can only add. */
    private long statements(Supplier<Response> request) {
        return LongStream.generate(() -> {
                    Statistics statistics = sessions.getStatistics();
                    statistics.clear();
                    Response answer = request.get();
                    assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(200);
                    return statistics.getPrepareStatementCount();
                })
                .limit(8)
                .min()
                .orElseThrow();
    }

    @Test
    void recordingAddsNoStatementToAReadAndListsTakeAFixedNumber() {
        Desk.Piece piece = piece();
        Syndicate.Partner partner = partner();
        String uncached = "/v1/resolve?url=" + piece.last().getString("live.path");
        long key = statements(() -> partner.reads().get(uncached))
                - statements(() -> credentials.nobody().get(uncached));
        assertThat(key).isEqualTo(2);
        // kept in memory: whose key it is, and nothing else
        assertThat(statements(() -> partner.reads().get("/v1/articles/{id}", piece.id())))
                .isEqualTo(2);
        piece.does("kill", Map.of("reason", "Wrong."));
        String id = killOf(piece.id()).getString("kill.id");
        assertThat(statements(() -> partner.reads().get("/v1/kills"))).isEqualTo(3);
        assertThat(statements(
                        () -> partner.reads().contentType("application/json").post("/v1/kills/{id}/ack", id)))
                .isEqualTo(4);
        long editor = statements(() -> credentials.editor().get("/v1/editorial/kills"));
        assertThat(statements(() -> credentials.editor().get("/v1/editorial/kills/{id}", id)))
                .isEqualTo(editor + 1);
        assertThat(statements(() -> credentials.editor().get("/v1/editorial/kills/{id}/export", id)))
                .isEqualTo(editor + 1);
    }
}
