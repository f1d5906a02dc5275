package org.broadsheet.newsdesk;

import static io.restassured.http.ContentType.JSON;
import static org.assertj.core.api.Assertions.assertThat;

import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.LongStream;
import org.broadsheet.fixture.Credentials;
import org.jspecify.annotations.Nullable;

/** An editor who looks after the things around articles: {@code keeper.bylines().create(Map.of("name", "Ann Lee"))}. */
@ApplicationScoped
class Keeper {

    /** A line of the log. */
    record Line(long seq, String kind, UUID id, List<String> fields) {}

    private final Credentials credentials;
    private final EntityManager database;

    Keeper(Credentials credentials, EntityManager database) {
        this.credentials = credentials;
        this.database = database;
    }

    Shelf shelf(String things) {
        return new Shelf("/v1/editorial/" + things);
    }

    Shelf bylines() {
        return shelf("bylines");
    }

    Shelf tags() {
        return shelf("tags");
    }

    Shelf sections() {
        return shelf("sections");
    }

    Shelf media() {
        return shelf("media");
    }

    /** All things of one kind. */
    final class Shelf {

        private final String path;

        Shelf(String path) {
            this.path = path;
        }

        Response post(Object form) {
            return credentials.editor().contentType(JSON).body(form).post(path);
        }

        Thing create(Map<String, ?> form) {
            Response answer = post(form);
            assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(201);
            assertThat(answer.header("Location"))
                    .isEqualTo(path + "/" + answer.jsonPath().getString("id"));
            return new Thing(this, answer.jsonPath());
        }

        Thing thing(UUID id) {
            return new Thing(this, get(id.toString()).jsonPath());
        }

        Response get(String rest) {
            return credentials.editor().urlEncodingEnabled(false).get(path + "/" + rest);
        }

        Response list(String query) {
            return credentials.editor().get(path + query);
        }
    }

    /** One of them, as the last answer has it. */
    final class Thing {

        private final Shelf shelf;
        private JsonPath last;

        Thing(Shelf shelf, JsonPath last) {
            this.shelf = shelf;
            this.last = last;
        }

        String id() {
            return last.getString("id");
        }

        UUID uuid() {
            return UUID.fromString(id());
        }

        String slug() {
            return last.getString("slug");
        }

        int version() {
            return last.getInt("version");
        }

        Response send(String method, String verb, @Nullable String ifMatch, @Nullable Object body) {
            var request = credentials.editor();
            if (ifMatch != null) {
                request.header("If-Match", ifMatch);
            }
            if (body != null) {
                request.contentType(
                                method.equals("PATCH")
                                        ? "application/merge-patch+json;charset=UTF-8"
                                        : "application/json")
                        .body(body instanceof Map<?, ?> map ? new HashMap<>(map) : body);
            }
            Response answer = request.request(method, shelf.path + "/" + id() + verb);
            if (answer.statusCode() == 200 && verb.isEmpty()) {
                last = answer.jsonPath();
            }
            return answer;
        }

        private String tag() {
            return "\"" + version() + "\"";
        }

        Response put(Object form) {
            return send("PUT", "", tag(), form);
        }

        Response patch(Object changes) {
            return send("PATCH", "", tag(), changes);
        }

        Response delete() {
            return send("DELETE", "", tag(), null);
        }

        Response mergeInto(String into) {
            return send("POST", "/merge", tag(), Map.of("into", into));
        }

        Response read() {
            return shelf.get(id());
        }
    }

    /** The number of the last change. */
    long head() {
        return ((Number) database.createNativeQuery("select seq from change_counter")
                        .getSingleResult())
                .longValue();
    }

    /** What was told after {@code seq}; there may be no number missing. */
    List<Line> told(long seq) {
        List<Object[]> rows = database.createNativeQuery(
                        "select seq, kind, id, changed_fields from change where seq > :seq order by seq",
                        Object[].class)
                .setParameter("seq", seq)
                .getResultList();
        List<Line> lines = rows.stream()
                .map(row -> new Line(
                        ((Number) row[0]).longValue(), (String) row[1], (UUID) row[2], List.of((String[]) row[3])))
                .toList();
        assertThat(lines.stream().map(Line::seq))
                .containsExactlyElementsOf(LongStream.rangeClosed(seq + 1, seq + lines.size())
                        .boxed()
                        .toList());
        return lines;
    }

    /** Of the articles of which something was told after {@code seq}, how often. */
    List<UUID> articlesTold(long seq) {
        return told(seq).stream()
                .filter(line -> line.kind().equals("article"))
                .map(Line::id)
                .toList();
    }
}
