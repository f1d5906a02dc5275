package org.broadsheet.newsdesk;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.broadsheet.fixture.Newsroom.unique;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.broadsheet.fixture.Newsroom;
import org.broadsheet.fixture.TestDatabase;
import org.broadsheet.naming.Slugs;
import org.broadsheet.newsdesk.Keeper.Thing;
import org.junit.jupiter.api.Test;

/** What editors do with bylines, and what readers see of it. */
@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class BylinesTest {

    @Inject
    Keeper keeper;

    @Inject
    Newsroom newsroom;

    private Thing byline(String name) {
        return keeper.bylines().create(Map.of("name", name));
    }

    private static Response asReader(String slug) {
        return given().redirects().follow(false).get("/v1/bylines/{slug}", slug);
    }

    private static Response articlesBy(String slug) {
        return given().get("/v1/articles?byline={slug}", slug);
    }

    @Test
    void newBylineIsAsItWasSentAndUnknownToReaders() {
        String name = unique("Ada Lindqvist");
        Thing byline = keeper.bylines()
                .create(Map.of(
                        "name",
                        "  " + name.replace(" ", "\t "),
                        "role",
                        "Correspondent",
                        "bio",
                        "First.\r\n\r\nSecond.",
                        "image",
                        Map.of("url", "https://images.example/ada.jpg", "width", 800, "alt", "Ada"),
                        "links",
                        List.of(Map.of("rel", "website", "url", "https://ada.example/"))));

        byline.read()
                .then()
                .statusCode(200)
                .header("ETag", "\"1\"")
                .header("Cache-Control", "no-store")
                .body("slug", equalTo(Slugs.of(name)))
                .body("name", equalTo(name))
                .body("bio", equalTo("First.\n\nSecond."))
                .body("image.width", equalTo(800))
                .body("links[0].rel", equalTo("website"))
                .body("version", equalTo(1))
                .body("publicFrom", nullValue());
        asReader(byline.slug()).then().statusCode(404);
        keeper.bylines().list("?prefix=" + name).then().body("items.id", hasItem(byline.id()));
        given().get("/v1/bylines?prefix=" + name).then().body("items", equalTo(List.of()));
    }

    @Test
    void listOfEditorsIsPaged() {
        String start = unique("paged");
        List.of("a", "b", "c").forEach(end -> byline(start + " " + end));

        Response first = keeper.bylines().list("?limit=2&prefix=" + start);
        first.then()
                .body("items.name", equalTo(List.of(start + " a", start + " b")))
                .header("Link", containsString("next"));
        keeper.bylines()
                .list("?limit=2&prefix=" + start + "&cursor=" + first.jsonPath().getString("page.next"))
                .then()
                .body("items.name", equalTo(List.of(start + " c")))
                .body("items.version", equalTo(List.of(1)));
    }

    @Test
    void patchChangesWhatItNamesAndPutAll() {
        Thing byline = keeper.bylines()
                .create(Map.of("name", unique("Bo Ray"), "role", "Editor", "bio", "A life.", "links", List.of()));
        Map<String, Object> changes = new HashMap<>(Map.of("role", "Chief"));
        changes.put("bio", null);

        byline.patch(changes)
                .then()
                .statusCode(200)
                .header("ETag", "\"2\"")
                .body("role", equalTo("Chief"))
                .body("bio", nullValue());
        byline.put(Map.of("name", "Bo R. Ray"))
                .then()
                .statusCode(200)
                .body("slug", equalTo(byline.slug()))
                .body("name", equalTo("Bo R. Ray"))
                .body("role", nullValue())
                .body("version", equalTo(3));
        keeper.bylines().list("?prefix=bo").then().body("items.id", hasItem(byline.id()));
    }

    @Test
    void editThatChangesNothingIsNoChange() {
        Thing byline = byline(unique("Same"));
        long before = keeper.head();

        byline.patch(Map.of("name", byline.read().jsonPath().getString("name")))
                .then()
                .statusCode(200)
                .body("version", equalTo(1));
        assertThat(keeper.told(before)).isEmpty();
    }

    @Test
    void everyArticleThatShowsItIsToldOnce() {
        String name = unique("Told Often");
        UUID one = newsroom.article().by(name).save();
        UUID two = newsroom.article().by(unique("Another"), name).save();
        newsroom.article().by(name).draft().save();
        newsroom.article().by(unique("Nobody")).save();
        Thing byline = keeper.bylines().thing(idOf(name));
        long before = keeper.head();

        byline.patch(Map.of("name", name + " jr")).then().statusCode(200).header("Broadsheet-Seq", notNullValue());

        assertThat(keeper.articlesTold(before)).containsExactlyInAnyOrder(one, two);
        assertThat(keeper.told(before)).extracting(Keeper.Line::kind).containsExactly("byline", "article", "article");
        assertThat(keeper.told(before).getLast().fields()).containsExactly("bylines");
        given().get("/v1/articles/{id}", one).then().body("bylines.name", hasItem(name + " jr"));
    }

    private UUID idOf(String name) {
        return UUID.fromString(
                keeper.bylines().list("?prefix=" + name).jsonPath().getString("items[0].id"));
    }

    @Test
    void formerSlugGoesOnLeadingToIt() {
        String name = unique("Cy Old");
        UUID piece = newsroom.article().by(name).save();
        Thing byline = keeper.bylines().thing(idOf(name));
        String old = byline.slug();
        String fresh = unique("cy-new");

        byline.patch(Map.of("slug", fresh)).then().statusCode(200).body("formerSlugs", equalTo(List.of(old)));

        asReader(fresh).then().statusCode(200);
        asReader(old).then().statusCode(308).header("Location", containsString("/v1/bylines/" + fresh));
        articlesBy(old).then().statusCode(200).body("items.id", equalTo(List.of(piece.toString())));
        keeper.bylines().post(Map.of("name", "Cy", "slug", old)).then().statusCode(409);
        keeper.bylines().post(Map.of("name", "Cy", "slug", fresh)).then().statusCode(409);
        // its own former slug it may have again, and imports find it by any
        byline.patch(Map.of("slug", old)).then().statusCode(200).body("formerSlugs", equalTo(List.of(fresh)));
        newsroom.article().by(fresh).save();
        articlesBy(fresh).then().body("items.size()", equalTo(2));
    }

    @Test
    void bylineThatIsCreditedIsNotDeleted() {
        String name = unique("Di Ash");
        UUID piece = newsroom.article().by(name).draft().save();
        Thing byline = keeper.bylines().thing(idOf(name));

        byline.delete()
                .then()
                .statusCode(409)
                .contentType("application/problem+json")
                .body("detail", containsString("1 article"))
                .body("errors[0].detail", containsString(piece.toString()));
        byline.read().then().statusCode(200);
    }

    @Test
    void bylineThatNobodyNamesIsDeletedAndItsSlugIsFree() {
        String name = unique("Ed Elm");
        Thing byline = byline(name);

        byline.delete().then().statusCode(204);

        byline.read().then().statusCode(404);
        assertThat(byline(name).slug()).isEqualTo(byline.slug());
    }

    @Test
    void mergedBylinesPiecesAreTheOthers() {
        String old = unique("A. Lee");
        String now = unique("Ann Lee");
        UUID alone = newsroom.article().by(old).save();
        UUID both = newsroom.article().by(old, unique("Cal"), now).save();
        UUID draft = newsroom.article().by(old).draft().save();
        UUID others = newsroom.article().by(now).save();
        Thing from = keeper.bylines().thing(idOf(old));
        Thing into = keeper.bylines().thing(idOf(now));
        long before = keeper.head();

        from.mergeInto(into.slug())
                .then()
                .statusCode(200)
                .body("id", equalTo(into.id()))
                .body("formerSlugs", hasItem(from.slug()));

        given().get("/v1/articles/{id}", alone).then().body("bylines.slug", equalTo(List.of(into.slug())));
        given().get("/v1/articles/{id}", both)
                .then()
                .body("bylines.size()", equalTo(2))
                .body("bylines[0].slug", equalTo(into.slug()));
        asReader(from.slug()).then().statusCode(308).header("Location", containsString("/v1/bylines/" + into.slug()));
        articlesBy(from.slug())
                .then()
                .body("items.id", hasItems(alone.toString(), both.toString(), others.toString()))
                .body("items.size()", equalTo(3));
        assertThat(keeper.articlesTold(before)).containsExactlyInAnyOrder(alone, both);
        given().get("/v1/bylines?prefix=" + old).then().body("items", equalTo(List.of()));
        from.read().then().body("mergedInto", equalTo(into.id()));
        keeper.shelf("articles")
                .get(draft.toString())
                .then()
                .body("draft.authors[0].slug", equalTo(into.slug()))
                .body("draft.authors[0].id", equalTo(into.id()));
    }

    @Test
    void chainOfMergesLeadsToItsEnd() {
        String first = unique("chain");
        newsroom.article().by(first).save();
        Thing a = keeper.bylines().thing(idOf(first));
        Thing b = byline(unique("link"));
        Thing c = byline(unique("end"));

        a.mergeInto(b.slug()).then().statusCode(200);
        keeper.bylines().thing(b.uuid()).mergeInto(c.id()).then().statusCode(200);

        asReader(a.slug()).then().statusCode(308).header("Location", containsString(c.slug()));
        asReader(b.slug()).then().statusCode(308).header("Location", containsString(c.slug()));
        articlesBy(a.slug()).then().body("items.bylines[0].slug", equalTo(List.of(c.slug())));
        keeper.bylines().thing(a.uuid()).mergeInto(c.slug()).then().statusCode(409);
        keeper.bylines()
                .thing(c.uuid())
                .mergeInto(a.slug())
                .then()
                .statusCode(422)
                .body("errors[0].pointer", equalTo("/into"));
        keeper.bylines().thing(a.uuid()).patch(Map.of("name", "Back")).then().statusCode(409);
    }

    @Test
    void mergesThatMakeNoSenseAreRefused() {
        Thing byline = byline(unique("Solo"));

        byline.mergeInto(byline.slug()).then().statusCode(422).body("errors[0].pointer", equalTo("/into"));
        byline.mergeInto(unique("nobody")).then().statusCode(422).body("errors[0].pointer", equalTo("/into"));
        byline.send("POST", "/merge", "\"1\"", Map.of("in", "x"))
                .then()
                .statusCode(400)
                .body("errors.pointer", hasItems("/in", "/into"));
        byline.send("POST", "/merge", "\"1\"", Map.of("into", 5)).then().statusCode(400);
    }

    @Test
    void importsFollowMerges() {
        String old = unique("wire name");
        newsroom.article().by(old).save();
        Thing from = keeper.bylines().thing(idOf(old));
        Thing into = byline(unique("own name"));
        from.mergeInto(into.slug()).then().statusCode(200);

        UUID piece = newsroom.article().by(old, into.slug()).save();

        given().get("/v1/articles/{id}", piece).then().body("bylines.slug", equalTo(List.of(into.slug())));
    }

    @Test
    void unknownBylineStaysUnknownWhenEdited() {
        Thing byline = byline(unique("Shy"));

        byline.patch(Map.of("role", "Trainee")).then().statusCode(200).body("publicFrom", nullValue());
        asReader(byline.slug()).then().statusCode(404);
    }
}
