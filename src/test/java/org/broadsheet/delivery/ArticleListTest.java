package org.broadsheet.delivery;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.broadsheet.fixture.Newsroom.unique;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.broadsheet.article.ArticleType;
import org.broadsheet.fixture.Newsroom;
import org.broadsheet.fixture.TestDatabase;
import org.broadsheet.tag.TagType;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class ArticleListTest {

    @Inject
    Newsroom newsroom;

    private static JsonPath list(Object... params) {
        var request = given();
        for (int i = 0; i < params.length; i += 2) {
            request.queryParam((String) params[i], params[i + 1] instanceof List<?> all ? all : List.of(params[i + 1]));
        }
        return request.get("/v1/articles").then().statusCode(200).extract().jsonPath();
    }

    private static List<String> ids(JsonPath list) {
        return list.getList("items.id");
    }

    private static String[] text(UUID... ids) {
        return List.of(ids).stream().map(UUID::toString).toArray(String[]::new);
    }

    @Test
    void sectionFindsItsArticlesAndThoseOfTheSectionsUnderIt() {
        String section = unique("world");
        UUID here = newsroom.article().in(section).save();
        UUID below = newsroom.article().in(section + "/europe").save();
        UUID deeper = newsroom.article().in(section + "/europe/alps").save();
        newsroom.article().in(section + "ly").save();

        assertThat(ids(list("section", section))).containsExactlyInAnyOrder(text(here, below, deeper));
        assertThat(ids(list("section", section + "/europe"))).containsExactlyInAnyOrder(text(below, deeper));
    }

    @Test
    void sectionsCanBeListedAndLeftOut() {
        String one = unique("one");
        String two = unique("two");
        UUID first = newsroom.article().in(one).save();
        UUID second = newsroom.article().in(two).save();
        UUID third = newsroom.article().in(two + "/under").save();

        assertThat(ids(list("section", one + "," + two))).containsExactlyInAnyOrder(text(first, second, third));
        assertThat(ids(list("section", one + "," + two + ",-" + two + "/under")))
                .containsExactlyInAnyOrder(text(first, second));
    }

    @Test
    void bylineFindsWhatIsCreditedToIt() {
        String ann = unique("Ann Lee");
        String bo = unique("Bo Ray");
        UUID both = newsroom.article().by(ann, bo).save();
        UUID one = newsroom.article().by(ann).save();
        UUID other = newsroom.article().by(bo).save();
        String annSlug = org.broadsheet.naming.Slugs.of(ann);
        String boSlug = org.broadsheet.naming.Slugs.of(bo);

        assertThat(ids(list("byline", annSlug))).containsExactlyInAnyOrder(text(both, one));
        assertThat(ids(list("byline", annSlug + "," + boSlug))).containsExactlyInAnyOrder(text(both, one, other));
        assertThat(ids(list("byline", List.of(annSlug, boSlug)))).containsExactly(text(both));
        assertThat(ids(list("byline", List.of(annSlug, "-" + boSlug)))).containsExactly(text(one));
    }

    @Test
    void tagsCanBeAnyAllOrNone() {
        String sea = unique("sea");
        String war = unique("war");
        UUID both = newsroom.article()
                .tagged(TagType.TOPIC, sea)
                .tagged(TagType.TOPIC, war)
                .save();
        UUID seaOnly = newsroom.article().tagged(TagType.TOPIC, sea).save();
        UUID warOnly = newsroom.article().tagged(TagType.TOPIC, war).save();

        assertThat(ids(list("tag", sea + "," + war))).containsExactlyInAnyOrder(text(both, seaOnly, warOnly));
        assertThat(ids(list("tag", List.of(sea, war)))).containsExactly(text(both));
        assertThat(ids(list("tag", List.of(sea, "-" + war)))).containsExactly(text(seaOnly));
        assertThat(ids(list("tag", "topic/" + sea + ",-topic/" + war))).containsExactly(text(seaOnly));
    }

    @Test
    void tagSlugAloneFindsEveryTypeAndWithItsTypeOnlyOne() {
        String name = unique("sandholm");
        UUID place = newsroom.article().tagged(TagType.PLACE, name).save();
        UUID story = newsroom.article().tagged(TagType.STORY, name).save();

        assertThat(ids(list("tag", name))).containsExactlyInAnyOrder(text(place, story));
        assertThat(ids(list("tag", "story/" + name))).containsExactly(text(story));
    }

    @Test
    void typeAndLanguageNarrowTheList() {
        String section = unique("types");
        UUID brief = newsroom.article()
                .in(section)
                .ofType(ArticleType.BRIEF)
                .inLanguage("de")
                .save();
        UUID british = newsroom.article()
                .in(section)
                .ofType(ArticleType.OPINION)
                .inLanguage("en-GB")
                .save();
        UUID english = newsroom.article().in(section).inLanguage("en").save();

        assertThat(ids(list("section", section, "type", "brief"))).containsExactly(text(brief));
        assertThat(ids(list("section", section, "type", "brief,opinion")))
                .containsExactlyInAnyOrder(text(brief, british));
        assertThat(ids(list("section", section, "type", "-brief"))).containsExactlyInAnyOrder(text(british, english));
        assertThat(ids(list("section", section, "language", "en"))).containsExactlyInAnyOrder(text(british, english));
        assertThat(ids(list("section", section, "language", "EN-gb"))).containsExactly(text(british));
        assertThat(ids(list("section", section, "language", "-en"))).containsExactly(text(brief));
    }

    @Test
    void datesNarrowTheListWithoutTheirEdges() {
        String section = unique("dates");
        Instant first = Instant.parse("2026-03-01T10:00:00Z");
        Instant second = Instant.parse("2026-03-02T10:00:00Z");
        UUID early = newsroom.article()
                .in(section)
                .publishedAt(first)
                .updatedAt(second)
                .save();
        UUID late = newsroom.article()
                .in(section)
                .publishedAt(second)
                .updatedAt(second.plusSeconds(60))
                .save();

        assertThat(ids(list("section", section, "publishedAfter", "2026-03-01T10:00:00Z")))
                .containsExactly(text(late));
        assertThat(ids(list("section", section, "publishedAfter", "2026-03-01T10:59:59+01:00")))
                .containsExactlyInAnyOrder(text(early, late));
        assertThat(ids(list("section", section, "publishedBefore", "2026-03-02T10:00:00Z")))
                .containsExactly(text(early));
        assertThat(ids(list("section", section, "updatedAfter", "2026-03-02T10:00:00Z")))
                .containsExactly(text(late));
        assertThat(ids(list("section", section, "updatedBefore", "2026-03-02T10:01:00Z")))
                .containsExactly(text(early));
    }

    @Test
    void idsFindTheseAndPassOverWhatIsNotThere() {
        UUID one = newsroom.article().save();
        UUID two = newsroom.article().save();

        assertThat(ids(list("ids", one + "," + two + "," + UUID.randomUUID())))
                .containsExactlyInAnyOrder(text(one, two));
    }

    @Test
    void sortOrdersByDateOrByLastChange() {
        String section = unique("sorted");
        Instant day = Instant.parse("2026-04-01T10:00:00Z");
        UUID old = newsroom.article()
                .in(section)
                .publishedAt(day)
                .updatedAt(day.plusSeconds(900))
                .save();
        UUID mid = newsroom.article()
                .in(section)
                .publishedAt(day.plusSeconds(60))
                .updatedAt(day.plusSeconds(60))
                .save();
        UUID young = newsroom.article()
                .in(section)
                .publishedAt(day.plusSeconds(120))
                .updatedAt(day.plusSeconds(120))
                .save();

        assertThat(ids(list("section", section))).containsExactly(text(young, mid, old));
        assertThat(ids(list("section", section, "sort", "newest"))).containsExactly(text(young, mid, old));
        assertThat(ids(list("section", section, "sort", "oldest"))).containsExactly(text(old, mid, young));
        assertThat(ids(list("section", section, "sort", "updated"))).containsExactly(text(old, young, mid));
    }

    @Test
    void countTellsHowManyThereAre() {
        String section = unique("counted");
        for (int i = 0; i < 3; i++) {
            newsroom.article().in(section).save();
        }

        assertThat(list("section", section, "limit", 1, "count", "exact").getLong("page.total"))
                .isEqualTo(3);
        assertThat(list("section", section, "count", "estimate").getLong("page.total"))
                .isNotNegative();
        assertThat(list("section", section).getMap("page")).doesNotContainKey("total");
    }

    @Test
    void pagesLeadToEachOtherInBothDirections() {
        String section = unique("paged");
        List<String> saved = new ArrayList<>();
        Instant moment = Instant.parse("2026-05-01T10:00:00Z");
        for (int i = 0; i < 7; i++) {
            // three of them at the same moment: ties must not hide or repeat any
            saved.add(newsroom.article()
                    .in(section)
                    .publishedAt(moment.plusSeconds(i / 3))
                    .save()
                    .toString());
        }

        for (String sort : List.of("newest", "oldest", "updated")) {
            List<List<String>> forward = new ArrayList<>();
            JsonPath page = list("section", section, "limit", 3, "sort", sort);
            assertThat(page.getString("page.previous")).isNull();
            forward.add(ids(page));
            String last = null;
            while (page.getString("page.next") != null) {
                last = page.getString("page.next");
                page = list("section", section, "limit", 3, "sort", sort, "cursor", last);
                forward.add(ids(page));
            }
            List<List<String>> back = new ArrayList<>();
            back.addFirst(ids(page));
            while (page.getString("page.previous") != null) {
                page = list("section", section, "limit", 3, "sort", sort, "cursor", page.getString("page.previous"));
                back.addFirst(ids(page));
            }
            assertThat(forward).hasSize(3).isEqualTo(back);
            assertThat(forward.stream().flatMap(List::stream)).containsExactlyInAnyOrderElementsOf(saved);
        }
    }

    @Test
    void linkHeaderHoldsTheSamePagesAndTheyCanBeFollowed() {
        String section = unique("linked");
        newsroom.article().in(section).save();
        newsroom.article().in(section).save();

        String link = given().queryParam("section", section)
                .queryParam("limit", 1)
                .get("/v1/articles")
                .header("Link");
        assertThat(link).contains("rel=\"first\"").contains("rel=\"next\"").doesNotContain("rel=\"prev\"");
        String next = link.replaceAll(".*<([^>]*)>; rel=\"next\".*", "$1");
        String second = given().urlEncodingEnabled(false)
                .get(next)
                .then()
                .statusCode(200)
                .extract()
                .header("Link");
        assertThat(second).contains("rel=\"prev\"").doesNotContain("rel=\"next\"");
    }

    @Test
    void limitAndFieldsMayChangeBetweenPagesButFiltersMayNot() {
        String section = unique("bound");
        newsroom.article().in(section).save();
        newsroom.article().in(section).save();
        String next = list("section", section, "limit", 1).getString("page.next");

        assertThat(ids(list("section", section, "limit", 5, "fields", "id", "cursor", next)))
                .hasSize(1);
        given().queryParam("section", section)
                .queryParam("type", "brief")
                .queryParam("cursor", next)
                .get("/v1/articles")
                .then()
                .statusCode(400);
        given().queryParam("section", section)
                .queryParam("sort", "oldest")
                .queryParam("cursor", next)
                .get("/v1/articles")
                .then()
                .statusCode(400);
    }

    @Test
    void cardsHaveEverythingButTheBodyUnlessItIsAskedFor() {
        UUID id = newsroom.article().by(unique("Cy Dow")).save();

        assertThat(list("ids", id).getMap("items[0]"))
                .containsKeys("id", "headline", "standfirst", "section", "bylines", "tags", "path", "wordCount")
                .doesNotContainKey("body");
        assertThat(list("ids", id, "include", "body").getList("items[0].body")).hasSize(2);
        assertThat(list("ids", id, "include", "body", "body", "text").getString("items[0].body"))
                .isEqualTo("One paragraph.\n\nAnd another.");
    }

    @Test
    void fieldsSelectAndLeaveOut() {
        UUID id = newsroom.article().by(unique("Di Fox")).save();

        assertThat(list("ids", id, "fields", "headline,section.name,bylines.name")
                        .getMap("items[0]"))
                .containsOnlyKeys("headline", "section", "bylines");
        assertThat(list("ids", id, "fields", "section.name").getMap("items[0].section"))
                .containsOnlyKeys("name");
        assertThat(list("ids", id, "fields", "-standfirst,-section.id").getMap("items[0]"))
                .containsKey("headline")
                .doesNotContainKey("standfirst");
        assertThat(list("ids", id, "fields", "-section.id").getMap("items[0].section"))
                .containsOnlyKeys("path", "name");
        assertThat(list("ids", id, "fields", "tags").getMap("items[0]")).containsOnlyKeys("tags");
    }

    /** Bounded: about 400 pages of one, while another thread publishes at the head and in the middle of the past. */
    @Test
    void nothingComesTwiceOrIsMissedWhileArticlesAreBeingPublished() throws Exception {
        String section = unique("busy");
        Instant start = Instant.parse("2026-06-01T10:00:00Z");
        List<String> there = new ArrayList<>();
        for (int i = 0; i < 120; i++) {
            there.add(newsroom.article()
                    .in(section)
                    .publishedAt(start.plusSeconds(i))
                    .save()
                    .toString());
        }
        var saved = new java.util.concurrent.atomic.AtomicInteger();
        var publisher = new java.util.concurrent.FutureTask<>(() -> {
            for (int i = 0; i < 120; i++) {
                saved.incrementAndGet();
                newsroom.article()
                        .in(section)
                        .publishedAt(start.plus(Duration.ofHours(1)).plusSeconds(i))
                        .save();
                newsroom.article()
                        .in(section)
                        .publishedAt(start.plusSeconds(i).plusMillis(500))
                        .save();
            }
            return null;
        });
        Thread.ofVirtual().start(publisher);
        List<String> seen = new ArrayList<>();
        JsonPath page = list("section", section, "limit", 7, "fields", "id");
        int savedAtTheStart = saved.get();
        seen.addAll(ids(page));
        while (page.getString("page.next") != null) {
            page = list("section", section, "limit", 7, "fields", "id", "cursor", page.getString("page.next"));
            seen.addAll(ids(page));
        }
        int savedWhileReading = saved.get() - savedAtTheStart;
        publisher.get();
        assertThat(saved).hasValue(120);
        assertThat(savedWhileReading)
                .as("articles published while the list was being read")
                .isPositive();

        assertThat(seen).doesNotHaveDuplicates().containsAll(there);
    }
}
