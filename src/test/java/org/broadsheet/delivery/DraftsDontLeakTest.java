package org.broadsheet.delivery;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.broadsheet.fixture.Newsroom.unique;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.RestAssured;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.zip.GZIPInputStream;
import org.broadsheet.article.Article;
import org.broadsheet.changes.ChangeLog;
import org.broadsheet.fixture.ArticleBuilder;
import org.broadsheet.fixture.EventStream;
import org.broadsheet.fixture.Newsroom;
import org.broadsheet.fixture.TestDatabase;
import org.broadsheet.search.SearchIsOn;
import org.broadsheet.tag.TagType;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Tries every public GET that the OpenAPI document lists against an article in each state that readers may not see. */
@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
@TestProfile(SearchIsOn.class)
class DraftsDontLeakTest {

    enum Hidden {
        DRAFT,
        SCHEDULED,
        SCHEDULED_THEN_DRAFT,
        EMBARGOED,
        KILLED_BEFORE_IT_WAS_OUT,
        EXPIRED_BEFORE_ITS_EMBARGO,
        EXPIRED,
        GONE,
        WITHDRAWN,
        KILLED
    }

    @Inject
    Newsroom newsroom;

    @Inject
    ChangeLog log;

    @Inject
    ObjectMapper json;

    /** An article whose every word is one that nothing else has, and one beside it that readers may see. */
    private final class Secret {
        final String word = unique("zyzzyva");
        final String section = unique("newsdesk");
        final String byline = "Quill " + word;
        final UUID id;
        final UUID visible;
        final Instant publishedAt;
        /** Where the log was before. */
        final long since = log.head();

        Secret(Hidden state) {
            Instant now = newsroom.now();
            publishedAt = state == Hidden.SCHEDULED ? now.plus(Duration.ofHours(1)) : now.minus(Duration.ofHours(2));
            visible = newsroom.article().called("beside-" + section).in(section).save();
            ArticleBuilder piece = newsroom.article()
                    .called("id-" + word)
                    .in(section)
                    .headline("Secret " + word)
                    .slug("secret-" + word)
                    .body("The body of " + word + ".")
                    .by(byline)
                    .tagged(TagType.STORY, "operation-" + word)
                    .ledBy("https://images.example/" + word + ".jpg")
                    .translationOf("beside-" + section)
                    .formerlyAt("/former/" + word)
                    .standingAt("https://elsewhere.example/" + word)
                    .publishedAt(now.minus(Duration.ofHours(2)));
            switch (state) {
                case DRAFT -> piece.draft().save();
                case SCHEDULED_THEN_DRAFT -> {
                    piece.scheduledFor(now.plus(Duration.ofHours(1))).save();
                    piece.scheduledFor(now.minus(Duration.ofHours(2))).draft().save();
                }
                case KILLED_BEFORE_IT_WAS_OUT ->
                    newsroom.takeDown(
                            piece.embargoedUntil(now.plus(Duration.ofHours(1))).save(),
                            Article.Takedown.KILLED,
                            "Secret " + word);
                case EXPIRED_BEFORE_ITS_EMBARGO ->
                    piece.expiringAt(now.minus(Duration.ofHours(1)))
                            .embargoedUntil(now.minus(Duration.ofMinutes(30)))
                            .save();
                case SCHEDULED ->
                    piece.scheduledFor(now.plus(Duration.ofHours(1))).save();
                case EMBARGOED ->
                    piece.embargoedUntil(now.plus(Duration.ofHours(1))).save();
                case EXPIRED -> piece.expiringAt(now.minus(Duration.ofHours(1))).save();
                case GONE -> newsroom.takeDown(piece.save(), Article.Takedown.GONE, "Old.");
                case WITHDRAWN -> newsroom.takeDown(piece.save(), Article.Takedown.WITHDRAWN, "Consent.");
                case KILLED -> newsroom.takeDown(piece.save(), Article.Takedown.KILLED, "Wrong.");
            }
            id = piece.id();
            newsroom.curate(section, List.of(id));
        }
    }

    @ParameterizedTest
    @EnumSource
    void noPublicGetShowsIt(Hidden state) throws Exception {
        Secret secret = new Secret(state);
        boolean neverOut = neverOut(state);
        List<String> tried = new ArrayList<>();

        for (String path : publicGets()) {
            if (path.equals("/v1/changes/stream") || path.equals("/v1/snapshots/{seq}")) {
                // not to be read as one answer: below
                continue;
            }
            for (Map<String, String> query : queries(path, secret)) {
                Response answer = given().queryParams(query)
                        .redirects()
                        .follow(false)
                        .urlEncodingEnabled(true)
                        .get(fill(path, secret));
                String asked = path + " " + query + " -> " + answer.statusCode();
                tried.add(asked);
                String body = (answer.asString() + answer.headers()).replace(fill(path, secret), "");
                assertThat(answer.statusCode()).as(asked).isLessThan(500);
                if (neverOut
                        && !fill(path, secret).contains(secret.word)
                        && query.values().stream().noneMatch(value -> value.contains(secret.word))) {
                    // whatever the status: a refusal, too, may not complete what was asked
                    assertThat(body).as(asked).doesNotContain(secret.word);
                }
                if (answer.statusCode() == 200
                        && !neverOut
                        && (path.startsWith("/v1/changes")
                                || (path.startsWith("/v1/feeds") && state == Hidden.KILLED))) {
                    // the log tells what came of it, and where it stood: whoever has a copy has to know
                    assertThat(body)
                            .as(asked)
                            .doesNotContain("Secret " + secret.word)
                            .doesNotContain("The body of " + secret.word);
                } else if (answer.statusCode() == 200) {
                    assertThat(withoutEcho(body, query)).as(asked).doesNotContain(secret.id.toString());
                    if (neverOut) {
                        assertThat(withoutEcho(body, query)).as(asked).doesNotContain(secret.word);
                    } else {
                        assertThat(withoutEcho(body, query))
                                .as(asked)
                                .doesNotContain("Secret " + secret.word)
                                .doesNotContain("The body of " + secret.word)
                                .doesNotContain("secret-" + secret.word);
                    }
                }
            }
        }
        assertThat(tried).hasSizeGreaterThan(30);
    }

    @ParameterizedTest
    @EnumSource
    void streamsAndSnapshotsDoNotShowIt(Hidden state) throws Exception {
        Secret secret = new Secret(state);
        long head = log.head();
        try (EventStream stream = EventStream.open(RestAssured.port, "?since=" + secret.since)) {
            stream.until(event -> event.seq() == head);
            assertThat(stream.changes()).isNotEmpty();
            assertThat(stream.events().toString())
                    .doesNotContain(neverOut(state) ? secret.word : "Secret " + secret.word)
                    .doesNotContain(neverOut(state) ? secret.id.toString() : "The body of " + secret.word);
        }
        byte[] file = given().redirects()
                .follow(true)
                .config(RestAssured.config()
                        .decoderConfig(io.restassured.config.DecoderConfig.decoderConfig()
                                .noContentDecoders()))
                .get("/v1/snapshots/latest")
                .asByteArray();
        String snapshot =
                new String(new GZIPInputStream(new ByteArrayInputStream(file)).readAllBytes(), StandardCharsets.UTF_8);
        assertThat(snapshot)
                .contains(secret.visible.toString())
                .doesNotContain(secret.id.toString())
                .doesNotContain("Secret " + secret.word);
        if (neverOut(state)) {
            assertThat(snapshot).doesNotContain(secret.word);
        }
    }

    private static boolean neverOut(Hidden state) {
        return switch (state) {
            case DRAFT,
                    SCHEDULED,
                    SCHEDULED_THEN_DRAFT,
                    EMBARGOED,
                    KILLED_BEFORE_IT_WAS_OUT,
                    EXPIRED_BEFORE_ITS_EMBARGO -> true;
            case EXPIRED, GONE, WITHDRAWN, KILLED -> false;
        };
    }

    /** What was asked for may be repeated in the answer; that is no leak. */
    private static String withoutEcho(String body, Map<String, String> query) {
        String rest = body;
        for (String value : query.values()) {
            rest = rest.replace("\"url\":\"" + value + "\"", "")
                    .replace(java.net.URLEncoder.encode(value, java.nio.charset.StandardCharsets.UTF_8), "");
        }
        return rest;
    }

    @ParameterizedTest
    @EnumSource
    void idAndPathAnswerAsTheStateSays(Hidden state) {
        Secret secret = new Secret(state);
        int expected = neverOut(state) ? 404 : 410;

        given().get("/v1/articles/{id}", secret.id).then().statusCode(expected);
        given().get("/v1/articles/{id}/history", secret.id).then().statusCode(expected);
        given().queryParam("path", "/former/" + secret.word)
                .get("/v1/articles/by-path")
                .then()
                .statusCode(expected);
        assertThat(given().queryParam("section", secret.section)
                        .queryParam("count", "exact")
                        .get("/v1/articles")
                        .jsonPath()
                        .getLong("page.total"))
                .isEqualTo(1);
        assertThat(given().get("/v1/articles/{id}", secret.visible).jsonPath().getList("translations"))
                .isEmpty();
    }

    private List<String> publicGets() throws Exception {
        JsonNode paths = json.readTree(
                        given().accept("application/json").get("/openapi").asString())
                .get("paths");
        List<String> gets = new ArrayList<>();
        paths.properties().forEach(entry -> {
            // what is the newsroom's, nobody reads without a credential: access.EditorialMatrixTest
            if (entry.getValue().has("get") && !entry.getKey().matches("/v1/(editorial|partners).*")) {
                gets.add(entry.getKey());
            }
        });
        assertThat(gets).contains("/v1/articles", "/v1/articles/{id}", "/v1/resolve", "/v1/sections/{path}/front");
        return gets;
    }

    private static String fill(String path, Secret secret) {
        return path.replace("{id}", secret.id.toString())
                .replace("{path}", secret.section)
                .replace("{month}", secret.publishedAt.toString().substring(0, 7))
                .replace("{type}", "story")
                .replace("{token}", "A".repeat(43))
                .replace("{slug}", path.contains("byline") ? "quill-" + secret.word : "operation-" + secret.word);
    }

    private static List<Map<String, String>> queries(String path, Secret secret) {
        String own = "/" + secret.section + "/"
                + java.time.format.DateTimeFormatter.ofPattern("yyyy/MM/dd")
                        .withZone(java.time.ZoneOffset.UTC)
                        .format(secret.publishedAt);
        return switch (path) {
            case "/v1/articles" ->
                List.of(
                        Map.of("limit", "200", "include", "body"),
                        Map.of("limit", "200", "sort", "oldest"),
                        Map.of("limit", "200", "sort", "updated", "count", "exact"),
                        Map.of("section", secret.section, "include", "body", "body", "text"),
                        Map.of("ids", secret.id.toString(), "include", "body"),
                        Map.of("ids", secret.visible.toString(), "fields", "translations"),
                        Map.of("section", secret.section, "include", "body", "format", "ninjs"),
                        Map.of("tag", "operation-" + secret.word),
                        Map.of("byline", "quill-" + secret.word),
                        Map.of("tag", "operation-" + secret.word.substring(0, secret.word.length() - 1)),
                        Map.of("byline", "quill-" + secret.word.substring(0, secret.word.length() - 1)));
            case "/v1/feeds/rss", "/v1/feeds/atom", "/v1/feeds/json" ->
                List.of(
                        Map.of("limit", "100"),
                        Map.of("section", secret.section),
                        Map.of("section", secret.section, "content", "summary"),
                        Map.of("ids", secret.id.toString()),
                        Map.of("tag", "operation-" + secret.word),
                        Map.of("byline", "quill-" + secret.word));
            case "/v1/articles/by-path" ->
                List.of(Map.of("path", "/former/" + secret.word), Map.of("path", own + "/secret-" + secret.word));
            case "/v1/resolve" ->
                List.of(
                        Map.of("url", "/former/" + secret.word),
                        Map.of("url", "https://ledger.example/former/" + secret.word),
                        Map.of("url", own + "/secret-" + secret.word),
                        Map.of("url", "https://elsewhere.example/" + secret.word));
            case "/v1/bylines" -> List.of(Map.of("prefix", "quill " + secret.word), Map.of("limit", "200"));
            case "/v1/tags" ->
                List.of(Map.of("prefix", "operation-" + secret.word), Map.of("limit", "200", "type", "story"));
            case "/v1/changes" ->
                List.of(
                        Map.of("since", "" + secret.since),
                        Map.of("since", "" + secret.since, "section", secret.section),
                        Map.of("since", "" + secret.since, "ids", secret.id.toString()),
                        Map.of("since", "" + secret.since, "tag", "operation-" + secret.word));
            case "/v1/sections/{path}/front" -> List.of(Map.of(), Map.of("include", "body", "limit", "200"));
            case "/v1/articles/{id}" ->
                List.of(
                        Map.of(),
                        Map.of("body", "html"),
                        Map.of("body", "text"),
                        Map.of("fields", "id"),
                        Map.of("format", "ninjs"),
                        Map.of("format", "jsonld"),
                        Map.of("format", "newsmlg2"));
            default -> List.of(Map.of(), Map.of("limit", "5"));
        };
    }
}
