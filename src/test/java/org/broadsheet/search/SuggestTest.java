package org.broadsheet.search;

import static io.restassured.RestAssured.given;
import static org.broadsheet.fixture.Newsroom.unique;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import org.broadsheet.article.Article;
import org.broadsheet.changes.ChangeLog;
import org.broadsheet.fixture.Newsroom;
import org.broadsheet.fixture.TestDatabase;
import org.broadsheet.naming.Slugs;
import org.broadsheet.tag.TagType;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
@TestProfile(SearchIsOn.class)
class SuggestTest {

    @Inject
    Newsroom newsroom;

    @Inject
    ChangeLog log;

    private ValidatableResponse suggest(String typed) {
        return given().header("Broadsheet-Min-Seq", log.head())
                .queryParam("q", typed)
                .get("/v1/suggest")
                .then()
                .statusCode(200);
    }

    @Test
    void tagsBylinesAndHeadlinesAreSuggestedByTheBeginningsOfTheirWords() {
        String word = unique("kvarnholm");
        var id = newsroom.article()
                .headline("A day in " + word)
                .by("Ada " + word)
                .tagged(TagType.PLACE, word)
                .save();

        suggest(word.substring(0, 7) + " ")
                .body("items.kind", org.hamcrest.Matchers.hasItems("tag", "byline", "article"));
        suggest(word)
                .body("items.kind", contains("tag", "byline", "article"))
                .body("items[0].filter", equalTo("place/" + Slugs.of(word)))
                .body("items[1].text", equalTo("Ada " + word))
                .body("items[2].id", equalTo(id.toString()));
        suggest("ada " + word).body("items.kind", contains("byline"));
    }

    @Test
    void whatIsTakenDownIsNotSuggested() {
        String word = unique("quintessa");
        var id = newsroom.article()
                .headline("On " + word)
                .tagged(TagType.TOPIC, word)
                .save();
        suggest(word).body("items.kind", contains("tag", "article"));

        newsroom.takeDown(id, Article.Takedown.KILLED, "Wrong.");
        suggest(word).body("items", empty());
    }

    @Test
    void whatHasNoWordSuggestsNothingAndWhatIsMissingIsRefused() {
        suggest("?!").body("items", empty());
        given().get("/v1/suggest").then().statusCode(400).body("errors[0].parameter", equalTo("q"));
        given().get("/v1/suggest?q=a&limit=21").then().statusCode(400);
    }
}
