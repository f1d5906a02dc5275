package org.broadsheet.newsdesk;

import static io.restassured.http.ContentType.JSON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.broadsheet.fixture.Newsroom.unique;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.broadsheet.fixture.Credentials;
import org.broadsheet.fixture.TestDatabase;
import org.broadsheet.newsdesk.Keeper.Thing;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What editors can't do with the things around articles: bad input, and changes to what they have not seen. */
@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class RefusalsTest {

    @Inject
    Keeper keeper;

    @Inject
    Credentials credentials;

    private Thing some(String things) {
        Map<String, String> form = things.equals("media")
                ? Map.of("url", "https://images.example/" + unique("m") + ".jpg")
                : Map.of("name", unique("Some"));
        return keeper.shelf(things).create(form);
    }

    private static Map<String, String> form(String things) {
        return things.equals("media")
                ? Map.of("url", "https://images.example/" + unique("n") + ".jpg")
                : Map.of("name", unique("Other"));
    }

    private static Response refused(Response answer, int status) {
        assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(status);
        assertThat(answer.contentType()).isEqualTo("application/problem+json");
        assertThat(answer.header("Cache-Control")).isEqualTo("no-store");
        assertThat(answer.asString())
                .doesNotContain("Exception")
                .doesNotContainIgnoringCase("select ")
                .doesNotContain("org.broadsheet");
        return answer;
    }

    @ParameterizedTest
    @ValueSource(strings = {"bylines", "tags", "sections", "media"})
    void changeNamesTheVersionThatItIsMeantFor(String things) {
        Thing thing = some(things);
        for (String method : List.of("PUT", "PATCH", "DELETE")) {
            Object body = method.equals("DELETE") ? null : form(things);
            refused(thing.send(method, "", null, body), 428);
            refused(thing.send(method, "", "*", body), 400);
            refused(thing.send(method, "", "1", body), 400);
            refused(thing.send(method, "", "W/\"1\"", body), 400);
            Response stale = refused(thing.send(method, "", "\"9\"", body), 412);
            assertThat(stale.header("ETag")).isEqualTo("\"1\"");
            assertThat(stale.jsonPath().getInt("version")).isEqualTo(1);
        }
        assertThat(thing.read().jsonPath().getInt("version")).isEqualTo(1);
        assertThat(thing.patch(form(things)).header("ETag")).isEqualTo("\"2\"");
        refused(thing.send("DELETE", "", "\"1\"", null), 412);
        thing.delete().then().statusCode(204);
        refused(thing.send("DELETE", "", "\"2\"", null), 404);
    }

    @ParameterizedTest
    @ValueSource(strings = {"bylines", "tags"})
    void mergeNamesTheVersionThatItIsMeantFor(String things) {
        Thing thing = some(things);
        Map<String, String> order = Map.of("into", some(things).id());

        refused(thing.send("POST", "/merge", null, order), 428);
        refused(thing.send("POST", "/merge", "\"2\"", order), 412);
        thing.send("POST", "/merge", "\"1\"", order).then().statusCode(200);
        refused(thing.send("POST", "/merge", "\"2\"", order), 409);
    }

    @ParameterizedTest
    @ValueSource(strings = {"bylines", "tags", "sections", "media"})
    void whatIsNotThereIsNotFound(String things) {
        refused(keeper.shelf(things).get(UUID.randomUUID().toString()), 404);
        refused(keeper.shelf(things).get("no-id"), 400);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            bylines  | {}                                                         | /name
            bylines  | {"name": null}                                             | /name
            bylines  | {"name": " \\t "}                                          | /name
            bylines  | {"name": 7}                                                | /name
            bylines  | {"name": ["Ann"]}                                          | /name
            bylines  | {"name": "…"}                                              | /name
            bylines  | {"name": "Ann", "nmae": "x"}                               | /nmae
            bylines  | {"name": "Ann", "version": 3}                              | /version
            bylines  | {"name": "Ann", "id": "x"}                                 | /id
            bylines  | {"name": "Ann", "slug": "Ann Lee"}                         | /slug
            bylines  | {"name": "Ann", "slug": "../etc"}                          | /slug
            bylines  | {"name": "Ann", "slug": 5}                                 | /slug
            bylines  | {"name": "Ann", "bio": {}}                                 | /bio
            bylines  | {"name": "Ann", "bio": "half \\ud800"}                     | /bio
            bylines  | {"name": "Ann", "bio": "nul \\u0000"}                      | /bio
            bylines  | {"name": "Ann", "image": "https://x.example/a.jpg"}        | /image
            bylines  | {"name": "Ann", "image": {}}                               | /image/url
            bylines  | {"name": "Ann", "image": {"url": "  "}}                    | /image/url
            bylines  | {"name": "Ann", "image": {"url": "javascript:alert(1)"}}   | /image/url
            bylines  | {"name": "Ann", "image": {"url": "//x.example/a"}}         | /image/url
            bylines  | {"name": "Ann", "image": {"url": "http://a@b/"}}           | /image/url
            bylines  | {"name": "Ann", "image": {"url": "data:image/png,x"}}      | /image/url
            bylines  | {"name": "Ann", "image": {"url": "http://a.example", "width": 0}}   | /image/width
            bylines  | {"name": "Ann", "image": {"url": "http://a.example", "with": 10}}   | /image/with
            bylines  | {"name": "Ann", "links": {}}                               | /links
            bylines  | {"name": "Ann", "links": ["https://x.example"]}            | /links/0
            bylines  | {"name": "Ann", "links": [{"rel": "x"}]}                   | /links/0/url
            bylines  | {"name": "Ann", "links": [{"url": "http://a.example"}]}    | /links/0/rel
            bylines  | {"name": "Ann", "links": [{"rel": "x", "url": "mailto:a@b.example"}]} | /links/0/url
            tags     | {"name": "T", "type": "thing"}                             | /type
            tags     | {"name": "T", "type": 1}                                   | /type
            tags     | {"name": "T", "role": "x"}                                 | /role
            tags     | {"type": "place"}                                          | /name
            tags     | {"name": "T", "description": false}                        | /description
            sections | {"slug": "x"}                                              | /name
            sections | {"name": "X", "slug": "front"}                             | /slug
            sections | {"name": "X", "slug": "a/b"}                               | /slug
            sections | {"name": "X", "position": 1.5}                             | /position
            sections | {"name": "X", "position": 99999999999}                     | /position
            sections | {"name": "X", "position": "1"}                             | /position
            sections | {"name": "X", "parent": {}}                                | /parent
            sections | {"name": "X", "path": "world"}                             | /path
            media    | {}                                                         | /url
            media    | {"url": null}                                              | /url
            media    | {"url": "ftp://x.example/a.jpg"}                           | /url
            media    | {"url": "/a.jpg"}                                          | /url
            media    | {"url": "http://x.example/a.jpg", "type": "film"}          | /type
            media    | {"url": "http://x.example/a.jpg", "width": -1}             | /width
            media    | {"url": "http://x.example/a.jpg", "height": 1e30}          | /height
            media    | {"url": "http://x.example/a.jpg", "focalPoint": {"x": 2, "y": 0}}     | /focalPoint/x
            media    | {"url": "http://x.example/a.jpg", "focalPoint": {"x": 0.5}}            | /focalPoint/y
            media    | {"url": "http://x.example/a.jpg", "focalPoint": [0, 0]}                | /focalPoint
            media    | {"url": "http://x.example/a.jpg", "renditions": []}        | /renditions
            """)
    void everyFaultIsPointedAt(String things, String body, String pointer) {
        long before = keeper.head();

        Response answer = refused(keeper.shelf(things).post(body), 400);

        assertThat(answer.jsonPath().<String>getList("errors.pointer")).contains(pointer);
        assertThat(keeper.head()).isEqualTo(before);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "null", "[]", "7", "{", "{\"name\":\"a\"} x", "{\"name\":\"a\",\"name\":\"b\"}", "\u0000"})
    void bodyThatIsNoObjectIsRefused(String body) {
        for (String things : List.of("bylines", "tags", "sections", "media")) {
            refused(keeper.shelf(things).post(body), 400);
        }
    }

    @Test
    void bodyThatIsDeepOrLongIsRefused() {
        refused(keeper.bylines().post("{\"name\":\"A\",\"image\":" + "[".repeat(5000) + "]".repeat(5000) + "}"), 400);
        refused(keeper.bylines().post(Map.of("name", "x".repeat(201))), 400);
        refused(keeper.bylines().post(Map.of("name", "A", "bio", "x".repeat(5001))), 400);
        refused(keeper.bylines().post(Map.of("name", "A", "slug", "x".repeat(81))), 400);
        List<Map<String, String>> links = java.util.stream.IntStream.range(0, 21)
                .mapToObj(i -> Map.of("rel", "site", "url", "https://a.example/" + i))
                .toList();
        refused(keeper.bylines().post(Map.of("name", "A", "links", links)), 400);
    }

    @Test
    void mistypedKeyIsNamedWithTheOneThatWasMeant() {
        Response answer = refused(keeper.bylines().post(Map.of("name", "A", "link", List.of())), 400);

        assertThat(answer.jsonPath().getString("errors[0].detail")).contains("'links'");
    }

    @Test
    void patchCanNotNameWhatThereIsNotNotEvenToRemoveIt() {
        Thing byline = some("bylines");

        Response answer = refused(byline.patch("{\"rolle\": null}"), 400);

        assertThat(answer.jsonPath().getString("errors[0].pointer")).isEqualTo("/rolle");
        refused(byline.patch("{\"name\": null}"), 400);
        refused(byline.patch("[]"), 400);
    }

    @Test
    void controlCharactersDoNotGetIntoNames() {
        Thing byline = keeper.bylines().create(Map.of("name", "\u0007" + unique("Bell") + "\u0085\r\n Jr"));

        assertThat(byline.read().jsonPath().getString("name")).doesNotContainPattern("\\p{Cntrl}");
    }

    @Test
    void keyOfAWriteGivesTheSameAnswerAgain() {
        String key = unique("key");
        Map<String, String> form = Map.of("name", unique("Once"));

        String first = credentials
                .editor()
                .header("Idempotency-Key", key)
                .contentType(JSON)
                .body(form)
                .post("/v1/editorial/bylines")
                .jsonPath()
                .getString("id");
        Response again = credentials
                .editor()
                .header("Idempotency-Key", key)
                .contentType(JSON)
                .body(form)
                .post("/v1/editorial/bylines");

        assertThat(again.statusCode()).isEqualTo(201);
        assertThat(again.jsonPath().getString("id")).isEqualTo(first);
    }

    @Test
    void whoDidWhatIsWrittenDown() {
        Thing byline = some("bylines");
        byline.patch(Map.of("role", "Editor"));
        byline.delete().then().statusCode(204);

        assertThat(credentials
                        .admin()
                        .get("/v1/editorial/audit?thing=" + byline.id())
                        .jsonPath()
                        .<String>getList("items.action"))
                .containsExactly("byline.delete", "byline.update", "byline.create");
    }
}
