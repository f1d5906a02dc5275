package org.broadsheet.partner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.broadsheet.fixture.Newsroom.unique;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.broadsheet.fixture.Credentials;
import org.broadsheet.fixture.Newsroom;
import org.broadsheet.fixture.Syndicate;
import org.broadsheet.fixture.TestDatabase;
import org.broadsheet.tag.TagType;
import org.hibernate.SessionFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Partners and their keys, from the newsroom's side. */
@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class PartnersTest {

    private static final String PARTNERS = "/v1/partners";

    @Inject
    Credentials credentials;

    @Inject
    Syndicate syndicate;

    @Inject
    Newsroom newsroom;

    @Inject
    EntityManager database;

    @Inject
    SessionFactory sessions;

    private RequestSpecification sending(Object body) {
        return credentials.admin().contentType("application/json").body(body);
    }

    private Response patch(String id, int version, Object body) {
        return sending(body).header("If-Match", "\"" + version + "\"").patch(PARTNERS + "/" + id);
    }

    @Test
    void partnerIsKeptAsItWasSaid() {
        String section = unique("kept");
        newsroom.article().in(section + "/deep").tagged(TagType.TOPIC, section).save();
        String name = unique("North Coast Radio");
        Response created = sending(Map.of(
                        "name",
                        name,
                        "contacts",
                        List.of(Map.of("name", "Ines Marlow", "email", "desk@northcoast.example")),
                        "tier",
                        "text",
                        "rights",
                        Map.of(
                                "sections",
                                List.of(section),
                                "withoutTags",
                                List.of("topic/" + section),
                                "delay",
                                "PT90M",
                                "aiUse",
                                "search yes; training no"),
                        "quota",
                        Map.of("perSecond", 5, "perDay", 1000)))
                .post(PARTNERS);
        created.then().statusCode(201).header("ETag", "\"1\"");
        String location = created.header("Location");
        assertThat(location).isEqualTo(PARTNERS + "/" + created.path("id"));
        credentials
                .admin()
                .get(location)
                .then()
                .statusCode(200)
                .header("Cache-Control", "no-store")
                .body("name", equalTo(name))
                .body("state", equalTo("active"))
                .body("contacts[0].email", equalTo("desk@northcoast.example"))
                .body("rights.sections", equalTo(List.of(section)))
                .body("rights.withoutTags", equalTo(List.of("topic/" + section)))
                .body("rights.fullText", nullValue())
                .body("shows.fullText", equalTo(true))
                .body("shows.images", equalTo(false))
                .body("rights.delay", equalTo("PT1H30M"))
                .body("quota.perDay", equalTo(1000))
                .body("quota.perMonth", nullValue());
    }

    @Test
    void sameOrderWithTheSameKeyMakesOnePartner() {
        Map<String, String> form = Map.of("name", unique("once"));
        String key = unique("key");
        Response first = sending(form).header("Idempotency-Key", key).post(PARTNERS);
        Response again = sending(form).header("Idempotency-Key", key).post(PARTNERS);
        assertThat(again.<String>path("id")).isEqualTo(first.path("id"));
        assertThat(again.header("Idempotency-Replayed")).isEqualTo("true");
        sending(form).post(PARTNERS).then().statusCode(409);
    }

    @Test
    void changeNeedsTheVersionItIsMeantFor() {
        String id = syndicate.partner(Map.of("tier", "full")).id();
        sending(Map.of("tier", "text")).patch(PARTNERS + "/" + id).then().statusCode(428);
        patch(id, 7, Map.of("tier", "text")).then().statusCode(412).body("version", equalTo(1));
        patch(id, 1, Map.of("tier", "text")).then().statusCode(200).header("ETag", "\"2\"");
        patch(id, 2, Map.of("tier", "text")).then().statusCode(200).header("ETag", "\"2\"");
        patch(id, 2, Map.of("rights", Map.of("delay", "PT1H"))).then().body("rights.delay", equalTo("PT1H"));
        sending(Map.of("name", unique("anew")))
                .header("If-Match", "\"3\"")
                .put(PARTNERS + "/" + id)
                .then()
                .statusCode(200)
                .body("tier", equalTo("teaser"))
                .body("rights.delay", nullValue());
        credentials
                .admin()
                .get("/v1/editorial/audit?thing=" + id)
                .then()
                .body("items.action", hasItem("partner.update"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {"tier":"full"}                                          | /name             | is missing
            {"name":"x","tier":"ful"}                                | /tier             | Did you mean 'full'?
            {"name":"x","state":"gone"}                              | /state            | active, suspended
            {"name":"x","nmae":"y"}                                  | /nmae             | is not a key
            {"name":"x","contacts":[{"name":"A","email":"no"}]}      | /contacts/0/email | an address
            {"name":"x","rights":{"section":["world"]}}              | /rights/section   | Did you mean 'sections'?
            {"name":"x","rights":{"sections":[]}}                    | /rights/sections  | one at least
            {"name":"x","rights":{"fullText":"yes"}}                 | /rights/fullText  | true or false
            {"name":"x","rights":{"delay":"an hour"}}                | /rights/delay     | ISO 8601
            {"name":"x","rights":{"delay":"-PT1H"}}                  | /rights/delay     | ISO 8601
            {"name":"x","rights":{"delay":"PT1H","embargoed":true}}  | /rights/delay     | ahead of time
            {"name":"x","rights":{"aiUse":"naïve"}}                  | /rights/aiUse     | ASCII
            {"name":"x","quota":{"perSecond":0}}                     | /quota/perSecond  | from 1 to
            {"name":"x","quota":{"perDay":1.5}}                      | /quota/perDay     | whole number
            {"name":"x","rights":[]}                                 | /rights           | an object
            """)
    void whatCantBeAcceptedIsToldWhy(String body, String pointer, String reason) {
        sending(body)
                .post(PARTNERS)
                .then()
                .statusCode(400)
                .body("errors[0].pointer", equalTo(pointer))
                .body("errors[0].detail", containsString(reason));
    }

    @Test
    void sectionsAndTagsThatThereAreNotAreNamed() {
        sending(Map.of(
                        "name",
                        unique("x"),
                        "rights",
                        Map.of("sections", List.of("no/such"), "withoutTags", List.of("topic/none"))))
                .post(PARTNERS)
                .then()
                .statusCode(422)
                .body("errors.pointer", equalTo(List.of("/rights/sections/0", "/rights/withoutTags/0")));
    }

    @Test
    void keysTakeEachOthersPlaceWithoutAGap() {
        Syndicate.Partner partner = syndicate.partner(Map.of("tier", "full"));
        Syndicate.Partner next = syndicate.key(partner.id());
        partner.reads().get("/v1/articles").then().statusCode(200);
        next.reads().get("/v1/articles").then().statusCode(200);
        String first = PARTNERS + "/" + partner.id() + "/keys/" + partner.keyId();

        credentials.admin().delete(first).then().statusCode(204);

        partner.reads().get("/v1/articles").then().statusCode(401).header("WWW-Authenticate", "Bearer");
        next.reads().get("/v1/articles").then().statusCode(200);
        credentials.admin().get(first).then().body("state", equalTo("revoked")).body("lastUsedAt", notNullValue());
        credentials
                .admin()
                .get(PARTNERS + "/{id}/keys", partner.id())
                .then()
                .body("items.id", equalTo(List.of(next.keyId(), partner.keyId())))
                .body("items[0].key", nullValue());
        assertThat(database.createNativeQuery("select count(*) from api_token t where t::text like :secret", Long.class)
                        .setParameter("secret", "%" + next.key().substring(12) + "%")
                        .getSingleResult())
                .isEqualTo(0L);
    }

    /** What the tier gives is not nailed down by who writes back what was read. */
    @Test
    void whatIsReadAndWrittenBackFollowsTheTierStill() {
        Syndicate.Partner partner = syndicate.partner(Map.of("tier", "text"));
        Map<String, Object> read = credentials
                .admin()
                .get(PARTNERS + "/" + partner.id())
                .jsonPath()
                .getMap("");
        Map<String, Object> form = new java.util.HashMap<>(read);
        form.keySet().retainAll(java.util.Set.of("name", "contacts", "tier", "state", "rights", "quota"));
        sending(form)
                .header("If-Match", "\"1\"")
                .put(PARTNERS + "/" + partner.id())
                .then()
                .statusCode(200);
        String version = credentials.admin().get(PARTNERS + "/" + partner.id()).header("ETag");
        sending(Map.of("tier", "teaser"))
                .header("If-Match", version)
                .patch(PARTNERS + "/" + partner.id())
                .then()
                .statusCode(200)
                .body("shows.fullText", equalTo(false));
    }

    @Test
    void suspendedPartnersKeysOpenNothing() {
        Syndicate.Partner partner = syndicate.partner(Map.of("tier", "full"));
        patch(partner.id(), 1, Map.of("state", "suspended")).then().statusCode(200);
        partner.reads().get("/v1/articles").then().statusCode(401);
        patch(partner.id(), 2, Map.of("state", "active")).then().statusCode(200);
        partner.reads().get("/v1/articles").then().statusCode(200);
    }

    @Test
    void keyOpensWhatItsScopesSayAndNothingOfTheNewsrooms() {
        Syndicate.Partner partner = syndicate.partner(Map.of("tier", "full"));
        Syndicate.Partner content = syndicate.key(partner.id(), "content:read");
        content.reads().get("/v1/articles").then().statusCode(200);
        content.reads().get("/v1/changes").then().statusCode(403).body("detail", containsString("'changes:read'"));
        content.reads().get("/v1/editorial/articles").then().statusCode(403);
        content.reads().get(PARTNERS).then().statusCode(403);
        sending(Map.of("name", "x", "scopes", List.of("articles:write")))
                .post(PARTNERS + "/{id}/keys", partner.id())
                .then()
                .statusCode(400)
                .body("errors[0].pointer", equalTo("/scopes"));
    }

    @Test
    void keysAreNoTokensOfTheNewsrooms() {
        Syndicate.Partner partner = syndicate.partner(Map.of("tier", "full"));
        credentials
                .admin()
                .get("/v1/editorial/tokens/{id}", partner.keyId())
                .then()
                .statusCode(404);
        credentials
                .admin()
                .delete("/v1/editorial/tokens/{id}", partner.keyId())
                .then()
                .statusCode(404);
        String other = syndicate.partner(Map.of("tier", "full")).id();
        credentials
                .admin()
                .delete(PARTNERS + "/{p}/keys/{k}", other, partner.keyId())
                .then()
                .statusCode(404);
        partner.reads().get("/v1/articles").then().statusCode(200);
    }

    @Test
    void aiTermsAreOnEveryAnswer() {
        Syndicate.Partner partner = syndicate.withRights(Map.of("aiUse", "training no"));
        for (String path : List.of("/v1/articles", "/v1/changes", "/v1/articles/" + UUID.randomUUID())) {
            assertThat(partner.reads().get(path).header("Broadsheet-AI-Use")).isEqualTo("training no");
        }
    }

    @Test
    void bodyOfAPartnersRequestComesThrough() {
        syndicate
                .partner(Map.of("tier", "full"))
                .reads()
                .contentType("application/json")
                .body(Map.of("urls", List.of("/no/such")))
                .post("/v1/resolve")
                .then()
                .statusCode(200)
                .body("items[0].status", equalTo("unknown"));
    }

    @Test
    void partnersArePagedTheNewestFirstInAFixedNumberOfStatements() {
        String section = unique("paged");
        newsroom.article().in(section).save();
        for (int i = 0; i < 3; i++) {
            syndicate.withRights(Map.of("sections", List.of(section)));
        }
        JsonPath first = credentials.admin().get(PARTNERS + "?limit=2").jsonPath();
        JsonPath second = credentials
                .admin()
                .queryParam("limit", 2)
                .queryParam("cursor", first.getString("page.next"))
                .get(PARTNERS)
                .jsonPath();
        assertThat(second.<String>getList("items.id")).doesNotContainAnyElementsOf(first.getList("items.id"));
        assertThat(statements(PARTNERS + "?limit=1")).isEqualTo(statements(PARTNERS + "?limit=3"));
    }

    /** The token is looked up once, and the partner once; what a reader reads costs what it costs everybody. */
    @Test
    void keyCostsTwoStatements() {
        UUID id = newsroom.article().save();
        Syndicate.Partner partner = syndicate.partner(Map.of("tier", "full"));
        partner.reads().get("/v1/articles/{id}?fields=headline", id);
        long least = Long.MAX_VALUE;
        for (int i = 0; i < 6; i++) {
            sessions.getStatistics().clear();
            partner.reads().get("/v1/articles/{id}?fields=headline", id).then().statusCode(200);
            least = Math.min(least, sessions.getStatistics().getPrepareStatementCount());
        }
        assertThat(least).isEqualTo(3);
    }

    private long statements(String path) {
        long least = Long.MAX_VALUE;
        for (int i = 0; i < 6; i++) {
            sessions.getStatistics().clear();
            credentials.admin().get(path).then().statusCode(200);
            least = Math.min(least, sessions.getStatistics().getPrepareStatementCount());
        }
        return least;
    }
}
