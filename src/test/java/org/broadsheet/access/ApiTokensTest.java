package org.broadsheet.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.broadsheet.fixture.Credentials.bearer;
import static org.broadsheet.fixture.Newsroom.unique;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.broadsheet.fixture.Credentials;
import org.broadsheet.fixture.TestDatabase;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** API tokens, from their creation to their end. */
@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class ApiTokensTest {

    private static final String TOKENS = "/v1/editorial/tokens";

    @Inject
    Credentials credentials;

    @Inject
    EntityManager database;

    private Response create(Map<String, Object> body) {
        return credentials.admin().contentType("application/json").body(body).post(TOKENS);
    }

    @Test
    void tokenThatWasCreatedLetsIn() {
        JsonPath created = create(Map.of("name", "Wire desk", "role", "admin"))
                .then()
                .statusCode(201)
                .header("Cache-Control", "no-store")
                .body("state", equalTo("active"))
                .body("scopes", hasSize(Scope.values().length))
                .extract()
                .jsonPath();

        assertThat(created.getString("token"))
                .matches("bs_[a-z2-7]{8}_[a-z2-7]{52}")
                .startsWith("bs_" + created.getString("prefix") + "_");
        bearer(created.getString("token"))
                .get(TOKENS + "/" + created.getString("id"))
                .then()
                .statusCode(200)
                .body("name", equalTo("Wire desk"));
    }

    @Test
    void locationOfANewTokenLeadsToIt() {
        Response created = create(Map.of("name", "Wire desk", "role", "writer"));

        assertThat(created.header("Location"))
                .endsWith(TOKENS + "/" + created.jsonPath().getString("id"));
    }

    @Test
    void secretIsNeverShownAgainAndNotStored() {
        JsonPath created =
                create(Map.of("name", "Shown once", "role", "writer")).jsonPath();
        String secret = created.getString("token").substring(12);

        credentials.admin().get(TOKENS + "/" + created.getString("id")).then().body("token", nullValue());
        assertThat(credentials.admin().get(TOKENS).asString()).doesNotContain(secret);
        assertThat(database.createNativeQuery("select count(*) from api_token t where t::text like :secret", Long.class)
                        .setParameter("secret", "%" + secret + "%")
                        .getSingleResult())
                .isEqualTo(0L);
    }

    @Test
    void scopesAreAsOrdered() {
        create(Map.of("name", "Two", "scopes", List.of("tags:write", "editorial:read", "tags:write")))
                .then()
                .statusCode(201)
                .body("role", nullValue())
                .body("scopes", equalTo(List.of("editorial:read", "tags:write")));
    }

    @Test
    void tokenIsGoodUntilItExpires() throws InterruptedException {
        JsonPath created = create(Map.of(
                        "name",
                        "Short",
                        "role",
                        "admin",
                        "expiresAt",
                        Instant.now().plusMillis(1500).toString()))
                .jsonPath();
        String token = created.getString("token");
        bearer(token).get(TOKENS).then().statusCode(200);

        Thread.sleep(1600);

        bearer(token).get(TOKENS).then().statusCode(401);
        credentials.admin().get(TOKENS + "/" + created.getString("id")).then().body("state", equalTo("expired"));
    }

    @Test
    void revokedTokenOpensNothingFromTheNextRequestOn() {
        JsonPath created = create(Map.of("name", "Leaked", "role", "admin")).jsonPath();
        String path = TOKENS + "/" + created.getString("id");
        bearer(created.getString("token")).get(TOKENS).then().statusCode(200);

        credentials.admin().delete(path).then().statusCode(204);

        bearer(created.getString("token")).get(TOKENS).then().statusCode(401);
        credentials.admin().get(path).then().body("state", equalTo("revoked")).body("revokedAt", notNullValue());
    }

    @Test
    void revokingAgainChangesNothing() {
        String path = TOKENS + "/"
                + create(Map.of("name", "Twice", "role", "writer")).jsonPath().getString("id");
        credentials.admin().delete(path);
        String first = credentials.admin().get(path).jsonPath().getString("revokedAt");

        credentials.admin().delete(path).then().statusCode(204);

        credentials.admin().get(path).then().body("revokedAt", equalTo(first));
    }

    @Test
    void unknownTokenCanNeitherBeSeenNorRevoked() {
        credentials
                .admin()
                .get(TOKENS + "/" + UUID.randomUUID())
                .then()
                .statusCode(404)
                .body("detail", containsString("no API token"));
        credentials.admin().delete(TOKENS + "/" + UUID.randomUUID()).then().statusCode(404);
        credentials.admin().get(TOKENS + "/1").then().statusCode(400);
    }

    /** An answer that differed would tell a prefix that there is from one that there isn't. */
    @Test
    void whyACredentialIsNotGoodIsNotTold() {
        String good = credentials.issue(Role.ADMIN).text();
        List<ValidatableResponse> answers = List.of(
                bearer(good.substring(0, 12) + "a".repeat(52)).get(TOKENS).then(),
                bearer("bs_aaaabbbb_" + "c".repeat(52)).get(TOKENS).then(),
                bearer("bs_").get(TOKENS).then(),
                bearer("eyJhbGciOiJub25lIn0.e30.").get(TOKENS).then(),
                credentials.expired().get(TOKENS).then(),
                credentials.revoked().get(TOKENS).then());
        List<Map<String, Object>> bodies = new ArrayList<>();
        for (ValidatableResponse answer : answers) {
            Map<String, Object> body =
                    answer.statusCode(401).extract().jsonPath().getMap("");
            body.remove("traceId");
            bodies.add(body);
        }
        assertThat(bodies).allSatisfy(body -> assertThat(body).isEqualTo(bodies.getFirst()));
    }

    @Test
    void secretHasToBeRightToTheLastCharacter() {
        String good = credentials.issue(Role.ADMIN).text();
        String last = good.endsWith("a") ? "b" : "a";

        bearer(good).get(TOKENS).then().statusCode(200);
        bearer(good.substring(0, good.length() - 1) + last).get(TOKENS).then().statusCode(401);
        bearer(good.substring(0, good.length() - 1)).get(TOKENS).then().statusCode(401);
        bearer(good + "a").get(TOKENS).then().statusCode(401);
        bearer(good.toUpperCase(java.util.Locale.ROOT)).get(TOKENS).then().statusCode(401);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Bearer",
                "Bearer ",
                "Bearer bs",
                "Bearer bs_",
                "Bearer bs__",
                "Bearer bs_aaaabbbb",
                "Bearer bs_aaaabbbb_",
                "Bearer bs_aaaabbbb_%00",
                "Bearer bs_' or 1=1 --_cccccccccccccccccccccccccccccccc",
                "Bearer a.b.c",
                "Bearer ..",
                "Bearer null",
                "bs_aaaabbbb_cccccccccccccccccccccccccccccccc",
                "Basic YWRtaW46YWRtaW4=",
                "Digest username=x",
                "Negotiate x",
                ",",
                "Bearer é",
                "\t"
            })
    void headerThatIsNoneOfOursLetsNobodyIn(String header) {
        io.restassured.RestAssured.given()
                .header("Authorization", header)
                .get(TOKENS)
                .then()
                .statusCode(401)
                .contentType("application/problem+json")
                .header("WWW-Authenticate", "Bearer");
    }

    @Test
    void veryLongCredentialIsRefused() {
        bearer("bs_aaaabbbb_" + "c".repeat(20_000)).get(TOKENS).then().statusCode(401);
        bearer("e".repeat(20_000)).get(TOKENS).then().statusCode(401);
    }

    @Test
    void schemeIsInAnyCase() {
        io.restassured.RestAssured.given()
                .header(
                        "Authorization",
                        "bEARER " + credentials.issue(Role.ADMIN).text())
                .get(TOKENS)
                .then()
                .statusCode(200);
    }

    @Test
    void readersAreNotAskedForCredentialsAndThoseOfOthersDoNotMatter() {
        credentials.nobody().get("/v1/sections").then().statusCode(200);
        bearer("of-no-one").get("/v1/sections").then().statusCode(200);
        credentials
                .nobody()
                .header("Authorization", "Basic YTpi")
                .get("/v1/sections")
                .then()
                .statusCode(200);
    }

    /** Else a partner whose key has ended would be shown less, or more, without noticing. */
    @Test
    void badKeyIsToldToReaders() {
        bearer("bs_nonsense").get("/v1/sections").then().statusCode(401).header("WWW-Authenticate", "Bearer");
        credentials.expired().get("/v1/articles").then().statusCode(401);
        credentials.revoked().get("/v1/articles").then().statusCode(401);
        credentials.garbage().get("/v1/changes").then().statusCode(401);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
                    {"role":"writer"}                                        | /name      | 1 to 100
                    {"name":"","role":"writer"}                              | /name      | 1 to 100
                    {"name":"   ","role":"writer"}                           | /name      | 1 to 100
                    {"name":"a\\u0000b","role":"writer"}                     | /name      | control
                    {"name":1,"role":"writer"}                               | /name      | a string
                    {"name":"x"}                                             | /role      | either
                    {"name":"x","role":"writer","scopes":["tags:write"]}     | /scopes    | either
                    {"name":"x","role":"editr"}                              | /role      | Did you mean 'editor'?
                    {"name":"x","role":"ADMIN"}                              | /role      | writer, editor, admin
                    {"name":"x","scopes":[]}                                 | /scopes    | 1 to 50
                    {"name":"x","scopes":"tags:write"}                       | /scopes    | a list
                    {"name":"x","scopes":["tag:write"]}                      | /scopes/0  | Did you mean 'tags:write'?
                    {"name":"x","scopes":["tags:write",null]}                | /scopes/1  | no scope
                    {"name":"x","role":"writer","expiresAt":"tomorrow"}      | /expiresAt | RFC 3339
                    {"name":"x","role":"writer","expiresAt":"2020-01-01T00:00:00Z"} | /expiresAt | in the future
                    {"name":"x","role":"writer","expiresAt":"9999-01-01T00:00:00Z"} | /expiresAt | ten years
                    {"name":"x","role":"writer","nmae":"y"}                  | /nmae      | is not a key
                    null                                                     | ""         | an object
                    """)
    void orderThatCantBeAcceptedIsToldWhy(String body, String pointer, String reason) {
        credentials
                .admin()
                .contentType("application/json")
                .body(body)
                .post(TOKENS)
                .then()
                .statusCode(400)
                .body("errors[0].pointer", equalTo(pointer))
                .body("errors[0].detail", containsString(reason));
    }

    @Test
    void nameOfMoreThanAHundredCharactersIsTooLong() {
        create(Map.of("name", "n".repeat(101), "role", "writer")).then().statusCode(400);
        create(Map.of("name", "n".repeat(100), "role", "writer")).then().statusCode(201);
    }

    @Test
    void nobodyGivesMoreThanTheyHave() {
        var half = credentials.withScopes(Scope.TOKENS_WRITE, Scope.EDITORIAL_READ);
        half.contentType("application/json")
                .body(Map.of("name", "x", "role", "writer"))
                .post(TOKENS)
                .then()
                .statusCode(403)
                .body("detail", containsString("articles:write, media:write"));
        credentials
                .withScopes(Scope.TOKENS_WRITE, Scope.EDITORIAL_READ)
                .contentType("application/json")
                .body(Map.of("name", "x", "scopes", List.of("editorial:read")))
                .post(TOKENS)
                .then()
                .statusCode(201);
    }

    @Test
    void useIsNotedWithinMomentsAndNotMoreThanOnceAMinute() throws InterruptedException {
        ApiTokens.Issued issued = credentials.issue(Role.ADMIN);
        String path = TOKENS + "/" + issued.token().id();
        credentials.admin().get(path).then().body("lastUsedAt", nullValue());

        bearer(issued.text()).get(TOKENS).then().statusCode(200);
        String noted = awaitLastUse(path);
        bearer(issued.text()).get(TOKENS).then().statusCode(200);
        Thread.sleep(300);

        assertThat(credentials.admin().get(path).jsonPath().getString("lastUsedAt"))
                .isEqualTo(noted);
        assertThat(Duration.between(Instant.parse(noted), Instant.now())).isLessThan(Duration.ofSeconds(30));
    }

    private String awaitLastUse(String path) throws InterruptedException {
        for (int i = 0; i < 50; i++) {
            String noted = credentials.admin().get(path).jsonPath().getString("lastUsedAt");
            if (noted != null) {
                return noted;
            }
            Thread.sleep(100);
        }
        throw new AssertionError("the use was not noted");
    }

    @Test
    void tokensArePagedTheNewestFirst() {
        String name = unique("paged");
        for (int i = 0; i < 3; i++) {
            create(Map.of("name", name + i, "role", "writer"));
        }
        JsonPath first = credentials.admin().queryParam("limit", 2).get(TOKENS).jsonPath();
        assertThat(first.<String>getList("items.name")).containsExactly(name + 2, name + 1);
        JsonPath second = credentials
                .admin()
                .queryParam("limit", 2)
                .queryParam("cursor", first.getString("page.next"))
                .get(TOKENS)
                .then()
                .body("items.name", hasItem(name + 0))
                .extract()
                .jsonPath();
        JsonPath back = credentials
                .admin()
                .queryParam("limit", 2)
                .queryParam("cursor", second.getString("page.previous"))
                .get(TOKENS)
                .jsonPath();
        assertThat(back.<String>getList("items.name")).containsExactly(name + 2, name + 1);
    }

    @Test
    void idempotencyKeyIsRefusedAsTheSecretWouldBeKept() {
        credentials
                .admin()
                .header("Idempotency-Key", "once")
                .contentType("application/json")
                .body(Map.of("name", "Twice", "role", "writer"))
                .post("/v1/editorial/tokens")
                .then()
                .statusCode(400)
                .body("errors[0].parameter", equalTo("Idempotency-Key"));
    }

    @Test
    void locationOfATokenIsRootRelative() {
        Response created = create(Map.of("name", "Located", "role", "writer"));

        assertThat(created.header("Location")).isEqualTo("/v1/editorial/tokens/" + created.path("id"));
    }
}
