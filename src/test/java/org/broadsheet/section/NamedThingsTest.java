package org.broadsheet.section;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.broadsheet.fixture.Newsroom.unique;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import org.broadsheet.fixture.Newsroom;
import org.broadsheet.fixture.TestDatabase;
import org.broadsheet.naming.Slugs;
import org.broadsheet.tag.TagType;
import org.junit.jupiter.api.Test;

/** Sections, bylines and tags, as readers find them. */
@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class NamedThingsTest {

    @Inject
    Newsroom newsroom;

    @Test
    void sectionsComeAsATree() {
        String top = unique("tree");
        newsroom.article().in(top + "/branch/leaf").save();

        given().get("/v1/sections").then().statusCode(200).body("items.path", hasItem(top));
        given().urlEncodingEnabled(false)
                .get("/v1/sections/" + top)
                .then()
                .statusCode(200)
                .body("path", equalTo(top))
                .body("children[0].path", equalTo(top + "/branch"))
                .body("children[0].children[0].slug", equalTo("leaf"));
        given().urlEncodingEnabled(false)
                .get("/v1/sections/" + top + "/branch/leaf")
                .then()
                .body("name", equalTo("Leaf"));
    }

    @Test
    void bylinesAreFoundByTheBeginningOfTheirNameInAnyCaseAndWithoutAccents() {
        String name = unique("Özlem Äkerlund");
        newsroom.article().by(name).save();

        String slug = Slugs.of(name);
        given().queryParam("prefix", "OZLEM ak")
                .queryParam("limit", 200)
                .get("/v1/bylines")
                .then()
                .body("items.slug", hasItem(slug));
        given().get("/v1/bylines/{slug}", slug).then().statusCode(200).body("name", equalTo(name));
    }

    @Test
    void prefixIsNoPattern() {
        newsroom.article().by(unique("Jan Kok")).save();

        assertThat(given().queryParam("prefix", "%")
                        .get("/v1/bylines")
                        .jsonPath()
                        .getList("items"))
                .isEmpty();
        assertThat(given().queryParam("prefix", "_").get("/v1/tags").jsonPath().getList("items"))
                .isEmpty();
        assertThat(given().queryParam("prefix", "\\").get("/v1/tags").jsonPath().getList("items"))
                .isEmpty();
    }

    @Test
    void prefixFindsTheCharactersThatPatternsAreMadeOf() {
        String word = unique("wool");
        newsroom.article().by("100% " + word).by("a_b\\c " + word).save();

        assertThat(given().queryParam("prefix", "100% " + word)
                        .get("/v1/bylines")
                        .jsonPath()
                        .<String>getList("items.name"))
                .containsExactly("100% " + word);
        assertThat(given().queryParam("prefix", "A_B\\C " + word)
                        .get("/v1/bylines")
                        .jsonPath()
                        .getList("items"))
                .hasSize(1);
        assertThat(given().queryParam("prefix", "10_% " + word)
                        .get("/v1/bylines")
                        .jsonPath()
                        .getList("items"))
                .isEmpty();
    }

    @Test
    void longestNamesCanBePagedPast() {
        String start = "龍" + unique("x");
        newsroom.article()
                .by(start + "a" + "龍".repeat(190))
                .by(start + "b" + "龍".repeat(190))
                .save();

        String next = given().queryParam("prefix", start)
                .queryParam("limit", 1)
                .get("/v1/bylines")
                .jsonPath()
                .getString("page.next");
        assertThat(next).isNotNull();
        given().queryParam("prefix", start)
                .queryParam("limit", 1)
                .queryParam("cursor", next)
                .get("/v1/bylines")
                .then()
                .statusCode(200);
    }

    @Test
    void bylinesArePagedByNameInBothDirections() {
        String start = unique("quorum");
        List<String> names = new ArrayList<>();
        for (char c = 'a'; c < 'h'; c++) {
            names.add(start + " " + c);
            newsroom.article().by(start + " " + c).save();
        }
        List<String> seen = new ArrayList<>();
        JsonPath page = given().queryParam("prefix", start)
                .queryParam("limit", 3)
                .get("/v1/bylines")
                .jsonPath();
        seen.addAll(page.getList("items.name"));
        while (page.getString("page.next") != null) {
            page = given().queryParam("prefix", start)
                    .queryParam("limit", 3)
                    .queryParam("cursor", page.getString("page.next"))
                    .get("/v1/bylines")
                    .jsonPath();
            seen.addAll(page.getList("items.name"));
        }
        assertThat(seen).isEqualTo(names);
        page = given().queryParam("prefix", start)
                .queryParam("limit", 3)
                .queryParam("cursor", page.getString("page.previous"))
                .get("/v1/bylines")
                .jsonPath();
        assertThat(page.<String>getList("items.name")).isEqualTo(names.subList(3, 6));
    }

    @Test
    void tagsAreFoundByTypeAndByTheBeginningOfTheirName() {
        String name = unique("harbour");
        newsroom.article()
                .tagged(TagType.PLACE, name)
                .tagged(TagType.TOPIC, name)
                .save();

        assertThat(given().queryParam("prefix", name).get("/v1/tags").jsonPath().<String>getList("items.type"))
                .containsExactly("place", "topic");
        assertThat(given().queryParam("prefix", name)
                        .queryParam("type", "topic")
                        .get("/v1/tags")
                        .jsonPath()
                        .<String>getList("items.slug"))
                .containsExactly(name);
        given().get("/v1/tags/place/{slug}", name).then().statusCode(200).body("slug", equalTo(name));
        given().get("/v1/tags/story/{slug}", name).then().statusCode(404);
    }

    @Test
    void tagsArePaged() {
        String start = unique("paging");
        for (int i = 0; i < 5; i++) {
            newsroom.article().tagged(TagType.TOPIC, start + "-" + i).save();
        }
        JsonPath first = given().queryParam("prefix", start)
                .queryParam("limit", 2)
                .get("/v1/tags")
                .jsonPath();
        JsonPath second = given().queryParam("prefix", start)
                .queryParam("limit", 2)
                .queryParam("cursor", first.getString("page.next"))
                .get("/v1/tags")
                .jsonPath();
        assertThat(second.<String>getList("items.slug")).containsExactly(start + "-2", start + "-3");
        assertThat(second.getString("page.previous")).isNotNull();
    }
}
