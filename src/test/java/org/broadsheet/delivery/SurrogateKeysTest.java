package org.broadsheet.delivery;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.broadsheet.fixture.Newsroom.unique;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.broadsheet.fixture.Newsroom;
import org.broadsheet.fixture.TestDatabase;
import org.broadsheet.naming.Slugs;
import org.broadsheet.tag.TagType;
import org.junit.jupiter.api.Test;

/** What answers depend on beyond what they show, by docs/decisions/0012. */
@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class SurrogateKeysTest {

    @Inject
    Newsroom newsroom;

    private static List<String> keys(String path, Object... params) {
        return List.of(given().get(path, params).header("Surrogate-Key").split(" "));
    }

    private static Stream<String> kinds(List<String> keys) {
        return keys.stream().map(key -> key.replaceAll(":?[0-9a-f-]{36}$", ""));
    }

    @Test
    void articleDependsOnTranslationsThatMayComeWhenItShowsThem() {
        UUID id = newsroom.article().save();
        assertThat(kinds(keys("/v1/articles/{id}", id))).contains("in:translations");
        assertThat(kinds(keys("/v1/articles/{id}?fields=headline", id))).containsExactly("article");
    }

    @Test
    void listByIdsDependsOnEachOfThemAndOnNoOtherArticle() {
        UUID id = newsroom.article().save();
        UUID unknown = UUID.randomUUID();
        assertThat(keys("/v1/articles?ids={id},{unknown}&fields=id", id, unknown))
                .containsExactlyInAnyOrder("article:" + id, "article:" + unknown);
    }

    @Test
    void listDependsOnWhatItsFiltersName() {
        String section = unique("named");
        String byline = unique("Ove Lund");
        String tag = unique("named");
        newsroom.article().in(section).by(byline).tagged(TagType.TOPIC, tag).save();

        assertThat(kinds(keys("/v1/articles?section={s}&fields=id", section)))
                .containsExactlyInAnyOrder("sections", "in:section", "article");
        assertThat(kinds(keys("/v1/articles?byline={b}&fields=id", Slugs.of(byline))))
                .containsExactlyInAnyOrder("in:byline", "byline", "article");
        assertThat(kinds(keys("/v1/articles?tag=topic/{t}&fields=id", tag)))
                .containsExactlyInAnyOrder("in:tag", "tag", "article");
        assertThat(kinds(keys("/v1/articles?tag={t}&fields=id", tag)))
                .containsExactlyInAnyOrder("in:tag", "tag", "tags", "article");
        assertThat(kinds(keys("/v1/articles?byline=-{b}&fields=id&limit=1", Slugs.of(byline))))
                .containsExactlyInAnyOrder("articles", "byline", "article");
    }

    @Test
    void frontDependsOnWhatOfItsHeadIsNotToBeSeenYetWithoutNamingIt() {
        String section = unique("fronted");
        UUID first = newsroom.article().in(section).save();
        newsroom.curate(section, List.of(first));
        assertThat(kinds(keys("/v1/sections/{s}/front?fields=id", section)))
                .containsExactlyInAnyOrder("front", "sections", "in:section", "article");

        UUID later = newsroom.article()
                .in(unique("elsewhere"))
                .scheduledFor(newsroom.now().plusSeconds(3600))
                .save();
        newsroom.curate(section, List.of(first, later));

        List<String> keys = keys("/v1/sections/{s}/front?fields=id", section);
        assertThat(keys).contains("articles").doesNotContain("article:" + later);
    }
}
