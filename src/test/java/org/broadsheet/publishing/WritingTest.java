package org.broadsheet.publishing;

import static io.restassured.RestAssured.given;
import static io.restassured.http.ContentType.JSON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.broadsheet.fixture.Newsroom.unique;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.broadsheet.fixture.Credentials;
import org.broadsheet.fixture.Desk;
import org.broadsheet.fixture.TestDatabase;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How writes are made: what is taken and what is refused, once for each key, many in one call. */
@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class WritingTest {

    private static final String ARTICLES = "/v1/editorial/articles";

    @Inject
    Desk desk;

    @Inject
    Credentials credentials;

    @Inject
    EntityManager database;

    private long articles() {
        return (Long) database.createNativeQuery("select count(*) from article", Long.class)
                .getSingleResult();
    }

    private Response create(String key, Map<String, ?> form) {
        return credentials
                .editor()
                .header("Idempotency-Key", key)
                .contentType(JSON)
                .body(form)
                .post(ARTICLES);
    }

    @Test
    void sameKeyAndBodyIsDoneOnceAndAnsweredTheSame() {
        String key = unique("key");
        Map<String, String> form = Map.of("headline", unique("Once"), "section", desk.section("news"));
        Response first = create(key, form);
        long count = articles();

        Response second = create(key, form);

        second.then()
                .statusCode(201)
                .header("Idempotency-Replayed", "true")
                .header("ETag", "\"1\"")
                .header("Location", first.header("Location"));
        assertThat(second.asString()).isEqualTo(first.asString());
        assertThat(articles()).isEqualTo(count);
    }

    @Test
    void sameKeyAndAnotherBodyIsRefused() {
        String key = unique("key");
        create(key, Map.of("headline", unique("One"), "section", desk.section("news")))
                .then()
                .statusCode(201);

        create(key, Map.of("headline", unique("Two"), "section", "news"))
                .then()
                .statusCode(422)
                .body("errors[0].parameter", equalTo("Idempotency-Key"));
    }

    @Test
    void keyOfAWriteThatWasRefusedCanBeUsedAgain() {
        String key = unique("key");
        create(key, Map.of("headline", "x", "section", "no-such-section"))
                .then()
                .statusCode(422);

        create(key, Map.of("headline", unique("x"), "section", desk.section("news")))
                .then()
                .statusCode(201);
    }

    @Test
    void publishingWithAKeyIsToldOnce() {
        Desk.Piece piece = desk.draft(unique("Told once"));
        String key = unique("key");
        for (int i = 0; i < 3; i++) {
            credentials
                    .editor()
                    .header("Idempotency-Key", key)
                    .header("If-Match", "\"1\"")
                    .contentType(JSON)
                    .body("{}")
                    .post(ARTICLES + "/{id}/publish", piece.id())
                    .then()
                    .statusCode(200)
                    .body("version", equalTo(2))
                    .header("Broadsheet-Seq", notNullValue());
        }
        assertThat(database.createNativeQuery("select count(*) from change where id = :id", Long.class)
                        .setParameter("id", UUID.fromString(piece.id()))
                        .getSingleResult())
                .isEqualTo(1L);
    }

    @Test
    void sameKeyAtTheSameTimeIsDoneOnce() throws Exception {
        String key = unique("key");
        Map<String, String> form = Map.of("headline", unique("Race"), "section", desk.section("news"));
        try (ExecutorService pool = Executors.newFixedThreadPool(8)) {
            List<Callable<String>> calls = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                calls.add(
                        () -> create(key, form).then().statusCode(201).extract().path("id"));
            }
            List<String> ids = new ArrayList<>();
            for (Future<String> call : pool.invokeAll(calls)) {
                ids.add(call.get());
            }
            assertThat(ids).hasSize(8).containsOnly(ids.getFirst());
        }
    }

    @Test
    void ofManyWhoPatchTheSameVersionOneSucceeds() throws Exception {
        Desk.Piece piece = desk.draft(unique("Contested"));
        try (ExecutorService pool = Executors.newFixedThreadPool(8)) {
            List<Callable<Integer>> calls = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                String kicker = "k" + i;
                calls.add(() -> credentials
                        .editor()
                        .header("If-Match", "\"1\"")
                        .contentType(JSON)
                        .body(Map.of("kicker", kicker))
                        .patch(ARTICLES + "/{id}", piece.id())
                        .statusCode());
            }
            List<Integer> statuses = new ArrayList<>();
            for (Future<Integer> call : pool.invokeAll(calls)) {
                statuses.add(call.get());
            }
            assertThat(statuses).containsOnlyOnce(200).containsOnly(200, 412);
        }
        piece.read().then().body("version", equalTo(2)).body("revision", equalTo(2));
    }

    @Test
    void patchKeepsWhatItDoesNotNameAndRemovesWhatIsNull() {
        Desk.Piece piece = desk.draft(
                Map.of("headline", unique("Patched"), "section", desk.section("news"), "kicker", "K", "body", "Text."));

        piece.edit(java.util.Collections.singletonMap("kicker", null)).edit(Map.of("bodyMarkdown", "**New**"));

        piece.read()
                .then()
                .body("draft.kicker", nullValue())
                .body("draft.blocks[0].spans[0].text", equalTo("New"))
                .body("draft.section", equalTo("news"));
    }

    @Test
    void differencesBetweenRevisionsAreTold() {
        Desk.Piece piece = desk.draft(unique("Compared")).edit(Map.of("kicker", "New kicker"));

        credentials
                .editor()
                .queryParam("from", 1)
                .queryParam("to", 2)
                .get(ARTICLES + "/{id}/revisions/diff", piece.id())
                .then()
                .statusCode(200)
                .body(containsString("kicker"))
                .body(containsString("New kicker"));
        credentials
                .editor()
                .queryParam("from", 1)
                .get(ARTICLES + "/{id}/revisions/diff", piece.id())
                .then()
                .statusCode(400);
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {
                "`{\"section\":\"news\"}`,400,/headline",
                "`{\"headline\":\"x\"}`,400,/section",
                "`{\"headline\":7,\"section\":\"news\"}`,400,/headline",
                "`{\"headline\":\"x\",\"section\":\"nowhere\"}`,422,/section",
                "`{\"headline\":\"x\",\"section\":\"news\",\"authors\":[\"nobody-of-this-name\"]}`,422,/authors/0",
                "`{\"headline\":\"x\",\"section\":\"news\",\"tags\":[\"topic/none\"]}`,422,/tags/0",
                "`{\"headline\":\"x\",\"section\":\"news\",\"publishedAt\":\"yesterday\"}`,400,/publishedAt",
                "`{\"headline\":\"x\",\"section\":\"news\",\"hedline\":\"y\"}`,400,/hedline",
                "`{\"headline\":\"x\",\"section\":\"news\",\"body\":\"a\",\"bodyHtml\":\"b\"}`,400,``",
            })
    void whatIsWrongIsPointedAtAndNothingIsChanged(String body, int status, String pointer) {
        desk.section("news");
        long before = articles();

        credentials
                .editor()
                .contentType(JSON)
                .body(body)
                .post(ARTICLES)
                .then()
                .statusCode(status)
                .contentType("application/problem+json")
                .body("errors.pointer", hasItem(containsString(pointer)));
        assertThat(articles()).isEqualTo(before);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[]",
                "\"x\"",
                "{",
                "nul",
                "{\"headline\":\"x\"}{}",
                "{\"headline\":\"x\",\"headline\":\"y\",\"section\":\"news\"}"
            })
    void whatIsNoObjectIsRefused(String body) {
        credentials
                .editor()
                .contentType(JSON)
                .body(body)
                .post(ARTICLES)
                .then()
                .statusCode(400)
                .contentType("application/problem+json");
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {
                "publish,`{\"at\":\"tomorrow\"}`,/at",
                "publish,`{\"revision\":\"two\"}`,/revision",
                "publish,`{\"revison\":2}`,/revison",
                "publish,`{\"revision\":0}`,/revision",
                "correct,`{}`,/text",
                "correct,`{\"text\":\" \"}`,/text",
                "kill,`{}`,/reason",
                "kill,`{\"reason\":\"a\\u0000b\"}`,/reason",
                "unpublish,`{\"type\":\"vanish\"}`,/type",
                "move,`{}`,/path",
                "assign,`{}`,/owner",
            })
    void ordersThatCanNotBeReadArePointedAt(String verb, String body, String pointer) {
        Desk.Piece piece = desk.draft(unique("Ordered")).publish();

        credentials
                .editor()
                .contentType(JSON)
                .header("If-Match", "\"2\"")
                .body(body)
                .post(ARTICLES + "/{id}/" + verb, piece.id())
                .then()
                .statusCode(400)
                .body("errors.pointer", hasItem(pointer));
        piece.read().then().body("version", equalTo(2));
    }

    @Test
    void bulkDoesEachForItselfAndTellsWhatBecameOfIt() {
        Desk.Piece piece = desk.draft(unique("In bulk"));
        credentials
                .editor()
                .contentType(JSON)
                .body(Map.of(
                        "operations",
                        List.of(
                                Map.of(
                                        "op",
                                        "create",
                                        "article",
                                        Map.of("headline", unique("Bulk"), "section", "news")),
                                Map.of("op", "publish", "id", piece.id(), "version", 1),
                                Map.of("op", "publish", "id", piece.id(), "version", 1),
                                Map.of("op", "correct", "id", piece.id(), "version", 2, "text", "Wrong."),
                                Map.of("op", "fold", "id", piece.id(), "version", 2))))
                .post("/v1/editorial/bulk")
                .then()
                .statusCode(200)
                .body("done", equalTo(3))
                .body("results.status", equalTo(List.of(201, 200, 412, 200, 400)))
                .body("results[2].problem.version", equalTo(2));
    }

    @Test
    void bulkThatIsAtomicDoesAllOrNothing() {
        Desk.Piece one = desk.draft(unique("One"));
        Desk.Piece two = desk.draft(unique("Two"));
        List<Map<String, ?>> good = List.of(
                Map.of("op", "publish", "id", one.id(), "version", 1),
                Map.of("op", "publish", "id", two.id(), "version", 1));
        List<Map<String, ?>> bad = List.of(
                Map.of("op", "publish", "id", one.id(), "version", 1),
                Map.of("op", "publish", "id", two.id(), "version", 7));

        credentials
                .editor()
                .contentType(JSON)
                .body(Map.of("atomic", true, "operations", bad))
                .post("/v1/editorial/bulk")
                .then()
                .statusCode(200)
                .body("done", equalTo(0))
                .body("results.status", equalTo(List.of(409, 412)));
        given().get("/v1/articles/{id}", one.id()).then().statusCode(404);
        credentials
                .editor()
                .contentType(JSON)
                .body(Map.of("atomic", true, "operations", good))
                .post("/v1/editorial/bulk")
                .then()
                .statusCode(200)
                .body("done", equalTo(2));
        given().get("/v1/articles/{id}", two.id()).then().statusCode(200);
    }

    @Test
    void bulkWithAKeyThatIsSentAgainDoesNothingTwice() {
        Map<String, ?> body = Map.of(
                "operations",
                List.of(
                        Map.of(
                                "op",
                                "create",
                                "article",
                                Map.of("headline", unique("Key"), "section", desk.section("news"))),
                        Map.of("op", "create", "article", Map.of("headline", unique("Key"), "section", "news"))));
        String key = unique("bulk");
        List<String> first = credentials
                .editor()
                .header("Idempotency-Key", key)
                .contentType(JSON)
                .body(body)
                .post("/v1/editorial/bulk")
                .then()
                .statusCode(200)
                .extract()
                .path("results.id");
        List<String> second = credentials
                .editor()
                .header("Idempotency-Key", key)
                .contentType(JSON)
                .body(body)
                .post("/v1/editorial/bulk")
                .then()
                .statusCode(200)
                .extract()
                .path("results.id");

        assertThat(second).isEqualTo(first).hasSize(2);
    }

    @Test
    void bulkNeedsTheScopeOfEachOperation() {
        Desk.Piece piece = desk.draft(unique("Scoped"));

        credentials
                .writer()
                .contentType(JSON)
                .body(Map.of("operations", List.of(Map.of("op", "publish", "id", piece.id(), "version", 1))))
                .post("/v1/editorial/bulk")
                .then()
                .body("results[0].status", equalTo(403));
        given().get("/v1/articles/{id}", piece.id()).then().statusCode(404);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{\"operations\":[]}", "{\"operations\":7}", "[]"})
    void bulkWithoutOperationsIsRefused(String body) {
        credentials
                .editor()
                .contentType(JSON)
                .body(body)
                .post("/v1/editorial/bulk")
                .then()
                .statusCode(400);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void keyOfABulkIsForThatBulkOnly(boolean atomic) {
        Map<String, ?> one =
                Map.of("op", "create", "article", Map.of("headline", unique("One"), "section", desk.section("news")));
        Map<String, ?> two = Map.of("op", "create", "article", Map.of("headline", unique("Two"), "section", "news"));
        String key = unique("bulk");

        bulk(key, Map.of("atomic", atomic, "operations", List.of(one)))
                .statusCode(200)
                .body("done", equalTo(1));

        bulk(key, Map.of("atomic", atomic, "operations", List.of(one, two))).statusCode(422);
        bulk(key, Map.of("atomic", !atomic, "operations", List.of(one))).statusCode(422);
        bulk(key, Map.of("atomic", atomic, "operations", List.of(one)))
                .statusCode(200)
                .body("done", equalTo(1));
    }

    private ValidatableResponse bulk(String key, Map<String, ?> body) {
        return credentials
                .editor()
                .header("Idempotency-Key", key)
                .contentType(JSON)
                .body(body)
                .post("/v1/editorial/bulk")
                .then();
    }

    @Test
    void previewOfAPieceThatWasKilledTellsNothingOfIt() {
        Desk.Piece piece = desk.draft(unique("Previewed")).publish();
        String url = credentials
                .writer()
                .contentType(JSON)
                .body("{}")
                .post(ARTICLES + "/{id}/previews", piece.id())
                .path("url");
        String unknown = given().get("/v1/previews/x").path("detail");
        piece.does("kill", Map.of("reason", "It was wrong."));

        given().get(url).then().statusCode(404).body("detail", equalTo(unknown));
    }

    @Test
    void previewShowsWhatReadersWouldGetAndNobodyElseSeesIt() {
        Desk.Piece piece = desk.draft(unique("Previewed"));
        Response link = credentials.writer().contentType(JSON).body("{}").post(ARTICLES + "/{id}/previews", piece.id());
        link.then().statusCode(201);
        String url = link.path("url");

        Response shown = given().get(url);
        shown.then()
                .statusCode(200)
                .header("Cache-Control", "private, no-store")
                .header("X-Robots-Tag", "noindex");
        given().get("/v1/articles/{id}", piece.id()).then().statusCode(404);
        assertThat(database.createNativeQuery("select count(*) from change where id = :id", Long.class)
                        .setParameter("id", UUID.fromString(piece.id()))
                        .getSingleResult())
                .isEqualTo(0L);
        piece.publish();
        assertThat(given().get("/v1/articles/{id}?fields=headline,body,path", piece.id())
                        .asString())
                .isEqualTo(given().get(url + "?fields=headline,body,path").asString());

        credentials
                .writer()
                .delete(ARTICLES + "/{id}/previews/{link}", piece.id(), link.path("id"))
                .then()
                .statusCode(204);
        given().get(url).then().statusCode(404);
    }

    @Test
    void previewLinkThatWasTamperedWithOrHasRunOutShowsNothing() throws InterruptedException {
        Desk.Piece piece = desk.draft(unique("Tampered"));
        String url = credentials
                .writer()
                .contentType(JSON)
                .body(Map.of("expiresIn", "PT1S"))
                .post(ARTICLES + "/{id}/previews", piece.id())
                .path("url");
        char last = url.charAt(url.length() - 2);
        given().get(url.substring(0, url.length() - 2) + (last == 'A' ? 'B' : 'A') + url.substring(url.length() - 1))
                .then()
                .statusCode(404);
        given().get("/v1/previews/x").then().statusCode(404);
        Thread.sleep(1100);
        given().get(url).then().statusCode(404);
        credentials
                .writer()
                .contentType(JSON)
                .body(Map.of("expiresIn", "P900D"))
                .post(ARTICLES + "/{id}/previews", piece.id())
                .then()
                .statusCode(400)
                .body("errors[0].pointer", equalTo("/expiresIn"));
    }

    @Test
    void listsOfEditorsFilterByStateSectionOwnerAndSchedule() {
        String section = desk.section(unique("filtered"));
        Desk.Piece draft = desk.draft(Map.of("headline", "d", "section", section));
        Desk.Piece live =
                desk.draft(Map.of("headline", "l", "section", section)).publish();
        Desk.Piece scheduled = desk.draft(Map.of("headline", "Scheduled words", "section", section))
                .does("publish", Map.of("at", Instant.now().plusSeconds(3600).toString()));
        draft.does("assign", Map.of("owner", "somebody-" + section));

        list("section", section).body("items", hasSize(3)).body("items[0].transitions", hasItem("edit"));
        list("section", section, "state", "published").body("items.id", equalTo(List.of(live.id())));
        list("owner", "somebody-" + section).body("items.id", equalTo(List.of(draft.id())));
        list(
                        "section",
                        section,
                        "scheduledAfter",
                        Instant.now().toString(),
                        "scheduledBefore",
                        Instant.now().plusSeconds(7200).toString())
                .body("items.id", equalTo(List.of(scheduled.id())));
        list("section", section, "headline", "SCHEDULED W").body("items.id", equalTo(List.of(scheduled.id())));
        credentials
                .editor()
                .queryParam("state", "publishd")
                .get(ARTICLES)
                .then()
                .statusCode(400)
                .body("detail", containsString("Did you mean 'published'"));
        String next = list("section", section, "limit", "2")
                .body("items", hasSize(2))
                .extract()
                .path("page.next");
        list("section", section, "limit", "2", "cursor", next).body("items", hasSize(1));
    }

    private io.restassured.response.ValidatableResponse list(String... params) {
        var request = credentials.editor();
        for (int i = 0; i < params.length; i += 2) {
            request.queryParam(params[i], params[i + 1]);
        }
        return request.get(ARTICLES).then().statusCode(200);
    }
}
