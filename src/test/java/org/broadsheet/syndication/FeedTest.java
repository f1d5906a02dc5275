package org.broadsheet.syndication;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.broadsheet.fixture.Newsroom.unique;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.emptyString;
import static org.hamcrest.Matchers.equalTo;

import com.rometools.modules.atom.modules.AtomLinkModule;
import com.rometools.modules.mediarss.MediaEntryModule;
import com.rometools.modules.mediarss.MediaModule;
import com.rometools.modules.mediarss.types.MediaContent;
import com.rometools.rome.feed.module.DCModule;
import com.rometools.rome.feed.synd.SyndCategory;
import com.rometools.rome.feed.synd.SyndEntry;
import com.rometools.rome.feed.synd.SyndFeed;
import com.rometools.rome.feed.synd.SyndPerson;
import com.rometools.rome.io.SyndFeedInput;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.io.StringReader;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.broadsheet.article.Article;
import org.broadsheet.article.Correction;
import org.broadsheet.changes.ChangeLog;
import org.broadsheet.fixture.Newsroom;
import org.broadsheet.fixture.TestDatabase;
import org.broadsheet.naming.Slugs;
import org.broadsheet.search.SearchIsOn;
import org.broadsheet.tag.TagType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Feeds, read back by somebody else's reader. */
@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
@TestProfile(SearchIsOn.class)
class FeedTest {

    private static final Instant DAY = Instant.parse("2026-10-02T08:30:00Z");

    @Inject
    Newsroom newsroom;

    @Inject
    ChangeLog log;

    private static Response fetch(String form, String query, Object... params) {
        return given().get("/v1/feeds/" + form + query, params);
    }

    /** What rome makes of it; it throws at what is not well-formed. */
    private static SyndFeed read(Response answer) throws Exception {
        assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(200);
        return new SyndFeedInput().build(new StringReader(answer.asString()));
    }

    private UUID whole(String section, String byline, String tag) {
        return newsroom.article()
                .in(section)
                .headline("Ferries & \"islands\" <at last>")
                .slug("ferries")
                .by(byline)
                .tagged(TagType.PLACE, tag)
                .ledBy("https://images.example/" + section + ".jpg")
                .body("The first boat left at six & never < came back.")
                .corrected(new Correction(DAY.plusSeconds(60), "It was not five."))
                .publishedAt(DAY)
                .updatedAt(DAY.plusSeconds(90))
                .save();
    }

    @Test
    void rssGivesBackWhatWasPublished() throws Exception {
        String section = unique("rss");
        String byline = unique("Ada Rss");
        UUID id = whole(section, byline, section + "-harbour");

        Response answer = fetch("rss", "?section={s}", section);
        SyndFeed feed = read(answer);
        SyndEntry entry = feed.getEntries().getFirst();

        assertThat(answer.contentType()).startsWith("application/rss+xml");
        assertThat(feed.getFeedType()).isEqualTo("rss_2.0");
        assertThat(feed.getTitle()).isEqualTo("The Harbour Ledger: " + section);
        assertThat(feed.getLink()).isEqualTo("https://ledger.example");
        assertThat(feed.getEntries()).hasSize(1);
        assertThat(entry.getUri()).isEqualTo("urn:uuid:" + id);
        assertThat(entry.getTitle()).isEqualTo("Ferries & \"islands\" <at last>");
        assertThat(entry.getLink()).isEqualTo("https://ledger.example/" + section + "/2026/10/02/ferries");
        assertThat(entry.getPublishedDate()).isEqualTo(DAY);
        assertThat(((DCModule) entry.getModule(DCModule.URI)).getCreators()).containsExactly(byline);
        assertThat(entry.getCategories()).extracting(SyndCategory::getName).containsExactly(section + "-harbour");
        assertThat(entry.getContents().getFirst().getValue())
                .contains("<p>The first boat left at six &amp; never &lt; came back.</p>")
                .contains("Correction, 2026-10-02: It was not five.");
        assertThat(entry.getDescription().getValue()).contains("Standfirst of").contains("It was not five.");
        assertThat(answer.asString()).contains("<atom:updated>2026-10-02T08:31:30Z</atom:updated>");
        MediaContent picture = ((MediaEntryModule) entry.getModule(MediaModule.URI)).getMediaContents()[0];
        assertThat(picture.getReference()).hasToString("https://images.example/" + section + ".jpg");
        assertThat(picture.getWidth()).isEqualTo(1600);
        assertThat(((AtomLinkModule) feed.getModule(AtomLinkModule.URI))
                        .getLinks()
                        .getFirst()
                        .getRel())
                .isEqualTo("self");
        assertThat(answer.asString()).contains("isPermaLink=\"false\"").doesNotContain("localhost");
    }

    @Test
    void atomGivesBackWhatWasPublished() throws Exception {
        String section = unique("atom");
        String byline = unique("Ada Atom");
        UUID id = whole(section, byline, section + "-harbour");

        Response answer = fetch("atom", "?section={s}", section);
        SyndFeed feed = read(answer);
        SyndEntry entry = feed.getEntries().getFirst();

        assertThat(answer.contentType()).startsWith("application/atom+xml");
        assertThat(feed.getFeedType()).isEqualTo("atom_1.0");
        assertThat(feed.getUri()).startsWith("urn:uuid:");
        assertThat(feed.getPublishedDate()).isEqualTo(DAY.plusSeconds(90));
        assertThat(entry.getUri()).isEqualTo("urn:uuid:" + id);
        assertThat(entry.getTitle()).isEqualTo("Ferries & \"islands\" <at last>");
        assertThat(entry.getLink()).isEqualTo("https://ledger.example/" + section + "/2026/10/02/ferries");
        assertThat(entry.getPublishedDate()).isEqualTo(DAY);
        assertThat(entry.getUpdatedDate()).isEqualTo(DAY.plusSeconds(90));
        assertThat(entry.getAuthors()).extracting(SyndPerson::getName).containsExactly(byline);
        assertThat(entry.getContents().getFirst().getValue())
                .contains("<p>The first boat left at six &amp; never &lt; came back.</p>")
                .contains("It was not five.");
    }

    @Test
    void jsonGivesBackWhatWasPublished() {
        String section = unique("json");
        String byline = unique("Ada Json");
        UUID id = whole(section, byline, section + "-harbour");

        Response answer = fetch("json", "?section={s}", section);
        JsonPath feed = answer.jsonPath();

        assertThat(answer.contentType()).startsWith("application/feed+json");
        assertThat(feed.getString("version")).isEqualTo("https://jsonfeed.org/version/1.1");
        assertThat(feed.getString("items[0].id")).isEqualTo("urn:uuid:" + id);
        assertThat(feed.getString("items[0].url"))
                .isEqualTo("https://ledger.example/" + section + "/2026/10/02/ferries");
        assertThat(feed.getString("items[0].title")).isEqualTo("Ferries & \"islands\" <at last>");
        assertThat(feed.getString("items[0].content_html")).contains("at six &amp; never &lt; came back.</p>");
        assertThat(feed.getString("items[0].date_published")).isEqualTo("2026-10-02T08:30:00Z");
        assertThat(feed.getString("items[0].date_modified")).isEqualTo("2026-10-02T08:31:30Z");
        assertThat(feed.getString("items[0].authors[0].name")).isEqualTo(byline);
        assertThat(feed.getString("items[0].image")).isEqualTo("https://images.example/" + section + ".jpg");
        assertThat(feed.getString("items[0]._broadsheet.corrections[0].text")).isEqualTo("It was not five.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"rss", "atom"})
    void summaryHasNoBody(String form) throws Exception {
        String section = unique("short");
        whole(section, unique("Ada Short"), section);

        Response answer = fetch(form, "?section={s}&content=summary", section);
        assertThat(answer.asString()).doesNotContain("The first boat").contains("Standfirst of", "It was not five.");
        read(answer);
        JsonPath json = fetch("json", "?section={s}&content=summary", section).jsonPath();
        assertThat(json.getString("items[0].content_html")).isNull();
        assertThat(json.getString("items[0].content_text")).contains("Standfirst of");
    }

    @ParameterizedTest
    @ValueSource(strings = {"rss", "atom"})
    void nextLeadsThroughAllOfIt(String form) throws Exception {
        String section = unique("paged");
        List<String> published = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            published.addFirst("urn:uuid:"
                    + newsroom.article()
                            .in(section)
                            .publishedAt(DAY.plusSeconds(i))
                            .save());
        }

        List<String> read = new ArrayList<>();
        String next = "/v1/feeds/" + form + "?limit=2&section=" + section;
        for (int page = 0; next != null && page < 10; page++) {
            SyndFeed feed = read(given().urlEncodingEnabled(false).get(next));
            feed.getEntries().forEach(entry -> read.add(entry.getUri()));
            next = next(feed);
        }
        assertThat(read).isEqualTo(published);
    }

    private static String next(SyndFeed feed) {
        AtomLinkModule module = (AtomLinkModule) feed.getModule(AtomLinkModule.URI);
        return java.util.stream.Stream.concat(
                        feed.getLinks().stream().map(link -> List.of("" + link.getRel(), link.getHref())),
                        module == null
                                ? java.util.stream.Stream.empty()
                                : module.getLinks().stream().map(link -> List.of("" + link.getRel(), link.getHref())))
                .filter(link -> link.getFirst().equals("next"))
                .map(List::getLast)
                .findFirst()
                .orElse(null);
    }

    @Test
    void feedOfABylineOfATagAndOfASearch() throws Exception {
        String byline = unique("Ivo Search");
        String word = unique("quokka");
        UUID id = newsroom.article()
                .by(byline)
                .tagged(TagType.TOPIC, word)
                .headline("About " + word)
                .save();
        String urn = "urn:uuid:" + id;

        given().header("Broadsheet-Min-Seq", log.head())
                .get("/v1/feeds/rss?q={w}", word)
                .then()
                .statusCode(200);
        for (Response answer : List.of(
                fetch("rss", "?byline={b}", Slugs.of(byline)),
                fetch("rss", "?tag=topic/{t}", word),
                fetch("rss", "?q={w}", word))) {
            assertThat(read(answer).getEntries()).extracting(SyndEntry::getUri).containsExactly(urn);
        }
    }

    @Test
    void identifierOutlivesHeadlineAndDate() throws Exception {
        String section = unique("stable");
        newsroom.article().called(section).in(section).headline("First").save();
        String before = read(fetch("atom", "?section={s}", section))
                .getEntries()
                .getFirst()
                .getUri();
        newsroom.article()
                .called(section)
                .in(section)
                .headline("Second")
                .slug("second")
                .save();
        SyndEntry after =
                read(fetch("atom", "?section={s}", section)).getEntries().getFirst();

        assertThat(after.getTitle()).isEqualTo("Second");
        assertThat(after.getUri()).isEqualTo(before);
    }

    @ParameterizedTest
    @ValueSource(strings = {"rss", "atom", "json"})
    void whatIsKilledIsGoneFromItAndNamedToBeDeleted(String form) throws Exception {
        String section = unique("killed");
        UUID id = newsroom.article().in(section).headline("Wrong " + section).save();
        String etag = fetch(form, "?section={s}", section).header("ETag");
        assertThat(fetch(form, "?section={s}", section).asString()).contains("urn:uuid:" + id);

        newsroom.takeDown(id, Article.Takedown.KILLED, "Wrong.");
        Response answer = given().header("If-None-Match", etag).get("/v1/feeds/" + form + "?section={s}", section);
        answer.then().statusCode(200).body(org.hamcrest.Matchers.not(containsString("Wrong " + section)));
        if (form.equals("json")) {
            assertThat(answer.jsonPath().getList("items")).isEmpty();
            assertThat(answer.jsonPath().getList("_broadsheet.deleted.id")).containsExactly("urn:uuid:" + id);
            assertThat(answer.jsonPath().getList("_broadsheet.deleted.reason")).containsExactly("Wrong.");
        } else {
            assertThat(read(answer).getEntries()).isEmpty();
            assertThat(answer.asString())
                    .containsPattern("<at:deleted-entry [^>]*ref=\"urn:uuid:" + id + "\" when=\"[^\"]+Z\"><at:comment>"
                            + "Wrong\\.</at:comment></at:deleted-entry>");
        }
        String other = unique("unharmed");
        newsroom.article().in(other).save();
        assertThat(fetch(form, "?section={s}", other).asString()).doesNotContain(id.toString());
    }

    @ParameterizedTest
    @ValueSource(strings = {"rss", "atom", "json"})
    void whatHasNotChangedIsNotSentAgain(String form) {
        String section = unique("conditional");
        UUID id = newsroom.article().in(section).save();
        Response answer = fetch(form, "?section={s}", section);

        assertThat(answer.header("Surrogate-Key").split(" "))
                .contains("article:" + id)
                .anyMatch(key -> key.startsWith("in:section:"));
        assertThat(answer.header("Broadsheet-Seq")).isNotNull();
        assertThat(answer.header("Link")).contains("rel=\"self\"", "rel=\"first\"");
        given().header("If-None-Match", answer.header("ETag"))
                .header("Accept", "text/html")
                .get("/v1/feeds/" + form + "?section={s}", section)
                .then()
                .statusCode(304)
                .body(emptyString());
    }

    @Test
    void listsSayWhereTheirFeedsAre() {
        String section = unique("found");
        newsroom.article().in(section).by(unique("Ola Found")).save();

        assertThat(given().get("/v1/articles?limit=1&section={s}", section).header("Link"))
                .contains("</v1/feeds/rss?section=" + section + ">; rel=\"alternate\"; type=\"application/rss+xml\"")
                .contains("</v1/feeds/atom?section=" + section + ">")
                .contains("</v1/feeds/json?section=" + section + ">")
                .contains("rel=\"first\"");
        assertThat(given().get("/v1/sections/{s}", section).header("Link"))
                .contains("</v1/feeds/rss?section=" + section + ">");
    }

    @Test
    void parametersAreChecked() {
        given().get("/v1/feeds/rss?limit=101").then().statusCode(400).body("errors[0].parameter", equalTo("limit"));
        given().get("/v1/feeds/atom?content=half")
                .then()
                .statusCode(400)
                .body("errors[0].parameter", equalTo("content"));
        given().get("/v1/feeds/json?sort=oldest").then().statusCode(400).body("errors[0].parameter", equalTo("sort"));
        given().get("/v1/feeds/rss?section=nowhere").then().statusCode(400);
        String cursor = given().get("/v1/articles?limit=1").jsonPath().getString("page.next");
        if (cursor != null) {
            given().get("/v1/feeds/rss?cursor={c}", cursor).then().statusCode(400);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"rss", "atom"})
    void whatXmlHasNoPlaceForIsNotInATitle(String form) throws Exception {
        assertThat(read(given().urlEncodingEnabled(false).get("/v1/feeds/" + form + "?q=quag%EF%BF%BFga"))
                        .getTitle())
                .isEqualTo("The Harbour Ledger: quagga");
    }

    @Test
    void emptyFeedIsAFeed() throws Exception {
        String section = unique("empty");
        newsroom.article().in(section).draft().save();

        assertThat(read(fetch("rss", "?section={s}", section)).getEntries()).isEmpty();
        assertThat(read(fetch("atom", "?section={s}", section)).getEntries()).isEmpty();
        assertThat(fetch("json", "?section={s}", section).jsonPath().getList("items"))
                .isEmpty();
    }
}
