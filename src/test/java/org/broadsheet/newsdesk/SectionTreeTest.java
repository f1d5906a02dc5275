package org.broadsheet.newsdesk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.broadsheet.fixture.Newsroom.unique;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.broadsheet.fixture.Newsroom;
import org.broadsheet.fixture.TestDatabase;
import org.broadsheet.newsdesk.Keeper.Thing;
import org.junit.jupiter.api.Test;

/** The tree of sections, as editors shape it. */
@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class SectionTreeTest {

    @Inject
    Keeper keeper;

    @Inject
    Newsroom newsroom;

    private Thing section(String name, String parent, int position) {
        return keeper.sections().create(Map.of("name", name, "parent", parent, "position", position));
    }

    @Test
    void everySectionIsListedBeforeThoseUnderItAndThoseBeforeTheNext() {
        Thing top = keeper.sections().create(Map.of("name", unique("tree")));
        Thing late = section("Late", top.slug(), 2);
        Thing early = section("Early", top.id(), 1);
        Thing leaf = section("Leaf", top.slug() + "/late", -5);
        Thing bud = section("Bud", top.slug() + "/early", 9);

        List<String> ids = keeper.sections().list("").jsonPath().getList("items.id");

        assertThat(ids).containsSubsequence(top.id(), early.id(), bud.id(), late.id(), leaf.id());
        assertThat(ids.indexOf(leaf.id()) - ids.indexOf(top.id())).isEqualTo(4);
    }

    @Test
    void sectionCanNotBeMovedToTheTop() {
        Thing top = keeper.sections().create(Map.of("name", unique("above")));
        Thing under = section("Below", top.id(), 0);

        under.patch("{\"parent\": null}").then().statusCode(422).body("errors[0].pointer", equalTo("/parent"));
        under.patch("{\"parent\": \"" + top.slug() + "\", \"name\": \"Beneath\"}")
                .then()
                .statusCode(200);
        under.put(Map.of("name", "Underneath"))
                .then()
                .statusCode(200)
                .body("path", equalTo(top.slug() + "/below"))
                .body("parent", equalTo(top.id()));
    }

    @Test
    void sectionWithACuratedFrontIsNotDeleted() {
        Thing section = keeper.sections().create(Map.of("name", unique("fronted")));
        UUID piece = newsroom.article().save();
        newsroom.curate(section.slug(), List.of(piece));

        section.delete()
                .then()
                .statusCode(409)
                .body("detail", containsString("1 place on its front"))
                .body("errors[0].detail", containsString(piece.toString()));
        newsroom.curate(section.slug(), List.of());
        section.delete().then().statusCode(204);
    }

    @Test
    void parentThatThereIsNotIsNamed() {
        keeper.sections()
                .post(Map.of("name", "Orphan", "parent", unique("nowhere")))
                .then()
                .statusCode(422)
                .body("errors[0].pointer", equalTo("/parent"));
    }
}
