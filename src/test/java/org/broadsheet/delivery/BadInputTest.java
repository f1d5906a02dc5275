package org.broadsheet.delivery;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.broadsheet.fixture.Newsroom.unique;
import static org.hamcrest.Matchers.containsString;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.URL;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import org.broadsheet.fixture.Newsroom;
import org.broadsheet.fixture.TestDatabase;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class BadInputTest {

    @Inject
    Newsroom newsroom;

    @TestHTTPResource("/")
    URL root;

    private static Response refused(Response answer, int status) {
        assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(status);
        assertThat(answer.contentType()).isEqualTo("application/problem+json");
        assertThat(answer.header("Cache-Control")).isEqualTo("no-store");
        assertThat(answer.jsonPath().getString("type")).startsWith("/problems#");
        assertThat(answer.jsonPath().getInt("status")).isEqualTo(status);
        assertThat(answer.jsonPath().getString("traceId")).matches("[0-9a-f]{32}");
        assertThat(answer.asString())
                .doesNotContain("Exception")
                .doesNotContainIgnoringCase("select ")
                .doesNotContain("org.");
        return answer;
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
                    /v1/articles?limit=0                    | limit           | from 1 to 200
                    /v1/articles?limit=201                  | limit           | from 1 to 200
                    /v1/articles?limit=-1                   | limit           | from 1 to 200
                    /v1/articles?limit=99999999999          | limit           | whole number
                    /v1/articles?limit=1.5                  | limit           | whole number
                    /v1/articles?limit=                     | limit           | empty
                    /v1/articles?limit=1&limit=2            | limit           | once only
                    /v1/articles?lmit=1                     | lmit            | Did you mean 'limit'?
                    /v1/articles?sort=relevance             | sort            | no 'q'
                    /v1/articles?sort=newset                | sort            | Did you mean 'newest'?
                    /v1/articles?sort=NEWEST                | sort            | newest, oldest, updated, relevance
                    /v1/articles?count=all                  | count           | exact, estimate
                    /v1/articles?body=pdf                   | body            | blocks, html, text, markdown
                    /v1/articles?type=artcle                | type            | Did you mean 'article'?
                    /v1/articles?type=article,,brief        | type            | empty word
                    /v1/articles?language=en_GB             | language        | BCP 47
                    /v1/articles?section=no-such-section    | section         | no section
                    /v1/articles?byline=no-such-byline      | byline          | no byline
                    /v1/articles?tag=no-such-tag            | tag             | no tag
                    /v1/articles?tag=topic/no-such-tag      | tag             | no tag
                    /v1/articles?tag=-                      | tag             | empty word
                    /v1/articles?publishedAfter=yesterday   | publishedAfter  | RFC 3339
                    /v1/articles?publishedAfter=2026-11-01  | publishedAfter  | RFC 3339
                    /v1/articles?publishedBefore=0000-01-01T00:00:00Z | publishedBefore | 0001 to 9999
                    /v1/articles?updatedAfter=+10000-01-01T00:00:00Z  | updatedAfter    | RFC 3339
                    /v1/articles?updatedBefore=2026-02-30T00:00:00Z   | updatedBefore   | RFC 3339
                    /v1/articles?updatedBefore=2026-02-03T00:00:00+01:00 | updatedBefore | %2B
                    /v1/articles?ids=1,2                    | ids             | no id
                    /v1/articles?fields=headlin             | fields          | Did you mean 'headline'?
                    /v1/articles?fields=section.nam         | fields          | Did you mean 'section.name'?
                    /v1/articles?fields=headline.x          | fields          | can't be asked for
                    /v1/articles?fields=,                   | fields          | can't be asked for
                    /v1/articles?include=bdy                | include         | Did you mean 'body'?
                    /v1/articles?include=headline           | include         | can't be asked for
                    /v1/articles?cursor=abc                 | cursor          | is not one that this server made
                    /v1/articles/not-an-id                  | id              | a UUID
                    /v1/articles/not-an-id/history          | id              | a UUID
                    /v1/articles/by-path                    | path            | has to be given
                    /v1/articles/by-path?path=ftp://x/y     | path            | has to be a path
                    /v1/resolve                             | url             | has to be given
                    /v1/resolve?url=/a&url=/b               | url             | once only
                    /v1/sections?limit=1                    | limit           | not a parameter
                    /v1/bylines?limit=0                     | limit           | from 1 to 200
                    /v1/bylines?prefx=a                     | prefx           | Did you mean 'prefix'?
                    /v1/tags?type=thing                     | type            | topic, person
                    /v1/tags/thing/x                        | type            | topic, person
                    """)
    void parameterThatCantBeAcceptedIsNamed(String path, String parameter, String reason) {
        Response answer = refused(given().urlEncodingEnabled(false).get(path), 400);

        assertThat(answer.jsonPath().getString("errors[0].parameter")).isEqualTo(parameter);
        assertThat(answer.jsonPath().getString("errors[0].detail")).contains(reason);
    }

    @Test
    void everyFaultIsToldAtOnce() {
        Response answer = refused(given().get("/v1/articles?lmit=1&sort=x&publishedAfter=y"), 400);

        assertThat(answer.jsonPath().<String>getList("errors.parameter"))
                .containsExactlyInAnyOrder("lmit", "sort", "publishedAfter");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "section",
                "byline",
                "tag",
                "type",
                "language",
                "publishedAfter",
                "ids",
                "sort",
                "count",
                "limit",
                "cursor",
                "fields",
                "include",
                "body",
                "unknown"
            })
    void tenThousandCharactersAreTooMany(String parameter) {
        refused(given().queryParam(parameter, "a".repeat(10_000)).get("/v1/articles"), 400);
    }

    @Test
    void addressOfTwentyThousandCharactersIsTooLong() {
        refused(given().get("/v1/articles?section=" + "a".repeat(20_000)), 414);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/v1/articles?section=a%00b",
                "/v1/articles/%00",
                "/v1/sections/a%0Ab",
                "/v1/articles?tag=%FF%FE",
                "/v1/articles?tag=%C0%AF",
                "/v1/articles?tag=%ED%A0%80",
                "/%FF"
            })
    void controlCharactersAndWhatIsNotUtf8AreRefusedByTheAddressAlone(String path) {
        refused(given().urlEncodingEnabled(false).get(path), 400);
    }

    /** Quarkus refuses these before any of our code sees them. */
    @ParameterizedTest
    @ValueSource(strings = {"/v1/articles?tag=%zz", "/v1/articles?tag=%", "/v1/art%icles"})
    void brokenPercentEncodingIsA400(String path) throws IOException {
        assertThat(raw("GET " + path + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"))
                .startsWith("HTTP/1.1 400");
    }

    private String raw(String request) throws IOException {
        try (Socket socket = new Socket(root.getHost(), root.getPort())) {
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
        }
    }

    @Test
    void cursorThatWasCutOrChangedOrIsOfAnotherListIsRefused() {
        String section = unique("cursors");
        newsroom.article().in(section).save();
        newsroom.article().in(section).save();
        String cursor = given().queryParam("section", section)
                .queryParam("limit", 1)
                .get("/v1/articles")
                .jsonPath()
                .getString("page.next");

        for (int i = 0; i < cursor.length(); i++) {
            String changed = cursor.substring(0, i) + (cursor.charAt(i) == 'A' ? 'B' : 'A') + cursor.substring(i + 1);
            refused(
                    given().queryParam("section", section)
                            .queryParam("cursor", changed)
                            .get("/v1/articles"),
                    400);
        }
        for (String wrong :
                List.of(cursor.substring(1), cursor.substring(0, 5), cursor + "A", cursor + cursor, "%20")) {
            refused(
                    given().queryParam("section", section)
                            .queryParam("cursor", wrong)
                            .get("/v1/articles"),
                    400);
        }
        refused(given().queryParam("cursor", cursor).get("/v1/articles"), 400);
        refused(given().queryParam("cursor", cursor).get("/v1/bylines"), 400);
    }

    @Test
    void moreThanTwoHundredIdsAreTooMany() {
        String ids = String.join(
                ",",
                java.util.stream.Stream.generate(() -> UUID.randomUUID().toString())
                        .limit(201)
                        .toList());

        refused(given().queryParam("ids", ids).get("/v1/articles"), 400);
    }

    @Test
    void filterMayNotBeGivenMoreThanTwentyTimes() {
        var request = given();
        for (int i = 0; i < 21; i++) {
            request.queryParam("tag", "t" + i);
        }
        refused(request.get("/v1/articles"), 400);
    }

    @Test
    void mistypedNamesAreAnsweredWithTheRightOnes() {
        String section = unique("environment");
        String name = unique("Harriet Lindgren");
        newsroom.article().in(section).by(name).save();

        assertThat(refused(
                                given().queryParam("section", section.replace("environment", "enviroment"))
                                        .get("/v1/articles"),
                                400)
                        .jsonPath()
                        .getString("errors[0].detail"))
                .contains("Did you mean '" + section + "'?");
        String slug = org.broadsheet.naming.Slugs.of(name);
        assertThat(refused(
                                given().queryParam("byline", slug.replace("gren", "gen"))
                                        .get("/v1/articles"),
                                400)
                        .jsonPath()
                        .getString("errors[0].detail"))
                .contains("Did you mean '" + slug + "'?");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/v1",
                "/v2/articles",
                "/v1/article",
                "/v1/sections/nope",
                "/v1/bylines/nope",
                "/v1/tags/topic/nope"
            })
    void whatIsNotThereIsAProblemToo(String path) {
        refused(given().get(path), 404);
    }

    @Test
    void methodsThatAreNotThereAreRefused() {
        refused(given().delete("/v1/articles"), 405);
        refused(given().contentType("application/json").body("{}").put("/v1/sections"), 405);
    }

    @Test
    void otherFormsThanJsonAreRefused() {
        refused(given().accept("text/xml").get("/v1/articles"), 406);
        refused(given().accept("text/xml").get("/v1/changes/stream"), 406)
                .then()
                .body("detail", containsString("text/event-stream"));
        refused(given().contentType("text/plain").body("x").post("/v1/resolve"), 415);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{",
                "[]",
                "null",
                "{}",
                "{\"urls\":\"x\"}",
                "{\"urls\":[]}",
                "{\"urls\":[null]}",
                "{\"urls\":[1]}",
                "{\"urls\":[true]}",
                "{\"urls\":[\"/a\"],\"extra\":1}",
                "{\"urls\":[1,{}]}",
                "{\"urls\":[\"\"]}",
                "{\"urls\":[\"a\\u0000b\"]}",
                "{\"adresses\":[\"/a\"]}"
            })
    void bodiesThatCantBeReadAreRefused(String body) {
        refused(given().contentType("application/json").body(body).post("/v1/resolve"), 400);
    }

    /** Not by REST Assured, which would print the deep one prettily. */
    @Test
    void deepAndLargeBodiesAreRefused() throws IOException, InterruptedException {
        assertThat(post("{\"urls\":" + "[".repeat(100_000)).statusCode()).isEqualTo(400);
        assertThat(post("{\"urls\":[\"" + "a".repeat(2_000_000) + "\"]}").statusCode())
                .isEqualTo(413);
    }

    @Test
    void bodiesOfUnknownLengthAreRefused() throws IOException, InterruptedException {
        byte[] body = "{\"urls\": [\"/a\"]}".getBytes(StandardCharsets.UTF_8);
        HttpResponse<String> refused =
                post(HttpRequest.BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(body)));

        assertThat(refused.statusCode()).isEqualTo(411);
        assertThat(refused.body()).contains("/problems#length-required");
    }

    private HttpResponse<String> post(String body) throws IOException, InterruptedException {
        return post(HttpRequest.BodyPublishers.ofString(body));
    }

    private HttpResponse<String> post(HttpRequest.BodyPublisher body) throws IOException, InterruptedException {
        return HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .build()
                .send(
                        HttpRequest.newBuilder(URI.create(root + "v1/resolve"))
                                .header("Content-Type", "application/json")
                                .POST(body)
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
    }
}
