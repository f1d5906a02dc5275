package org.broadsheet.webhook;

import static io.restassured.http.ContentType.JSON;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.broadsheet.fixture.Credentials;
import org.jspecify.annotations.Nullable;

/** An admin's webhooks: {@code hooks.create(Map.of("url", receiver.url("/a")))}. */
@ApplicationScoped
class Hooks {

    private static final String PATH = "/v1/webhooks";
    private static final int SECONDS = 20;

    private final Credentials credentials;
    private final EntityManager database;

    Hooks(Credentials credentials, EntityManager database) {
        this.credentials = credentials;
        this.database = database;
    }

    Response post(Map<String, ?> form) {
        return credentials.admin().contentType(JSON).body(form).post(PATH);
    }

    Hook create(String url, Map<String, ?> more) {
        Map<String, Object> form = new HashMap<>(more);
        form.put("url", url);
        Response answer = post(form);
        assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(201);
        assertThat(answer.header("ETag")).isEqualTo("\"1\"");
        assertThat(answer.header("Location"))
                .isEqualTo(PATH + "/" + answer.jsonPath().getString("id"));
        return new Hook(answer.jsonPath().getString("id"), answer.jsonPath().getString("secret"));
    }

    /** One of them. */
    final class Hook {

        private final String id;
        private final String secret;

        Hook(String id, String secret) {
            this.id = id;
            this.secret = secret;
        }

        String id() {
            return id;
        }

        String secret() {
            return secret;
        }

        JsonPath now() {
            return credentials
                    .admin()
                    .get(PATH + "/" + id)
                    .then()
                    .statusCode(200)
                    .extract()
                    .jsonPath();
        }

        /** Waits until it is so. */
        JsonPath until(Predicate<JsonPath> so) throws InterruptedException {
            long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(SECONDS);
            JsonPath now = now();
            while (!so.test(now)) {
                assertThat(System.nanoTime() - end).as(now.prettify()).isNegative();
                TimeUnit.MILLISECONDS.sleep(20);
                now = now();
            }
            return now;
        }

        Response order(String verb, @Nullable Map<String, ?> body) {
            var request = credentials.admin().header("If-Match", "\"" + now().getInt("version") + "\"");
            if (body != null) {
                request.contentType(JSON).body(body);
            }
            return request.post(PATH + "/" + id + "/" + verb);
        }

        Response patch(Map<String, ?> changes) {
            return credentials
                    .admin()
                    .header("If-Match", "\"" + now().getInt("version") + "\"")
                    .contentType(JSON)
                    .body(changes)
                    .patch(PATH + "/" + id);
        }

        JsonPath attempts() {
            return credentials
                    .admin()
                    .get(PATH + "/" + id + "/attempts")
                    .then()
                    .statusCode(200)
                    .extract()
                    .jsonPath();
        }

        /** As if it had been failing for so many days. */
        void failingForDays(int days) {
            QuarkusTransaction.requiringNew()
                    .run(() -> database.createNativeQuery(
                                    "update webhook set failures = 40, failing_since = now() - :days * interval '1 day',"
                                            + " next_attempt_at = now(), lease = null, leased_until = null where id = cast(:id as uuid)")
                            .setParameter("days", days)
                            .setParameter("id", id)
                            .executeUpdate());
        }
    }
}
