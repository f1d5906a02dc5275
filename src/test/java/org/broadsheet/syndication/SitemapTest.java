package org.broadsheet.syndication;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.broadsheet.fixture.Newsroom.unique;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.xml.XmlPath;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.broadsheet.article.Article;
import org.broadsheet.fixture.Newsroom;
import org.broadsheet.fixture.TestDatabase;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class SitemapTest {

    /** Nobody else publishes in these. */
    private static final Instant LONG_AGO = Instant.parse("1951-03-31T23:59:59Z");

    @Inject
    Newsroom newsroom;

    private static Response xml(String path) {
        Response answer = given().get(path);
        assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(200);
        assertThat(answer.contentType()).startsWith("application/xml");
        return answer;
    }

    @Test
    void monthHasItsArticlesAtTheFrontEndsAddresses() {
        String section = unique("sitemap");
        newsroom.article()
                .in(section)
                .slug("last-second")
                .publishedAt(LONG_AGO)
                .updatedAt(LONG_AGO)
                .save();
        newsroom.article()
                .in(section)
                .slug("first-second")
                .publishedAt(LONG_AGO.plusSeconds(1))
                .updatedAt(LONG_AGO.plusSeconds(60))
                .save();

        XmlPath march = xml("/v1/sitemaps/1951-03").xmlPath();
        assertThat(march.getList("urlset.url.loc", String.class))
                .contains("https://ledger.example/" + section + "/1951/03/31/last-second")
                .doesNotContain("https://ledger.example/" + section + "/1951/04/01/first-second");
        XmlPath index = xml("/v1/sitemaps").xmlPath();
        List<String> months = index.getList("sitemapindex.sitemap.loc", String.class);
        assertThat(months)
                .startsWith("https://ledger.example/v1/sitemaps/news")
                .contains("https://ledger.example/v1/sitemaps/1951-03", "https://ledger.example/v1/sitemaps/1951-04");
        assertThat(index.getString(
                        "sitemapindex.sitemap.find { it.loc == 'https://ledger.example/v1/sitemaps/1951-04' }.lastmod"))
                .isEqualTo("1951-04-01T00:00:59Z");
    }

    @Test
    void monthWithoutArticlesIsNotThere() {
        UUID only = newsroom.article()
                .in(unique("sitemap"))
                .publishedAt(Instant.parse("1952-05-02T00:00:00Z"))
                .save();
        xml("/v1/sitemaps/1952-05");
        given().get("/v1/sitemaps/1952-05?part=2").then().statusCode(404);

        newsroom.takeDown(only, Article.Takedown.KILLED, "Wrong.");
        given().get("/v1/sitemaps/1952-05").then().statusCode(404);
        assertThat(xml("/v1/sitemaps").asString()).doesNotContain("1952-05");
        given().get("/v1/sitemaps/1952-13").then().statusCode(400).body("errors[0].parameter", equalTo("month"));
        given().get("/v1/sitemaps/1952").then().statusCode(400);
        given().get("/v1/sitemaps/1952-05?part=0").then().statusCode(400);
    }

    @Test
    void newsAreThoseOfTheLastTwoDays() {
        String section = unique("sitemap");
        Instant now = newsroom.now();
        newsroom.article()
                .in(section)
                .slug("new")
                .headline("New & <fresh>")
                .inLanguage("de")
                .publishedAt(now.minus(Duration.ofHours(47)))
                .save();
        newsroom.article()
                .in(section)
                .slug("old")
                .publishedAt(now.minus(Duration.ofHours(49)))
                .save();
        newsroom.article()
                .in(section)
                .slug("coming")
                .publishedAt(now.plus(Duration.ofHours(1)))
                .save();

        Response answer = xml("/v1/sitemaps/news");
        XmlPath news = answer.xmlPath();
        List<String> own = news.getList("urlset.url.loc", String.class).stream()
                .filter(address -> address.contains(section))
                .toList();
        assertThat(own).hasSize(1).allMatch(address -> address.endsWith("/new"));
        assertThat(answer.asString())
                .contains("<news:title>New &amp; &lt;fresh&gt;</news:title>")
                .contains("<news:language>de</news:language>")
                .contains("<news:name>The Harbour Ledger</news:name>");
    }

    @Test
    void sitemapsAreKeptUntilSomethingChanges() {
        newsroom.article().in(unique("sitemap")).publishedAt(LONG_AGO).save();
        for (String path : List.of("/v1/sitemaps", "/v1/sitemaps/1951-03", "/v1/sitemaps/news")) {
            Response answer = xml(path);
            assertThat(answer.header("Surrogate-Key")).isEqualTo("articles");
            given().header("If-None-Match", answer.header("ETag"))
                    .get(path)
                    .then()
                    .statusCode(304);
        }
    }
}
