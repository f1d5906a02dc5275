package org.broadsheet.delivery;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.broadsheet.fixture.Newsroom.unique;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.emptyString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.URL;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.UUID;
import java.util.zip.GZIPInputStream;
import org.broadsheet.fixture.Newsroom;
import org.broadsheet.fixture.TestDatabase;
import org.broadsheet.tag.TagType;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class CachingTest {

    @Inject
    Newsroom newsroom;

    @Inject
    EntityManager database;

    @TestHTTPResource("/")
    URL root;

    @Transactional
    void sql(String statement, UUID id) {
        database.createNativeQuery(statement).setParameter("id", id).executeUpdate();
    }

    @Test
    void whatHasNotChangedIsNotSentAgain() {
        UUID id = newsroom.article().save();
        String etag = given().get("/v1/articles/{id}", id).header("ETag");

        assertThat(etag).startsWith("\"");
        for (String known : new String[] {etag, "\"other\", " + etag, "W/" + etag, "*"}) {
            given().header("If-None-Match", known)
                    .get("/v1/articles/{id}", id)
                    .then()
                    .statusCode(304)
                    .header("ETag", equalTo(etag))
                    .header("Cache-Control", containsString("s-maxage"))
                    .header("Surrogate-Key", containsString("article:" + id))
                    .body(emptyString());
        }
        given().header("If-None-Match", "\"other\"")
                .get("/v1/articles/{id}", id)
                .then()
                .statusCode(200);
    }

    @Test
    void changedBylineSectionTagOrPictureChangesTheArticlesThatShowIt() {
        String name = unique("Gil Holt");
        UUID id = newsroom.article()
                .by(name)
                .in(unique("etag"))
                .tagged(TagType.TOPIC, unique("etag"))
                .ledBy("https://images.example/" + name.replace(' ', '-') + ".jpg")
                .save();
        for (String change : new String[] {
            "update byline set name = name || '!' where id = (select byline_ids[1] from published_article where id = :id)",
            "update section set name = name || '!' where id = (select section_id from published_article where id = :id)",
            "update tag set name = name || '!' where id = (select tag_ids[1] from published_article where id = :id)",
            "update media set alt = alt || '!' where id = (select lead_id from published_article where id = :id)"
        }) {
            for (String path : new String[] {"/v1/articles/" + id, "/v1/articles?ids=" + id}) {
                String before = given().get(path).header("ETag");
                sql(change, id);
                given().header("If-None-Match", before)
                        .get(path)
                        .then()
                        .statusCode(200)
                        .header("ETag", not(equalTo(before)));
            }
        }
    }

    @Test
    void dateOfModificationIsAValidatorOnceItsSecondIsOver() {
        UUID id = newsroom.article().save();
        assertThat(given().get("/v1/articles/{id}", id).header("Last-Modified"))
                .as("two changes within a second would have the same date")
                .isNull();
        sql("update published_article set modified_at = '2026-11-01T10:00:00.9Z' where id = :id", id);
        sql("update section set modified_at = '2026-11-01T09:00:00Z' where :id is not null", id);

        given().get("/v1/articles/{id}", id).then().header("Last-Modified", equalTo("Sun, 01 Nov 2026 10:00:00 GMT"));
        given().header("If-Modified-Since", "Sun, 01 Nov 2026 10:00:00 GMT")
                .get("/v1/articles/{id}", id)
                .then()
                .statusCode(304);
        given().header("If-Modified-Since", "Sun, 01 Nov 2026 09:59:59 GMT")
                .get("/v1/articles/{id}", id)
                .then()
                .statusCode(200);
        given().header("If-Modified-Since", "not a date")
                .get("/v1/articles/{id}", id)
                .then()
                .statusCode(200);
        given().header("If-Modified-Since", "Sun, 01 Nov 2026 10:00:00 GMT")
                .header("If-None-Match", "\"other\"")
                .get("/v1/articles/{id}", id)
                .then()
                .statusCode(200);
    }

    @Test
    void listsHaveNoDateAsAPieceThatLeftWouldGoUnnoticed() {
        assertThat(given().get("/v1/articles").header("Last-Modified")).isNull();
    }

    @Test
    void answersSayHowLongTheyMayBeKeptAndWhatTheyShow() {
        String section = unique("keys");
        UUID id = newsroom.article().in(section).save();

        Response article = given().get("/v1/articles/{id}", id);
        assertThat(article.header("Cache-Control"))
                .isEqualTo("public, max-age=15, s-maxage=60, stale-while-revalidate=30, stale-if-error=300");
        assertThat(article.header("Vary")).isEqualTo("Accept, Accept-Encoding, Authorization, Origin");
        assertThat(article.header("Surrogate-Key").split(" "))
                .contains("article:" + id)
                .anyMatch(key -> key.startsWith("section:"));
        assertThat(given().queryParam("section", section)
                        .get("/v1/articles")
                        .header("Surrogate-Key")
                        .split(" "))
                .contains("article:" + id)
                .anyMatch(key -> key.startsWith("in:section:"))
                .doesNotContain("articles");
        assertThat(given().get("/v1/articles").header("Surrogate-Key").split(" "))
                .contains("articles");
    }

    @Test
    void keysOfALargePageStayWithinWhatEdgeCachesTake() {
        String section = unique("large");
        for (int i = 0; i < 200; i++) {
            newsroom.article()
                    .in(section)
                    .by(unique("Ida Juul"))
                    .tagged(TagType.TOPIC, unique("large"))
                    .save();
        }

        String keys = given().queryParam("section", section)
                .queryParam("limit", 200)
                .get("/v1/articles")
                .header("Surrogate-Key");
        assertThat(keys.length()).isLessThanOrEqualTo(16_000);
        assertThat(keys.split(" ")).anyMatch(key -> key.endsWith(":*"));
    }

    @Test
    void whatExpiresIsNotKeptPastThatMoment() {
        UUID id = newsroom.article()
                .expiringAt(newsroom.now().plus(Duration.ofSeconds(9)))
                .save();

        for (String path :
                new String[] {"/v1/articles/" + id, "/v1/articles?ids=" + id, "/v1/articles/" + id + "/history"}) {
            assertThat(given().get(path).header("Cache-Control"))
                    .matches("public, max-age=[0-9], s-maxage=[0-9], must-revalidate");
        }
    }

    @Test
    void gzipIsSentToThoseWhoTakeItWithAnEtagOfItsOwn() throws IOException, InterruptedException {
        UUID id = newsroom.article()
                .body("A sentence that comes again and again. ".repeat(100))
                .save();
        HttpClient client = HttpClient.newHttpClient();
        URI uri = URI.create(root + "v1/articles/" + id);
        HttpResponse<byte[]> plain =
                client.send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofByteArray());
        HttpResponse<byte[]> gzip = client.send(
                HttpRequest.newBuilder(uri)
                        .header("Accept-Encoding", "br, gzip;q=0.5")
                        .build(),
                HttpResponse.BodyHandlers.ofByteArray());
        HttpResponse<byte[]> refused = client.send(
                HttpRequest.newBuilder(uri)
                        .header("Accept-Encoding", "gzip;q=0")
                        .build(),
                HttpResponse.BodyHandlers.ofByteArray());

        assertThat(gzip.headers().firstValue("Content-Encoding")).contains("gzip");
        assertThat(plain.headers().firstValue("Content-Encoding")).isEmpty();
        assertThat(refused.body()).isEqualTo(plain.body());
        assertThat(new GZIPInputStream(new ByteArrayInputStream(gzip.body())).readAllBytes())
                .isEqualTo(plain.body());
        String etag = plain.headers().firstValue("ETag").orElseThrow();
        String compressed = gzip.headers().firstValue("ETag").orElseThrow();
        assertThat(compressed).isNotEqualTo(etag).isEqualTo(etag.replaceAll("\"$", "-gzip\""));
        assertThat(client.send(
                                HttpRequest.newBuilder(uri)
                                        .header("If-None-Match", compressed)
                                        .build(),
                                HttpResponse.BodyHandlers.ofByteArray())
                        .statusCode())
                .isEqualTo(304);
    }

    @Test
    void headTellsWhatGetWould() {
        UUID id = newsroom.article().save();
        Response get = given().get("/v1/articles/{id}", id);

        given().head("/v1/articles/{id}", id)
                .then()
                .statusCode(200)
                .header("ETag", equalTo(get.header("ETag")))
                .body(emptyString());
        given().head("/v1/articles/{id}", UUID.randomUUID()).then().statusCode(404);
    }

    @Test
    void optionsTellTheMethods() {
        assertThat(given().options("/v1/articles").header("Allow")).contains("GET", "HEAD", "OPTIONS");
        assertThat(given().options("/v1/resolve").header("Allow")).contains("POST");
        assertThat(given().options("/v1/editorial/articles").header("Allow")).isEqualTo("GET, HEAD, OPTIONS, POST");
        assertThat(given().options("/v1/sections/world/osterey").header("Allow"))
                .isEqualTo("GET, HEAD, OPTIONS");
    }

    @Test
    void methodThatIsNotAllowedIsAnsweredWithThoseThatAre() {
        given().delete("/v1/articles").then().statusCode(405).header("Allow", equalTo("GET, HEAD, OPTIONS"));
        given().post("/v1/editorial/articles/{id}", UUID.randomUUID())
                .then()
                .statusCode(405)
                .header("Allow", equalTo("DELETE, GET, HEAD, OPTIONS, PATCH, PUT"));
    }

    @Test
    void pagesOfAnyOriginMayReadAnswersAndTheirHeaders() {
        given().header("Origin", "https://app.example")
                .get("/v1/articles")
                .then()
                .statusCode(200)
                .header("Access-Control-Allow-Origin", "https://app.example")
                .header("Access-Control-Expose-Headers", containsString("ETag"));
        given().header("Origin", "https://app.example")
                .header("Access-Control-Request-Method", "POST")
                .header("Access-Control-Request-Headers", "content-type")
                .options("/v1/resolve")
                .then()
                .statusCode(200)
                .header("Access-Control-Allow-Methods", containsString("POST"));
    }
}
