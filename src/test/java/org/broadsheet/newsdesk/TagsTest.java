package org.broadsheet.newsdesk;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.broadsheet.fixture.Newsroom.unique;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.broadsheet.fixture.Newsroom;
import org.broadsheet.fixture.TestDatabase;
import org.broadsheet.newsdesk.Keeper.Thing;
import org.broadsheet.tag.TagType;
import org.junit.jupiter.api.Test;

/** What editors do with tags, and what readers see of it. */
@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class TagsTest {

    @Inject
    Keeper keeper;

    @Inject
    Newsroom newsroom;

    private Thing tag(String type, String name) {
        return keeper.tags().create(Map.of("type", type, "name", name));
    }

    private Thing known(String name) {
        return keeper.tags()
                .thing(UUID.fromString(
                        keeper.tags().list("?prefix=" + name).jsonPath().getString("items[0].id")));
    }

    private static Response asReader(String type, String slug) {
        return given().redirects().follow(false).get("/v1/tags/{type}/{slug}", type, slug);
    }

    private static List<String> articlesTagged(String word) {
        return given().queryParam("tag", word).get("/v1/articles").jsonPath().getList("items.id");
    }

    @Test
    void newTagIsATopicUnlessItSaysOtherwiseAndUnknownToReaders() {
        String name = unique("harbour");

        Thing tag = keeper.tags().create(Map.of("name", name, "description", "Ships & <quays>."));

        tag.read()
                .then()
                .statusCode(200)
                .header("ETag", "\"1\"")
                .body("type", equalTo("topic"))
                .body("slug", equalTo(name))
                .body("description", equalTo("Ships & <quays>."))
                .body("publicFrom", nullValue());
        asReader("topic", name).then().statusCode(404);
        keeper.tags().list("?type=topic&prefix=" + name).then().body("items.id", equalTo(List.of(tag.id())));
        keeper.tags().list("?type=place&prefix=" + name).then().body("items", equalTo(List.of()));
    }

    @Test
    void sameSlugMayStandForTagsOfSeveralTypes() {
        String name = unique("paris");
        tag("place", name);

        assertThat(tag("person", name).slug()).isEqualTo(name);
        keeper.tags().post(Map.of("type", "place", "name", name)).then().statusCode(409);
    }

    @Test
    void formerTypeAndSlugGoOnLeadingToIt() {
        String name = unique("oldtag");
        UUID piece = newsroom.article().tagged(TagType.TOPIC, name).save();
        Thing tag = known(name);
        String fresh = unique("newtag");

        tag.patch(Map.of("type", "place", "slug", fresh))
                .then()
                .statusCode(200)
                .body("formerKeys", equalTo(List.of("topic/" + name)));

        asReader("place", fresh).then().statusCode(200).body("type", equalTo("place"));
        asReader("topic", name).then().statusCode(308).header("Location", containsString("/v1/tags/place/" + fresh));
        asReader("place", name).then().statusCode(404);
        assertThat(articlesTagged("topic/" + name)).containsExactly(piece.toString());
        assertThat(articlesTagged(name)).containsExactly(piece.toString());
        keeper.tags().post(Map.of("type", "topic", "name", name)).then().statusCode(409);
    }

    @Test
    void everyArticleThatShowsItIsToldOnce() {
        String name = unique("toldtag");
        UUID one = newsroom.article().tagged(TagType.EVENT, name).save();
        UUID two = newsroom.article()
                .tagged(TagType.EVENT, name)
                .tagged(TagType.TOPIC, unique("x"))
                .save();
        newsroom.article().tagged(TagType.EVENT, name).draft().save();
        Thing tag = known(name);
        long before = keeper.head();

        tag.patch(Map.of("name", "The " + name)).then().statusCode(200);

        assertThat(keeper.articlesTold(before)).containsExactlyInAnyOrder(one, two);
        assertThat(keeper.told(before).getLast().fields()).containsExactly("tags");
        given().get("/v1/articles/{id}", one).then().body("tags.name", hasItem("The " + name));
    }

    @Test
    void mergedTagsPiecesCarryTheOtherAlsoOfAnotherType() {
        String old = unique("mergetag");
        String now = unique("keeptag");
        UUID alone = newsroom.article().tagged(TagType.TOPIC, old).save();
        UUID both = newsroom.article()
                .tagged(TagType.TOPIC, old)
                .tagged(TagType.PLACE, now)
                .save();
        newsroom.article().tagged(TagType.TOPIC, old).draft().save();
        Thing from = known(old);
        Thing into = known(now);
        long before = keeper.head();

        from.mergeInto("place/" + now)
                .then()
                .statusCode(200)
                .body("id", equalTo(into.id()))
                .body("formerKeys", equalTo(List.of("topic/" + old)));

        given().get("/v1/articles/{id}", alone).then().body("tags.slug", equalTo(List.of(now)));
        given().get("/v1/articles/{id}", both).then().body("tags.slug", equalTo(List.of(now)));
        asReader("topic", old).then().statusCode(308).header("Location", containsString("/v1/tags/place/" + now));
        assertThat(articlesTagged("topic/" + old)).containsExactlyInAnyOrder(alone.toString(), both.toString());
        assertThat(articlesTagged(old)).containsExactlyInAnyOrder(alone.toString(), both.toString());
        assertThat(keeper.articlesTold(before)).containsExactlyInAnyOrder(alone, both);
        keeper.tags().thing(into.uuid()).mergeInto("topic/" + old).then().statusCode(422);
        into.mergeInto(unique("nobody")).then().statusCode(422).body("errors[0].pointer", equalTo("/into"));
    }

    @Test
    void tagThatIsCarriedIsNotDeletedAndOneThatIsNotIs() {
        String name = unique("deltag");
        UUID piece = newsroom.article().tagged(TagType.STORY, name).save();
        Thing carried = known(name);

        carried.delete().then().statusCode(409).body("errors[0].detail", containsString(piece.toString()));

        Thing idle = tag("story", unique("idle"));
        idle.delete().then().statusCode(204);
        idle.read().then().statusCode(404);
    }
}
