package org.broadsheet.webhook;

import static io.restassured.http.ContentType.JSON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.broadsheet.fixture.Newsroom.unique;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.LongStream;
import org.broadsheet.access.ApiTokens;
import org.broadsheet.access.Role;
import org.broadsheet.access.Scope;
import org.broadsheet.fixture.Credentials;
import org.broadsheet.fixture.Newsroom;
import org.broadsheet.fixture.TestDatabase;
import org.broadsheet.webhook.Hooks.Hook;
import org.hibernate.SessionFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Making webhooks, and looking after them. Nothing is delivered here. */
@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class WebhooksTest {

    private static final String URL = "https://hooks.partner.example/broadsheet";

    @Inject
    Hooks hooks;

    @Inject
    Newsroom newsroom;

    @Inject
    Credentials credentials;

    @Inject
    EntityManager database;

    @Inject
    SessionFactory sessions;

    @Test
    void newOneShowsItsSecretOnceAndBeginsAtTheEndOfTheLog() {
        newsroom.article().save();
        Hook hook = hooks.create(URL, Map.of());

        assertThat(hook.secret()).matches("whsec_[A-Za-z0-9+/]{43}=");
        JsonPath now = hook.now();
        assertThat(now.getString("secret")).isNull();
        assertThat(now.getString("name")).isEqualTo("hooks.partner.example");
        assertThat(now.getString("payload")).isEqualTo("thin");
        assertThat(now.getList("kinds")).containsExactly("article");
        assertThat(now.getLong("behind")).isZero();
        assertThat(now.getString("state")).isEqualTo("active");
    }

    @Test
    void keyMakesOneOnlyAndTheAnswerOfBeforeHasNoSecret() {
        String key = unique("key");
        Supplier<Response> post = () -> credentials
                .admin()
                .header("Idempotency-Key", key)
                .contentType(JSON)
                .body(Map.of("url", URL))
                .post("/v1/webhooks");

        Response first = post.get();
        Response again = post.get();

        assertThat(again.statusCode()).isEqualTo(201);
        assertThat(again.header("Idempotency-Replayed")).isEqualTo("true");
        assertThat(again.jsonPath().getString("id")).isEqualTo(first.jsonPath().getString("id"));
        assertThat(first.jsonPath().getString("secret")).startsWith("whsec_");
        assertThat(again.jsonPath().getString("secret")).isNull();
        assertThat((String)
                        database.createNativeQuery("select body from idempotent_write where key = :key", String.class)
                                .setParameter("key", key)
                                .getSingleResult())
                .doesNotContain("whsec_");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://hooks.partner.example/",
                "https://127.0.0.1/",
                "https://10.1.2.3:8443/",
                "https://169.254.169.254/latest/meta-data/",
                "https://100.64.0.1/",
                "https://2130706433/",
                "https://127.1/",
                "https://0x7f000001/",
                "https://[::1]/",
                "https://user:password@hooks.partner.example/",
                "https://hooks.partner.example/#part",
                "https://hooks.partner.example:0/",
                "https://hooks.partner.example:70000/",
                "https:///nowhere",
                "ftp://hooks.partner.example/",
                "javascript:alert(1)",
                "hooks.partner.example",
                "https://hooks.partner.example/a b",
                ""
            })
    void addressThatMayNotBeCalledIsRefused(String url) {
        Response answer = hooks.post(Map.of("url", url));

        assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(400);
        assertThat(answer.jsonPath().getList("errors.pointer")).containsExactly("/url");
    }

    @Test
    void everyFaultIsPointedAt() {
        Response answer = hooks.post(Map.of(
                "payload",
                "fat",
                "events",
                List.of("publised"),
                "kinds",
                List.of("article", "articel"),
                "filters",
                Map.of("sektion", "world", "publishedAfter", "yesterday", "ids", List.of("7")),
                "secret",
                "mine"));

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.jsonPath().getList("errors.pointer"))
                .containsExactlyInAnyOrder(
                        "/secret",
                        "/url",
                        "/payload",
                        "/events",
                        "/kinds",
                        "/filters/sektion",
                        "/filters/publishedAfter",
                        "/filters/ids/0");
        assertThat(answer.asString()).contains("Did you mean 'published'");
    }

    @ParameterizedTest
    @CsvSource({"section,no-such-section", "type,novel", "language,???"})
    void filterThatNamesWhatThereIsNotIsRefused(String filter, String value) {
        Response answer = hooks.post(Map.of("url", URL, "filters", Map.of(filter, value)));

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.jsonPath().getList("errors.pointer")).containsExactly("/filters/" + filter);
    }

    @Test
    void filtersOfArticlesNeedArticles() {
        String section = unique("filtered");
        newsroom.article().in(section).save();

        assertThat(hooks.post(Map.of("url", URL, "kinds", List.of("section"), "filters", Map.of("section", section)))
                        .jsonPath()
                        .getList("errors.pointer"))
                .containsExactly("/kinds");
    }

    @Test
    void changeNeedsTheVersionThatItIsMeantFor() {
        Hook hook = hooks.create(URL, Map.of("name", "Before"));
        String path = "/v1/webhooks/" + hook.id();

        assertThat(credentials
                        .admin()
                        .contentType(JSON)
                        .body(Map.of("name", "After"))
                        .patch(path)
                        .statusCode())
                .isEqualTo(428);
        assertThat(hook.patch(Map.of("name", "After", "events", List.of("killed")))
                        .header("ETag"))
                .isEqualTo("\"2\"");
        assertThat(credentials
                        .admin()
                        .header("If-Match", "\"1\"")
                        .contentType(JSON)
                        .body(Map.of("name", "Late"))
                        .patch(path)
                        .statusCode())
                .isEqualTo(412);
        assertThat(hook.now().getString("name")).isEqualTo("After");
        assertThat(hook.now().getString("url")).isEqualTo(URL);
        assertThat(hook.patch(Map.of("url", "http://10.0.0.1/")).statusCode()).isEqualTo(400);
        for (String verb : List.of("rotate-secret", "resume")) {
            assertThat(credentials.admin().post(path + "/" + verb).statusCode()).isEqualTo(428);
        }
        assertThat(credentials.admin().delete(path).statusCode()).isEqualTo(428);
        assertThat(credentials.admin().header("If-Match", "\"2\"").delete(path).statusCode())
                .isEqualTo(204);
        assertThat(credentials.admin().get(path).statusCode()).isEqualTo(404);
    }

    @Test
    void eachSeesItsOwnAndWhoMayMakeTokensAll() {
        Hook admins = hooks.create(URL, Map.of());
        String made = credentials
                .withScopes(Scope.WEBHOOKS_MANAGE)
                .contentType(JSON)
                .body(Map.of("url", URL))
                .post("/v1/webhooks")
                .jsonPath()
                .getString("id");

        assertThat(credentials
                        .withScopes(Scope.WEBHOOKS_MANAGE)
                        .get("/v1/webhooks?limit=200")
                        .jsonPath()
                        .getList("items.id"))
                .contains(made)
                .doesNotContain(admins.id());
        for (String rest : List.of("", "/attempts")) {
            assertThat(credentials
                            .withScopes(Scope.WEBHOOKS_MANAGE)
                            .get("/v1/webhooks/" + admins.id() + rest)
                            .statusCode())
                    .isEqualTo(404);
        }
        assertThat(credentials
                        .withScopes(Scope.WEBHOOKS_MANAGE)
                        .header("If-Match", "\"1\"")
                        .delete("/v1/webhooks/" + admins.id())
                        .statusCode())
                .isEqualTo(404);
        assertThat(credentials
                        .withScopes(Scope.WEBHOOKS_MANAGE)
                        .post("/v1/webhooks/" + admins.id() + "/test")
                        .statusCode())
                .isEqualTo(404);
        assertThat(credentials.admin().get("/v1/webhooks?limit=200").jsonPath().getList("items.id"))
                .contains(made, admins.id());
    }

    @Test
    void listIsPagedByCursorAndTakesAsManyStatementsForOneAsForMany() {
        ApiTokens.Issued own = credentials.issue(Role.ADMIN);
        for (int i = 0; i < 5; i++) {
            hooks.create(URL, Map.of("name", "Paged " + i));
        }
        JsonPath first =
                Credentials.bearer(own.text()).get("/v1/webhooks?limit=2").jsonPath();
        JsonPath second = Credentials.bearer(own.text())
                .queryParam("cursor", first.getString("page.next"))
                .queryParam("limit", 2)
                .get("/v1/webhooks")
                .jsonPath();

        assertThat(first.getList("items.name")).containsExactly("Paged 4", "Paged 3");
        assertThat(second.getList("items.name")).containsExactly("Paged 2", "Paged 1");
        assertThat(statements(own, "/v1/webhooks?limit=1")).isEqualTo(2);
        assertThat(statements(own, "/v1/webhooks?limit=200")).isEqualTo(2);
        String id = first.getString("items[0].id");
        assertThat(statements(own, "/v1/webhooks/" + id)).isEqualTo(2);
        assertThat(statements(own, "/v1/webhooks/" + id + "/attempts?limit=200"))
                .isEqualTo(3);
    }

    /** One of them is that of the token. The least of some tries: what others do meanwhile can only add. */
    private long statements(ApiTokens.Issued token, String path) {
        return LongStream.generate(() -> {
                    sessions.getStatistics().clear();
                    assertThat(Credentials.bearer(token.text()).get(path).statusCode())
                            .isEqualTo(200);
                    return sessions.getStatistics().getPrepareStatementCount();
                })
                .limit(4)
                .min()
                .orElseThrow();
    }

    @Test
    void whoDidWhatIsInTheAuditTrail() {
        Hook hook = hooks.create(URL, Map.of());
        hook.patch(Map.of("name", "Renamed"));
        hook.order("rotate-secret", null);
        hook.order("replay", Map.of("since", 0));
        credentials.admin().header("If-Match", "\"4\"").delete("/v1/webhooks/" + hook.id());

        assertThat(credentials
                        .admin()
                        .queryParam("thing", hook.id())
                        .get("/v1/editorial/audit")
                        .jsonPath()
                        .getList("items.action"))
                .containsExactly(
                        "webhook.delete", "webhook.replay", "webhook.rotate", "webhook.update", "webhook.create");
    }

    @Test
    void unknownOneIsNotFound() {
        assertThat(credentials.admin().get("/v1/webhooks/" + UUID.randomUUID()).statusCode())
                .isEqualTo(404);
        assertThat(credentials.admin().get("/v1/webhooks/x").statusCode()).isEqualTo(400);
    }
}
