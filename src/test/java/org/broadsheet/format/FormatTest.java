package org.broadsheet.format;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.broadsheet.fixture.Newsroom.unique;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.startsWith;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.path.xml.XmlPath;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.UUID;
import org.broadsheet.article.Article;
import org.broadsheet.article.Correction;
import org.broadsheet.fixture.Newsroom;
import org.broadsheet.fixture.TestDatabase;
import org.broadsheet.tag.TagType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Articles in the formats of the trade. That they are as their schemas say, {@code SharedFormatsSuite} holds. */
@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class FormatTest {

    private static final Instant DAY = Instant.parse("2026-10-02T08:30:00Z");

    @Inject
    Newsroom newsroom;

    private String section;
    private String byline;

    private UUID whole() {
        section = unique("format");
        byline = unique("Ada Format");
        return newsroom.article()
                .in(section)
                .headline("Ferries & \"islands\" <at last>")
                .slug("ferries")
                .by(byline)
                .tagged(TagType.PLACE, section + "-harbour")
                .tagged(TagType.PERSON, section + "-skipper")
                .ledBy("https://images.example/" + section + ".jpg")
                .body("The first boat left at six & never < came back.")
                .corrected(new Correction(DAY.plusSeconds(60), "It was not five."))
                .publishedAt(DAY)
                .updatedAt(DAY.plusSeconds(90))
                .save();
    }

    @Test
    void ninjsHasWhatTheArticleHas() {
        UUID id = whole();
        Response answer = given().get("/v1/articles/{id}?format=ninjs", id);
        JsonPath ninjs = answer.jsonPath();

        assertThat(answer.contentType()).startsWith("application/vnd.iptc.ninjs+json");
        assertThat(ninjs.getString("uri")).isEqualTo("urn:uuid:" + id);
        assertThat(ninjs.getString("standard.version")).isEqualTo("3.1");
        assertThat(ninjs.getString("pubStatus")).isEqualTo("usable");
        assertThat(ninjs.getString("representationType")).isEqualTo("full");
        assertThat(ninjs.getString("headlines[0].value")).isEqualTo("Ferries & \"islands\" <at last>");
        assertThat(ninjs.getString("bodies[0].value")).contains("at six &amp; never &lt; came back.</p>");
        assertThat(ninjs.getList("people.name")).containsExactly(byline, section + "-skipper");
        assertThat(ninjs.getList("places.name")).containsExactly(section + "-harbour");
        assertThat(ninjs.getString("subjects[0].literal")).isEqualTo(section);
        assertThat(ninjs.getString("versionCreated")).isEqualTo("2026-10-02T08:31:30Z");
        assertThat(ninjs.getString("descriptions.find { it.role == 'correction' }.value"))
                .isEqualTo("Correction, 2026-10-02: It was not five.");
        assertThat(ninjs.getString("associations[0].renditions[0].href"))
                .isEqualTo("https://images.example/" + section + ".jpg");
        assertThat(ninjs.getString("renditions[0].href"))
                .isEqualTo("https://ledger.example/" + section + "/2026/10/02/ferries");
    }

    @Test
    void jsonLdHasWhatTheArticleHas() {
        UUID id = whole();
        Response answer = given().get("/v1/articles/{id}?format=jsonld", id);
        JsonPath article = answer.jsonPath();

        assertThat(answer.contentType()).startsWith("application/ld+json");
        assertThat(article.getString("'@context'")).isEqualTo("https://schema.org");
        assertThat(article.getString("'@type'")).isEqualTo("NewsArticle");
        assertThat(article.getString("url")).isEqualTo("https://ledger.example/" + section + "/2026/10/02/ferries");
        assertThat(article.getString("headline")).isEqualTo("Ferries & \"islands\" <at last>");
        assertThat(article.getString("articleBody")).isEqualTo("The first boat left at six & never < came back.");
        assertThat(article.getString("datePublished")).isEqualTo("2026-10-02T08:30:00Z");
        assertThat(article.getString("author[0].name")).isEqualTo(byline);
        assertThat(article.getString("publisher.name")).isEqualTo("The Harbour Ledger");
        assertThat(article.getString("correction[0].text")).isEqualTo("It was not five.");
        assertThat(article.getString("about[0].'@type'")).isEqualTo("Place");
    }

    @Test
    void newsMlHasWhatTheArticleHas() {
        UUID id = whole();
        Response answer = given().get("/v1/articles/{id}?format=newsmlg2", id);
        XmlPath item = answer.xmlPath();

        assertThat(answer.contentType()).startsWith("application/vnd.iptc.g2.newsitem+xml");
        assertThat(item.getString("newsItem.@guid")).isEqualTo("urn:uuid:" + id);
        assertThat(item.getString("newsItem.itemMeta.pubStatus.@qcode")).isEqualTo("stat:usable");
        assertThat(item.getString("newsItem.contentMeta.headline")).isEqualTo("Ferries & \"islands\" <at last>");
        assertThat(item.getString("newsItem.contentMeta.creator.name")).isEqualTo(byline);
        assertThat(item.getString("newsItem.contentSet.inlineXML.html.body.p"))
                .isEqualTo("The first boat left at six & never < came back.");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "application/vnd.iptc.ninjs+json | application/vnd.iptc.ninjs+json",
                "application/ld+json | application/ld+json",
                "application/vnd.iptc.g2.newsitem+xml | application/vnd.iptc.g2.newsitem+xml",
                "application/vnd.iptc.ninjs+json, application/json;q=0.5 | application/vnd.iptc.ninjs+json",
                "application/vnd.iptc.ninjs+json;q=0.5, application/json | application/json",
                "*/* | application/json",
                "application/json | application/json"
            })
    void acceptChooses(String accept, String expected) {
        UUID id = newsroom.article().save();
        Response answer = given().accept(accept).get("/v1/articles/{id}", id);

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.contentType()).startsWith(expected);
        assertThat(answer.header("Vary")).contains("Accept,");
    }

    @Test
    void listsComeAsNinjsPageByPage() {
        section = unique("format");
        UUID older = newsroom.article().in(section).publishedAt(DAY).save();
        UUID newer =
                newsroom.article().in(section).publishedAt(DAY.plusSeconds(1)).save();

        JsonPath page = given().accept("application/vnd.iptc.ninjs+json")
                .get("/v1/articles?limit=1&section={s}", section)
                .jsonPath();
        assertThat(page.getList("items.uri")).containsExactly("urn:uuid:" + newer);
        assertThat(page.getString("items[0].representationType")).isEqualTo("partial");
        assertThat(page.getList("items[0].bodies")).isNull();
        given().get(
                        "/v1/articles?format=ninjs&include=body&limit=1&section={s}&cursor={c}",
                        section,
                        page.getString("page.next"))
                .then()
                .statusCode(200)
                .body("items.uri", hasItem("urn:uuid:" + older))
                .body("items[0].representationType", equalTo("full"))
                .body("items[0].bodies[0].value", startsWith("<p>One paragraph."));
    }

    @Test
    void whatIsKilledIsCanceledAndWhatIsGoneIsWithheld() {
        UUID killed = newsroom.article().headline("Wrong").save();
        newsroom.takeDown(killed, Article.Takedown.KILLED, "There was no such race.");
        UUID gone = newsroom.article().save();
        newsroom.takeDown(gone, Article.Takedown.GONE, "Old.");

        Response answer = given().get("/v1/articles/{id}?format=ninjs", killed);
        assertThat(answer.statusCode()).isEqualTo(410);
        assertThat(answer.contentType()).startsWith("application/vnd.iptc.ninjs+json");
        assertThat(answer.jsonPath().getString("uri")).isEqualTo("urn:uuid:" + killed);
        assertThat(answer.jsonPath().getString("pubStatus")).isEqualTo("canceled");
        assertThat(answer.jsonPath().getString("edNote")).isEqualTo("There was no such race.");
        assertThat(answer.asString()).doesNotContain("Wrong");
        given().get("/v1/articles/{id}?format=ninjs", gone)
                .then()
                .statusCode(410)
                .body("pubStatus", equalTo("withheld"));
        given().get("/v1/articles/{id}?format=newsmlg2", killed)
                .then()
                .statusCode(410)
                .body("takedown", equalTo("killed"));
    }

    @Test
    void whatSelectsFieldsDoesNotGoWithThem() {
        UUID id = newsroom.article().save();
        for (String query : new String[] {"fields=headline", "body=html", "include=similar"}) {
            given().get("/v1/articles/" + id + "?format=ninjs&" + query)
                    .then()
                    .statusCode(400)
                    .body("errors[0].parameter", equalTo(query.substring(0, query.indexOf('='))));
        }
        for (String query : new String[] {"fields=headline", "body=html", "facets=section", "include=similar"}) {
            given().get("/v1/articles?format=ninjs&" + query)
                    .then()
                    .statusCode(400)
                    .body("errors[0].parameter", equalTo(query.substring(0, query.indexOf('='))));
        }
        given().accept("application/ld+json, application/json;q=0.5")
                .get("/v1/articles?limit=1")
                .then()
                .statusCode(200)
                .contentType(startsWith("application/json"));
        given().get("/v1/articles?format=newsmlg2")
                .then()
                .statusCode(400)
                .body("errors[0].parameter", equalTo("format"));
        given().get("/v1/articles/{id}?format=nitf", id).then().statusCode(400);
    }

    @Test
    void whatHasNotChangedIsNotSentAgain() {
        UUID id = newsroom.article().save();
        String etag = given().get("/v1/articles/{id}?format=ninjs", id).header("ETag");

        given().header("If-None-Match", etag)
                .get("/v1/articles/{id}?format=ninjs", id)
                .then()
                .statusCode(304);
        assertThat(given().get("/v1/articles/{id}", id).header("ETag")).isNotEqualTo(etag);
    }
}
