package org.broadsheet.delivery;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.broadsheet.fixture.Newsroom.unique;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.UUID;
import org.broadsheet.article.Article;
import org.broadsheet.article.Correction;
import org.broadsheet.fixture.Newsroom;
import org.broadsheet.fixture.TestDatabase;
import org.broadsheet.tag.TagType;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class ArticleTest {

    private static final Instant DAY = Instant.parse("2026-10-02T08:30:00Z");

    @Inject
    Newsroom newsroom;

    @Test
    void articleHasEveryPartOfTheContentModel() {
        String section = unique("harbour");
        UUID id = newsroom.article()
                .in(section)
                .headline("Ferries return")
                .slug("ferries-return-" + section)
                .by("Ann Lee " + section, "Bo Ray " + section)
                .tagged(TagType.PLACE, unique("quay"))
                .ledBy("https://images.example/" + section + ".jpg")
                .publishedAt(DAY)
                .updatedAt(DAY.plusSeconds(60))
                .save();

        given().get("/v1/articles/{id}", id)
                .then()
                .statusCode(200)
                .body("id", equalTo(id.toString()))
                .body("type", equalTo("article"))
                .body("headline", equalTo("Ferries return"))
                .body("standfirst", hasSize(1))
                .body("body[0].type", equalTo("paragraph"))
                .body("body[0].spans[0].text", equalTo("One paragraph."))
                .body("section.path", equalTo(section))
                .body("bylines.position", equalTo(java.util.List.of(1, 2)))
                .body("bylineText", equalTo("Ann Lee " + section + " and Bo Ray " + section))
                .body("tags[0].type", equalTo("place"))
                .body("lead.url", equalTo("https://images.example/" + section + ".jpg"))
                .body("lead.renditions", hasSize(0))
                .body("language", equalTo("en"))
                .body("path", equalTo("/" + section + "/2026/10/02/ferries-return-" + section))
                .body(
                        "canonicalUrl",
                        equalTo("https://ledger.example/" + section + "/2026/10/02/ferries-return-" + section))
                .body("publishedAt", equalTo("2026-10-02T08:30:00Z"))
                .body("firstPublishedAt", equalTo("2026-10-02T08:30:00Z"))
                .body("updatedAt", equalTo("2026-10-02T08:31:00Z"))
                .body("publishedAtEstimated", nullValue())
                .body("version", equalTo(1))
                .body("wordCount", equalTo(4))
                .body("readingMinutes", equalTo(1));
    }

    @Test
    void bodyComesInFourForms() {
        UUID id = newsroom.article()
                .body("Fish & chips.\n\nTwo <b>bold</b> words.")
                .save();

        given().get("/v1/articles/{id}?body=html", id).then().body("body", containsString("<p>Fish &amp; chips.</p>"));
        given().get("/v1/articles/{id}?body=text", id)
                .then()
                .body("body", equalTo("Fish & chips.\n\nTwo <b>bold</b> words."));
        given().get("/v1/articles/{id}?body=markdown&fields=body", id)
                .then()
                .body("body", containsString("Fish"))
                .body("keySet()", hasSize(1));
        given().get("/v1/articles/{id}?body=blocks", id).then().body("body", hasSize(2));
    }

    @Test
    void pathLeadsToTheArticleHoweverItIsWritten() {
        String section = unique("path");
        UUID id =
                newsroom.article().in(section).slug("a-story").publishedAt(DAY).save();
        String path = "/" + section + "/2026/10/02/a-story";

        for (String asked : new String[] {path, path + "/", "https://ledger.example" + path + "?utm_source=x#top"}) {
            given().queryParam("path", asked)
                    .get("/v1/articles/by-path")
                    .then()
                    .statusCode(200)
                    .body("id", equalTo(id.toString()));
        }
    }

    @Test
    void formerPathLeadsToThePresentOneForGood() {
        String section = unique("moved");
        newsroom.article()
                .in(section)
                .slug("now")
                .publishedAt(DAY)
                .formerlyAt("/2019/" + section)
                .save();

        String location = given().redirects()
                .follow(false)
                .queryParam("path", "/2019/" + section)
                .queryParam("fields", "path")
                .get("/v1/articles/by-path")
                .then()
                .statusCode(308)
                .contentType("application/problem+json")
                .extract()
                .header("Location");
        assertThat(location).endsWith("/v1/articles/by-path?path=/" + section + "/2026/10/02/now&fields=path");
        given().urlEncodingEnabled(false)
                .get(location)
                .then()
                .statusCode(200)
                .body("path", equalTo("/" + section + "/2026/10/02/now"));
    }

    @Test
    void articleThatMovedIsFoundByBothItsPaths() {
        String section = unique("shift");
        String name = unique("shifting");
        newsroom.article()
                .called(name)
                .in(section)
                .slug("before")
                .publishedAt(DAY)
                .save();
        newsroom.article()
                .called(name)
                .in(section)
                .slug("after")
                .publishedAt(DAY)
                .save();

        given().redirects()
                .follow(false)
                .queryParam("path", "/" + section + "/2026/10/02/before")
                .get("/v1/articles/by-path")
                .then()
                .statusCode(308);
        given().queryParam("path", "/" + section + "/2026/10/02/after")
                .get("/v1/articles/by-path")
                .then()
                .statusCode(200);
    }

    @Test
    void twoArticlesWithOneHeadlineStandAtTwoPaths() {
        String section = unique("twins");
        newsroom.article()
                .in(section)
                .headline("The same words")
                .publishedAt(DAY)
                .save();
        newsroom.article()
                .in(section)
                .headline("The same words")
                .publishedAt(DAY)
                .save();

        java.util.List<String> paths = given().queryParam("section", section)
                .get("/v1/articles")
                .jsonPath()
                .getList("items.path");
        assertThat(paths).hasSize(2).doesNotHaveDuplicates().allMatch(path -> path.contains("/the-same-words"));
    }

    @Test
    void addressOfSomebodyElseIsNotOurs() {
        String section = unique("elsewhere");
        newsroom.article().in(section).slug("a-story").publishedAt(DAY).save();

        given().queryParam("path", "https://elsewhere.example/" + section + "/2026/10/02/a-story")
                .get("/v1/articles/by-path")
                .then()
                .statusCode(400);
    }

    @Test
    void nothingEverAtAPathIsNotFound() {
        given().queryParam("path", "/never/was")
                .get("/v1/articles/by-path")
                .then()
                .statusCode(404);
    }

    @Test
    void unknownIdIsNotFound() {
        given().get("/v1/articles/{id}", UUID.randomUUID())
                .then()
                .statusCode(404)
                .contentType("application/problem+json")
                .body("type", equalTo("/problems#not-found"));
    }

    @Test
    void articleTakenDownIsGoneWithItsPublicReason() {
        String section = unique("down");
        UUID id = newsroom.article().in(section).slug("gone").publishedAt(DAY).save();
        newsroom.takeDown(id, Article.Takedown.WITHDRAWN, "A source withdrew consent.");

        given().get("/v1/articles/{id}", id)
                .then()
                .statusCode(410)
                .body("takedown", equalTo("withdrawn"))
                .body("reason", equalTo("A source withdrew consent."));
        given().queryParam("path", "/" + section + "/2026/10/02/gone")
                .get("/v1/articles/by-path")
                .then()
                .statusCode(410);
        given().get("/v1/articles/{id}/history", id).then().statusCode(410);
    }

    @Test
    void articleTakenDownDoesNotComeBackByBeingSavedAgain() {
        String name = unique("killed");
        UUID id = newsroom.article().called(name).save();
        newsroom.takeDown(id, Article.Takedown.KILLED, "It was wrong.");

        assertThat(newsroom.article().called(name).headline("Another headline").saveForOutcome())
                .isEqualTo(org.broadsheet.article.Articles.Outcome.TAKEN_DOWN);
        given().get("/v1/articles/{id}", id).then().statusCode(410);
    }

    @Test
    void historyTellsVersionsAndCorrections() {
        String name = unique("history");
        newsroom.article().called(name).headline("First").publishedAt(DAY).save();
        newsroom.article()
                .called(name)
                .headline("Second")
                .publishedAt(DAY)
                .updatedAt(DAY.plusSeconds(5))
                .save();
        UUID id = newsroom.article()
                .called(name)
                .headline("Third")
                .publishedAt(DAY)
                .corrected(new Correction(DAY.plusSeconds(9), "It was two, not three."))
                .save();

        given().get("/v1/articles/{id}/history", id)
                .then()
                .statusCode(200)
                .body("items.kind", equalTo(java.util.List.of("published", "updated", "corrected")))
                .body("items.version", equalTo(java.util.List.of(1, 2, 3)))
                .body("items[2].note", equalTo("It was two, not three."))
                .body("items[2].at", equalTo("2026-10-02T08:30:09Z"));
        String next =
                given().get("/v1/articles/{id}/history?limit=2", id).jsonPath().getString("page.next");
        given().get("/v1/articles/{id}/history?limit=2&cursor={next}", id, next)
                .then()
                .body("items.version", equalTo(java.util.List.of(3)));
    }

    @Test
    void translationsNameEachOther() {
        String original = unique("original");
        UUID english = newsroom.article().called(original).headline("Ferries").save();
        UUID german = newsroom.article()
                .translationOf(original)
                .inLanguage("de")
                .headline("Fähren")
                .save();

        given().get("/v1/articles/{id}", english)
                .then()
                .body("translations.id", equalTo(java.util.List.of(german.toString())))
                .body("translations[0].language", equalTo("de"));
        given().get("/v1/articles/{id}", german)
                .then()
                .body("translations.headline", equalTo(java.util.List.of("Ferries")));
    }

    @Test
    void dateThatIsNotKnownIsMarkedAsEstimated() {
        UUID id = newsroom.article().publishedAt(null).save();

        given().get("/v1/articles/{id}", id).then().body("publishedAtEstimated", equalTo(true));
    }

    @Test
    void canonicalAddressElsewhereIsKept() {
        UUID id =
                newsroom.article().standingAt("https://elsewhere.example/story").save();

        given().get("/v1/articles/{id}", id)
                .then()
                .body("canonicalUrl", equalTo("https://elsewhere.example/story"))
                .body("source.url", equalTo("https://elsewhere.example/story"));
    }
}
