package org.broadsheet.search;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.broadsheet.fixture.Newsroom.unique;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.broadsheet.article.Article;
import org.broadsheet.article.ArticleType;
import org.broadsheet.changes.ChangeLog;
import org.broadsheet.fixture.ArticleBuilder;
import org.broadsheet.fixture.Newsroom;
import org.broadsheet.fixture.TestDatabase;
import org.broadsheet.naming.Ids;
import org.broadsheet.tag.TagType;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
@TestProfile(SearchIsOn.class)
class SearchTest {

    @Inject
    Newsroom newsroom;

    @Inject
    ChangeLog log;

    @Inject
    SearchIndex index;

    @Inject
    PublishedTexts texts;

    @Inject
    EntityManager database;

    private String section;

    @BeforeEach
    void aSectionOfItsOwn() {
        section = unique("searched");
    }

    private ArticleBuilder piece(String name) {
        return newsroom.article().called(section + name).in(section).headline(name);
    }

    /** What the index says when it has come as far as the log. */
    private Response search(Map<String, ?> parameters) {
        return given().header("Broadsheet-Min-Seq", log.head())
                .queryParams(parameters)
                .queryParam("section", section)
                .get("/v1/articles");
    }

    private ValidatableResponse find(String words) {
        return search(Map.of("q", words)).then().statusCode(200);
    }

    @Test
    void wordsAreFoundInHeadlineStandfirstAndBody() {
        piece("Ferries return").body("The first boat left at six.").save();
        piece("Council sits").body("The ferries were not on its agenda.").save();
        piece("Goats").save();

        find("ferries").body("items.headline", containsInAnyOrder("Ferries return", "Council sits"));
        find("standfirst").body("items", org.hamcrest.Matchers.hasSize(3));
    }

    @ParameterizedTest
    @CsvSource({
        "en, Ferries were cancelled, ferry cancelling",
        "de, Die Häuser am Hafen, haus",
        "fr, L'avion des marins, avion marin",
        "es, Los barcos del puerto, barco puertos",
        "pl, Statki w porcie, statki",
    })
    void wordsAreFoundInAllTheirForms(String language, String headline, String words) {
        piece(headline).inLanguage(language).save();
        piece("Something else").inLanguage(language).save();

        find(words).body("items.headline", contains(headline));
    }

    @ParameterizedTest
    @ValueSource(strings = {"CAFÉ", "cafe", "Café", "café"})
    void accentsAndCaseMakeNoDifference(String typed) {
        piece("A café by the quay").save();

        find(typed).body("items", org.hamcrest.Matchers.hasSize(1));
    }

    /** Some keyboards send an accent apart from its letter, and some a space of their own. */
    @Test
    void letterAndAccentApartAreOneAndAnySpaceDividesWords() {
        piece("Gr\u00fcne M\u00f6wen \u00fcber Osterey").save();
        piece("Gru\u0308ne Mo\u0308wen u\u0308ber dem Hafen").save();

        for (String typed : new String[] {
            "M\u00f6wen", "Mo\u0308wen", "mowen", "mowen\u3000gr\u00fcne", "gru\u0308ne\u00a0mo\u0308wen"
        }) {
            find(typed).body("items", org.hamcrest.Matchers.hasSize(2));
        }
        search(Map.of("q", "mowen", "highlight", "true"))
                .then()
                .body(
                        "items.highlights.headline",
                        org.hamcrest.Matchers.everyItem(containsString("<mark>M\u00f6wen</mark>")));
    }

    @Test
    void aPhraseIsFoundAsItStands() {
        piece("The outer islands vote").save();
        piece("Islands of the outer strait").save();

        find("\"outer islands\"").body("items.headline", contains("The outer islands vote"));
    }

    @Test
    void namesAreKeptWhole() {
        piece("One").by("Ann Banks").save();
        piece("Two").by("Tom Bank").save();

        find("byline:banks").body("items.headline", contains("One"));
        find("byline:bank").body("items.headline", contains("Two"));
    }

    @Test
    void operatorsMeanWhatTheySay() {
        piece("Ferries and a strike").save();
        piece("Ferries and goats").save();
        piece("Goats alone").save();

        find("ferries AND goats").body("items.headline", contains("Ferries and goats"));
        find("strike OR alone").body("items.headline", containsInAnyOrder("Ferries and a strike", "Goats alone"));
        find("ferries -strike").body("items.headline", contains("Ferries and goats"));
        find("ferries NOT goats").body("items.headline", contains("Ferries and a strike"));
        find("-ferries").body("items.headline", contains("Goats alone"));
        find("goat*").body("items", org.hamcrest.Matchers.hasSize(2));
        find("(strike OR alone) AND goats").body("items.headline", contains("Goats alone"));
    }

    @Test
    void aFieldNarrowsAWordDown() {
        String tag = unique("harbour");
        piece("Lindqvist wins").save();
        piece("Nothing").by("Ada Lindqvist").tagged(TagType.TOPIC, tag).save();

        find("headline:lindqvist").body("items.headline", contains("Lindqvist wins"));
        find("byline:lindqvist").body("items.headline", contains("Nothing"));
        find("tag:\"" + tag + "\"").body("items.headline", contains("Nothing"));
        find("lindqvist").body("items", org.hamcrest.Matchers.hasSize(2));
    }

    @Test
    void filtersGoTogetherWithWords() {
        Instant now = newsroom.now();
        piece("Ferries one").by("Ann Lee").ofType(ArticleType.OPINION).save();
        piece("Ferries two")
                .inLanguage("de-AT")
                .publishedAt(now.minus(Duration.ofDays(40)))
                .save();

        search(Map.of("q", "ferries", "type", "opinion")).then().body("items.headline", contains("Ferries one"));
        search(Map.of("q", "ferries", "type", "-opinion")).then().body("items.headline", contains("Ferries two"));
        search(Map.of("q", "ferries", "byline", "ann-lee")).then().body("items.headline", contains("Ferries one"));
        search(Map.of("q", "ferries", "language", "de")).then().body("items.headline", contains("Ferries two"));
        search(Map.of(
                        "q",
                        "ferries",
                        "publishedAfter",
                        now.minus(Duration.ofDays(2)).toString()))
                .then()
                .body("items.headline", contains("Ferries one"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"relevance", "newest", "oldest", "updated"})
    void pagesHoldEachArticleOnceInEveryOrder(String sort) {
        for (int i = 0; i < 11; i++) {
            piece("Ferries " + "ferries ".repeat(i % 3) + i)
                    .publishedAt(newsroom.now().minus(Duration.ofHours(5 + i % 4)))
                    .save();
        }
        List<String> whole = search(Map.of("q", "ferries", "sort", sort, "limit", 50))
                .jsonPath()
                .getList("items.id");
        List<String> paged = new ArrayList<>();
        Response page = search(Map.of("q", "ferries", "sort", sort, "limit", 3));
        paged.addAll(page.jsonPath().getList("items.id"));
        String before = null;
        while (page.jsonPath().get("page.next") != null) {
            page = search(Map.of(
                    "q",
                    "ferries",
                    "sort",
                    sort,
                    "limit",
                    3,
                    "cursor",
                    page.jsonPath().getString("page.next")));
            paged.addAll(page.jsonPath().getList("items.id"));
            before = page.jsonPath().getString("page.previous");
        }

        assertThat(whole).hasSize(11);
        assertThat(paged).containsExactlyElementsOf(whole);
        assertThat(search(Map.of("q", "ferries", "sort", sort, "limit", 3, "cursor", before))
                        .jsonPath()
                        .<String>getList("items.id"))
                .containsExactlyElementsOf(whole.subList(6, 9));
    }

    @Test
    void whatIsNewGoesBeforeWhatIsAsGoodAndOld() {
        piece("Ferries again")
                .publishedAt(newsroom.now().minus(Duration.ofDays(900)))
                .save();
        piece("Ferries again ")
                .publishedAt(newsroom.now().minus(Duration.ofHours(1)))
                .save();

        List<String> dates = find("ferries").extract().jsonPath().getList("items.publishedAt");
        assertThat(dates).hasSize(2).isSortedAccordingTo(java.util.Comparator.reverseOrder());
    }

    @Test
    void theWholeResultIsCounted() {
        piece("Ferries one").save();
        piece("Ferries two").save();

        search(Map.of("q", "ferries", "count", "exact", "limit", 1)).then().body("page.total", equalTo(2));
    }

    @Test
    void facetsCountTheWholeResultEachWithoutItsOwnFilter() {
        String tag = unique("port");
        String word = unique("gannets").replace("-", "");
        piece("Ferries one " + word)
                .ofType(ArticleType.OPINION)
                .tagged(TagType.TOPIC, tag)
                .save();
        piece("Ferries two " + word).save();
        newsroom.article()
                .called(section + "deep")
                .in(section + "/deep")
                .headline("Ferries three " + word)
                .save();

        search(Map.of("q", word, "facets", "section,type,tag,month", "type", "opinion", "limit", 1))
                .then()
                .body("items", org.hamcrest.Matchers.hasSize(1))
                .body("facets.type.value", contains("article", "opinion"))
                .body("facets.type.count", contains(2, 1))
                .body("facets.section.find { it.value == '" + section + "' }.count", equalTo(1))
                .body("facets.tag.value", contains("topic/" + tag))
                .body("facets.month", org.hamcrest.Matchers.hasSize(1))
                .body("facets.byline", nullValue());
        search(Map.of("q", word, "facets", "section"))
                .then()
                .body("facets.section.find { it.value == '" + section + "' }.count", equalTo(3))
                .body("facets.section.find { it.value == '" + section + "/deep' }.count", equalTo(1));
        // also without words
        search(Map.of("facets", "type")).then().body("facets.type.value", contains("article", "opinion"));
    }

    @Test
    void marksShowWhereItStands() {
        piece("Ferries & goats").body("A boat. The ferry is <late>.").save();

        search(Map.of("q", "ferries", "highlight", true, "fields", "headline"))
                .then()
                .body("items[0].highlights.headline", equalTo("<mark>Ferries</mark> &amp; goats"))
                .body("items[0].highlights.text", contains("The <mark>ferry</mark> is &lt;late&gt;."))
                .body("items[0].body", nullValue());
    }

    @Test
    void aWordThatNobodyWroteLeadsToOneThatSomebodyDid() {
        piece("Zeppelins return").save();

        find("zepelins").body("items", empty()).body("didYouMean", equalTo("zeppelins"));
        find("zeppelins").body("didYouMean", nullValue());
    }

    @Test
    void whatChangesIsFoundAsItIsNowAndWhatIsKilledIsNotFoundAnyMore() {
        ArticleBuilder builder = piece("Ferries return");
        var id = builder.save();
        find("ferries").body("items.id", hasItem(id.toString()));

        builder.headline("Boats return").body("No more of that.").save();
        find("ferries").body("items", empty());
        find("boats").body("items.id", contains(id.toString()));

        newsroom.takeDown(id, Article.Takedown.KILLED, "Wrong.");
        find("boats").body("items", empty());
    }

    /** The index is behind the log for a moment; what it gives is looked up before it is shown. */
    @Test
    void whatTheIndexStillHasIsNotShown() {
        long before = log.head();
        var id = piece("Zyzzyva lands").save();
        find("zyzzyva").body("items.id", contains(id.toString()));
        List<IndexedArticle> ghosts = texts.after(before, 100).articles();
        assertThat(ghosts).extracting(IndexedArticle::getId).contains(id.toString());
        newsroom.takeDown(id, Article.Takedown.KILLED, "Wrong.");
        find("zyzzyva").body("items", empty());

        ArticleIndex open = index.open().orElseThrow();
        open.apply(ghosts, List.of(), log.head());
        try {
            assertThat(search(Map.of("q", "zyzzyva", "count", "exact"))
                            .jsonPath()
                            .getInt("page.total"))
                    .as("the index has it again")
                    .isEqualTo(1);
            search(Map.of("q", "zyzzyva", "highlight", "true"))
                    .then()
                    .statusCode(200)
                    .body("items", empty());
            given().get("/v1/suggest?q=zyzz").then().body("items", empty());
        } finally {
            open.apply(List.of(), List.of(id), log.head());
        }
    }

    @Test
    void aPageByDateGoesOnAfterPiecesOfTheSameMoment() {
        Instant moment = newsroom.now().minusSeconds(60);
        for (int i = 0; i < 7; i++) {
            piece("Ferries " + i).publishedAt(moment).save();
        }
        List<String> seen = new ArrayList<>();
        String cursor = null;
        do {
            Map<String, Object> asked = new HashMap<>(Map.of("q", "ferries", "sort", "newest", "limit", 2));
            if (cursor != null) {
                asked.put("cursor", cursor);
            }
            var page = search(asked).jsonPath();
            seen.addAll(page.getList("items.headline"));
            cursor = page.getString("page.next");
        } while (cursor != null);
        assertThat(seen).hasSize(7).doesNotHaveDuplicates();
    }

    @Test
    void numbersOfIdsAreTheSameInTheDatabase() {
        UUID id = piece("Numbered").save();

        assertThat(database.createNativeQuery("select id_number(:id)", Long.class)
                        .setParameter("id", id)
                        .getSingleResult())
                .isEqualTo(Ids.number(id));
    }

    @Test
    void theAnswerSaysAsOfWhichChangeItIs() {
        piece("Ferries return").save();
        long head = log.head();

        assertThat(Long.parseLong(search(Map.of("q", "ferries")).header("Broadsheet-Seq")))
                .isGreaterThanOrEqualTo(head);
    }

    @Test
    void whatGoesTogetherOnlyIsRefusedAlone() {
        given().get("/v1/articles?sort=relevance").then().statusCode(400).body("errors[0].parameter", equalTo("sort"));
        given().get("/v1/articles?highlight=true")
                .then()
                .statusCode(400)
                .body("errors[0].parameter", equalTo("highlight"));
        given().get("/v1/articles?facets=sections")
                .then()
                .statusCode(400)
                .body("detail", org.hamcrest.Matchers.containsString("Did you mean 'section'?"));
        given().get("/v1/articles?q=a&highlight=yes").then().statusCode(400);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "the of and to",
                "!!!",
                "*:*",
                "colour:red",
                "\"",
                "a* OR b*",
                "/[a-z]{1,9}(x+x+)+y/",
                "ctx._source.remove('x')",
                "{\"match_all\":{}}",
                "船 フェリー паром",
                "🚢🚢",
                "word~10000 AND _id:*",
                "((((((((((ferries",
                "-a -b -c",
            })
    void whateverIsTypedIsAnswered(String typed) {
        piece("Ferries return").save();

        find(typed);
    }

    @Test
    void tooMuchOfItIsRefused() {
        given().queryParam("q", "x".repeat(10_000)).get("/v1/articles").then().statusCode(400);
        given().queryParam("q", "word ".repeat(70))
                .get("/v1/articles")
                .then()
                .statusCode(400)
                .body("errors[0].parameter", equalTo("q"));
        given().queryParam("q", "(".repeat(1000)).get("/v1/articles").then().statusCode(200);
    }

    @Test
    void aCursorOfOtherWordsIsRefused() {
        piece("Ferries one").save();
        piece("Ferries two").save();
        String cursor = search(Map.of("q", "ferries", "limit", 1)).jsonPath().getString("page.next");

        search(Map.of("q", "ferry", "limit", 1, "cursor", cursor))
                .then()
                .statusCode(400)
                .body("errors[0].parameter", equalTo("cursor"));
    }
}
