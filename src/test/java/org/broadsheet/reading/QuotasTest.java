package org.broadsheet.reading;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.broadsheet.fixture.Credentials;
import org.broadsheet.fixture.Newsroom;
import org.broadsheet.fixture.Syndicate;
import org.broadsheet.fixture.TestDatabase;
import org.junit.jupiter.api.Test;

/** What partners are kept to, and what is told of what they have asked. */
@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class QuotasTest {

    @Inject
    Syndicate syndicate;

    @Inject
    Credentials credentials;

    @Inject
    Newsroom newsroom;

    @Inject
    Usage usage;

    @Inject
    EntityManager database;

    private Syndicate.Partner partner(Map<String, ?> quota) {
        return syndicate.partner(Map.of("tier", "full", "quota", quota));
    }

    @Test
    void whoHasNoQuotaIsToldOfNone() {
        Response answer = partner(Map.of()).reads().get("/v1/sections");
        assertThat(answer.headers().hasHeaderWithName("RateLimit")).isFalse();
    }

    @Test
    void moreThanAreAgreedForASecondAreRefused() {
        Syndicate.Partner partner = partner(Map.of("perSecond", 2));
        List<Response> answers = IntStream.range(0, 40)
                .mapToObj(i -> partner.reads().get("/v1/sections?nonsense=" + i))
                .toList();
        assertThat(answers.getFirst().header("RateLimit-Policy")).isEqualTo("\"second\";q=2;w=1");
        assertThat(answers.getFirst().header("RateLimit")).isEqualTo("\"second\";r=1;t=1");
        Response refused = answers.stream()
                .filter(answer -> answer.statusCode() == 429)
                .findFirst()
                .orElseThrow();
        refused.then()
                .contentType("application/problem+json")
                .header("Retry-After", "1")
                .header("Cache-Control", "no-store")
                .body("type", equalTo("/problems#too-many-requests"))
                .body("detail", containsString("in 1 seconds"));
    }

    @Test
    void daysAndMonthsAreCounted() {
        Syndicate.Partner partner = partner(Map.of("perDay", 3, "perMonth", 100));
        for (int left = 2; left >= 0; left--) {
            Response answer = partner.reads().get("/v1/sections");
            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.header("RateLimit"))
                    .contains("\"day\";r=" + left + ";")
                    .contains("\"month\";r=");
            assertThat(answer.header("RateLimit-Policy")).startsWith("\"day\";q=3;w=86400, \"month\";q=100;w=");
            if (left == 1) {
                usage.write();
            }
        }
        Response refused = partner.reads().get("/v1/sections");
        assertThat(refused.statusCode()).isEqualTo(429);
        assertThat(Long.parseLong(refused.header("Retry-After"))).isBetween(1L, 86_400L);
        usage.write();
        assertThat(partner.reads().get("/v1/sections").statusCode()).isEqualTo(429);
    }

    @Transactional
    void otherReplicaCounted(String partner, LocalDate day, int requests) {
        database.createNativeQuery("insert into partner_usage (partner_id, day, operation, requests)"
                        + " values (:partner, :day, 'listArticles', :requests)")
                .setParameter("partner", UUID.fromString(partner))
                .setParameter("day", day)
                .setParameter("requests", requests)
                .executeUpdate();
    }

    @Test
    void whatOtherReplicasHaveCountedCountsToo() {
        Syndicate.Partner partner = partner(Map.of("perDay", 10, "perMonth", 50));
        LocalDate today = LocalDate.now(ZoneOffset.UTC);
        partner.reads().get("/v1/sections").then().statusCode(200);
        otherReplicaCounted(partner.id(), today, 20);
        partner.reads().get("/v1/sections");
        usage.write();
        partner.reads().get("/v1/sections").then().statusCode(429);
    }

    @Test
    void whatWasAskedIsToldByDayAndCall() {
        Syndicate.Partner partner = partner(Map.of());
        UUID id = newsroom.article().save();
        LocalDate today = LocalDate.now(ZoneOffset.UTC);
        otherReplicaCounted(partner.id(), today.minusDays(1), 7);
        for (int i = 0; i < 3; i++) {
            partner.reads().get("/v1/articles/{id}", id).then().statusCode(200);
        }
        partner.reads().get("/v1/sections").then().statusCode(200);
        partner.reads().get("/v1/changes").then().statusCode(200);
        usage.write();

        String path = "/v1/partners/" + partner.id() + "/usage";
        var all = credentials.admin().get(path).jsonPath();
        assertThat(all.<String>getList("items.operation"))
                .containsExactly("getArticle", "listChanges", "listSections", "listArticles");
        assertThat(all.<Integer>getList("items.requests")).containsExactly(3, 1, 1, 7);
        var first = credentials.admin().get(path + "?limit=2").jsonPath();
        var second = credentials
                .admin()
                .queryParam("limit", 2)
                .queryParam("cursor", first.getString("page.next"))
                .get(path)
                .jsonPath();
        assertThat(second.<String>getList("items.operation")).containsExactly("listSections", "listArticles");
        var back = credentials
                .admin()
                .queryParam("limit", 2)
                .queryParam("cursor", second.getString("page.previous"))
                .get(path)
                .jsonPath();
        assertThat(back.<String>getList("items.operation")).containsExactly("getArticle", "listChanges");
        assertThat(credentials
                        .admin()
                        .get(path + "?to=" + today.minusDays(1))
                        .jsonPath()
                        .getList("items"))
                .hasSize(1);
        credentials
                .admin()
                .get(path + "?from=soon")
                .then()
                .statusCode(400)
                .body("errors[0].parameter", equalTo("from"));
    }
}
