package org.broadsheet.newsdesk;

import static io.restassured.RestAssured.given;
import static io.restassured.http.ContentType.JSON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.broadsheet.fixture.Newsroom.unique;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.broadsheet.fixture.Credentials;
import org.broadsheet.fixture.Desk;
import org.broadsheet.fixture.TestDatabase;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Sections, media and fronts, as editors keep them. */
@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class SectionsMediaFrontsTest {

    private static final String SECTIONS = "/v1/editorial/sections";
    private static final String MEDIA = "/v1/editorial/media";

    @Inject
    Credentials credentials;

    @Inject
    Desk desk;

    @Inject
    EntityManager database;

    private Response create(String address, Map<String, ?> form) {
        return credentials.editor().contentType(JSON).body(form).post(address);
    }

    private Response change(String method, String address, int version, Map<String, ?> form) {
        return credentials
                .editor()
                .header("If-Match", "\"" + version + "\"")
                .contentType(JSON)
                .body(form)
                .request(method, address);
    }

    private Response delete(String address, int version) {
        return credentials.editor().header("If-Match", "\"" + version + "\"").delete(address);
    }

    private List<String> told(String id) {
        return database.createNativeQuery(
                        "select kind || ' ' || type || array_to_string(changed_fields, ',') from change where id = :id order by seq",
                        String.class)
                .setParameter("id", UUID.fromString(id))
                .getResultList();
    }

    @Test
    void sectionIsThereAtOnceAndItsNewNameIsToldForEveryArticleInIt() {
        String slug = unique("docks");
        Response created = create(SECTIONS, Map.of("slug", slug, "name", "Docks", "description", "Ships."));
        created.then().statusCode(201).body("path", equalTo(slug)).header("ETag", "\"1\"");
        String address = created.header("Location");
        given().get("/v1/sections/{path}", slug).then().statusCode(200).body("name", equalTo("Docks"));
        Desk.Piece piece =
                desk.draft(Map.of("headline", unique("In it"), "section", slug)).publish();

        change("PATCH", address, 1, Map.of("name", "The docks"))
                .then()
                .statusCode(200)
                .body("version", equalTo(2))
                .body("description", equalTo("Ships."));

        given().get("/v1/articles/{id}", piece.id()).then().body("section.name", equalTo("The docks"));
        assertThat(told(piece.id())).containsExactly("article published", "article updatedsection");
        assertThat(told(created.path("id"))).hasSize(2);
        change("PATCH", address, 1, Map.of("name", "x")).then().statusCode(412).body("version", equalTo(2));
    }

    @Test
    void placeOfASectionCanNotBeChangedNorTakenTwice() {
        String slug = unique("fixed");
        String address = create(SECTIONS, Map.of("slug", slug, "name", "Fixed")).header("Location");

        change("PATCH", address, 1, Map.of("slug", "other"))
                .then()
                .statusCode(422)
                .body("errors[0].pointer", equalTo("/slug"));
        create(SECTIONS, Map.of("slug", slug, "name", "Again")).then().statusCode(409);
        create(SECTIONS, Map.of("slug", "sub", "name", "Sub", "parent", slug))
                .then()
                .statusCode(201)
                .body("path", equalTo(slug + "/sub"));
        create(SECTIONS, Map.of("slug", "sub", "name", "Sub", "parent", "no-such"))
                .then()
                .statusCode(422);
        create(SECTIONS, Map.of("slug", "front", "name", "Front")).then().statusCode(400);
    }

    @Test
    void sectionThatIsReferredToIsNotDeleted() {
        String slug = unique("used");
        String address = create(SECTIONS, Map.of("slug", slug, "name", "Used")).header("Location");
        Desk.Piece piece = desk.draft(Map.of("headline", "Draft in it", "section", slug));

        delete(address, 1).then().statusCode(409).body("errors.detail", hasItem(containsString(piece.id())));
        piece.edit(Map.of("section", desk.section("news")));
        delete(address, 1).then().statusCode(204);
        given().get("/v1/sections/{path}", slug).then().statusCode(404);
        piece.order("publish", Map.of("revision", 1))
                .then()
                .statusCode(409)
                .body("detail", containsString("deleted since"));
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {
                "sections,`{\"slug\":\"x\"}`,/name",
                "sections,`{\"name\":\"x\",\"slug\":\"Not A Slug\"}`,/slug",
                "sections,`{\"name\":\"x\",\"position\":\"first\"}`,/position",
                "sections,`{\"name\":\"x\",\"colour\":\"red\"}`,/colour",
                "media,`{\"alt\":\"x\"}`,/url",
                "media,`{\"url\":\"javascript:alert(1)\"}`,/url",
                "media,`{\"url\":\"https://a.example/x.jpg\",\"width\":-1}`,/width",
                "media,`{\"url\":\"https://a.example/x.jpg\",\"focalPoint\":{\"x\":2,\"y\":0}}`,/focalPoint/x",
                "media,`{\"url\":\"https://a.example/x.jpg\",\"type\":\"smell\"}`,/type",
            })
    void whatIsWrongIsPointedAt(String things, String body, String pointer) {
        credentials
                .editor()
                .contentType(JSON)
                .body(body)
                .post("/v1/editorial/" + things)
                .then()
                .statusCode(400)
                .body("errors.pointer", hasItem(pointer));
    }

    @Test
    void pictureThatWasRewrittenIsNotTakenForTheOneThatItWas() {
        Map<String, String> picture =
                Map.of("url", "https://images.example/" + unique("pier") + ".jpg", "caption", "The pier.");
        Desk.Piece first = illustrated(picture);
        change("PATCH", MEDIA + "/" + lead(first), 1, Map.of("caption", "The old pier, since pulled down."))
                .then()
                .statusCode(200);

        Desk.Piece second = illustrated(picture);
        Desk.Piece third = illustrated(picture);

        given().get("/v1/articles/{id}", second.id()).then().body("lead.caption", equalTo("The pier."));
        assertThat(lead(second)).isNotEqualTo(lead(first)).isEqualTo(lead(third));
    }

    private Desk.Piece illustrated(Map<String, String> picture) {
        return desk.draft(Map.of("headline", unique("Illustrated"), "section", desk.section("news"), "lead", picture))
                .publish();
    }

    private UUID lead(Desk.Piece piece) {
        return (UUID) database.createNativeQuery("select lead_id from published_article where id = :id", UUID.class)
                .setParameter("id", UUID.fromString(piece.id()))
                .getSingleResult();
    }

    @Test
    void mediumThatOnlyADraftShowsIsToldToNobody() {
        Response created = create(MEDIA, Map.of("url", "https://images.example/" + unique("secret") + ".jpg"));
        desk.draft(Map.of("headline", unique("Not yet"), "section", desk.section("news"), "lead", Map.of("id", (String)
                created.path("id"))));

        change("PATCH", created.header("Location"), 1, Map.of("alt", "A secret"))
                .then()
                .statusCode(200);

        assertThat(told(created.path("id"))).isEmpty();
    }

    @Test
    void mediumThatChangesIsToldForTheArticleThatShowsIt() {
        Response created = create(
                MEDIA,
                Map.of(
                        "url",
                        "https://images.example/" + unique("quay") + ".jpg",
                        "alt",
                        "A quay",
                        "focalPoint",
                        Map.of("x", 0.5, "y", 0.25)));
        created.then().statusCode(201);
        String id = created.path("id");
        Desk.Piece piece = desk.draft(Map.of(
                        "headline", unique("Illustrated"), "section", desk.section("news"), "lead", Map.of("id", id)))
                .publish();
        given().get("/v1/articles/{id}", piece.id()).then().body("lead.focalPoint.y", equalTo(0.25f));

        change("PATCH", created.header("Location"), 1, Map.of("alt", "A quay at dawn"))
                .then()
                .statusCode(200);

        given().get("/v1/articles/{id}", piece.id()).then().body("lead.alt", equalTo("A quay at dawn"));
        assertThat(told(piece.id())).containsExactly("article published", "article updatedlead");
        delete(created.header("Location"), 2)
                .then()
                .statusCode(409)
                .body("errors.detail", hasItem(containsString(piece.id())));
        credentials.editor().get(MEDIA + "?limit=1").then().statusCode(200).body("items[0].id", equalTo(id));
    }

    @Test
    void mediumThatNobodyShowsIsDeleted() {
        Response created = create(MEDIA, Map.of("url", "https://images.example/" + unique("lone") + ".jpg"));

        delete(created.header("Location"), 1).then().statusCode(204);
        credentials.editor().get(created.header("Location")).then().statusCode(404);
    }

    @Test
    void frontShowsWhatEditorsPutThereFirstAndPassesOverDrafts() {
        String section = desk.section(unique("fronted"));
        Desk.Piece older =
                desk.draft(Map.of("headline", "Older", "section", section)).publish();
        Desk.Piece newer =
                desk.draft(Map.of("headline", "Newer", "section", section)).publish();
        Desk.Piece draft = desk.draft(Map.of("headline", "Draft", "section", section));
        String address = "/v1/editorial/fronts/" + section;
        credentials
                .editor()
                .get(address)
                .then()
                .statusCode(200)
                .header("ETag", "\"1\"")
                .body("articles", equalTo(List.of()));

        change(
                        "PUT",
                        address,
                        1,
                        Map.of("articles", List.of(draft.id(), older.last().getString("live.path"))))
                .then()
                .statusCode(200)
                .body("articles.id", equalTo(List.of(draft.id(), older.id())))
                .header("ETag", "\"2\"");

        given().get("/v1/sections/{path}/front", section)
                .then()
                .body("items.id", equalTo(List.of(older.id(), newer.id())));
        change("PUT", address, 1, Map.of("articles", List.of())).then().statusCode(412);
        change("PUT", address, 2, Map.of("articles", List.of(older.id(), older.id())))
                .then()
                .statusCode(422)
                .body("errors[0].pointer", equalTo("/articles/1"));
        change("PUT", address, 2, Map.of("articles", List.of(UUID.randomUUID().toString())))
                .then()
                .statusCode(422);
        change("PUT", address, 2, Map.of()).then().statusCode(400).body("errors[0].pointer", equalTo("/articles"));
    }

    @Test
    void changeWithoutItsVersionIsRefused() {
        String address = create(SECTIONS, Map.of("name", unique("Unversioned"))).header("Location");

        credentials.editor().contentType(JSON).body("{}").patch(address).then().statusCode(428);
        credentials.editor().delete(address).then().statusCode(428);
    }
}
