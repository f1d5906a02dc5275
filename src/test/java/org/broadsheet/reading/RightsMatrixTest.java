package org.broadsheet.reading;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.broadsheet.fixture.Newsroom.unique;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.RestAssured;
import io.restassured.config.DecoderConfig;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.broadsheet.access.Role;
import org.broadsheet.changes.ChangeLog;
import org.broadsheet.fixture.ArticleBuilder;
import org.broadsheet.fixture.Credentials;
import org.broadsheet.fixture.Newsroom;
import org.broadsheet.fixture.Syndicate;
import org.broadsheet.fixture.TestDatabase;
import org.broadsheet.search.SearchIsOn;
import org.broadsheet.tag.TagType;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * What readers of each kind are shown by each call: reader × call × field. Each field of each article has a word of its
 * own, which is looked for in the whole answer, headers and all. <strong>A new call that reads needs its row.</strong>
 */
@QuarkusTest
@TestProfile(SearchIsOn.class)
@QuarkusTestResource(TestDatabase.class)
class RightsMatrixTest {

    /**
     * A call, and which fields of the article it shows to whoever may see everything; {@code -} for none. What stands for
     * the article that is asked for is {@code {id}}, {@code {word}}, {@code {path}} and {@code {section}}; {@code {top}} is
     * the section above all of them, {@code {month}} the month that it is dated in, {@code {other}} an article that everybody may see, {@code {since}} the log before.
     * {@code STREAM} is read for a moment, {@code FILE} is unpacked, {@code NONE} is not asked, for the reason given. What
     * is not JSON is looked through as it comes.
     */
    private static final String TABLE = """
            listArticles        | GET /v1/articles?section={top}&include=body&limit=200                    | headline body image byline tag slug
            listArticles        | GET /v1/articles?section={top}&include=body&body=html&sort=updated       | headline body image byline tag slug
            listArticles        | GET /v1/articles?ids={id}&include=body&body=text&count=exact             | headline body image byline tag slug
            listArticles        | GET /v1/articles?q={word}&include=body&highlight=true&limit=200          | headline body image byline tag slug
            listArticles        | GET /v1/articles?q=quay&highlight=true&fields=id,highlights&limit=200    | -
            listArticles        | GET /v1/articles?facets=tag,byline,section,type,month&section={top}      | headline image byline tag slug
            listArticles        | GET /v1/articles?q={word}xz&facets=tag                                   | -
            getArticle          | GET /v1/articles/{id}                                                    | headline body image byline tag slug
            getArticle          | GET /v1/articles/{id}?body=markdown                                      | headline body image byline tag slug
            getArticle          | GET /v1/articles/{id}?fields=body,lead,bylines,tags                      | body image byline tag
            getArticle          | GET /v1/articles/{other}?include=similar                                 | -
            getArticleByPath    | GET /v1/articles/by-path?path={path}                                     | headline body image byline tag
            getArticleByPath    | GET /v1/articles/by-path?path=/former/{word}                             | -
            getArticleHistory   | GET /v1/articles/{id}/history                                            | -
            listSimilarArticles | GET /v1/articles/{other}/similar?limit=50                                | -
            findSimilarArticles | POST /v1/similar?limit=50 {"headline":"quay","body":"{word} quay harbour ferry"} | -
            resolveUrl          | GET /v1/resolve?url=/former/{word}                                       | slug
            resolveUrls         | POST /v1/resolve {"urls":["/former/{word}"]}                             | slug
            suggest             | GET /v1/suggest?q={word}                                                 | -
            suggest             | GET /v1/suggest?q=zzh{word}                                              | headline slug
            listSections        | GET /v1/sections                                                         | -
            getSection          | GET /v1/sections/{section}                                               | -
            getSectionFront     | GET /v1/sections/{top}/front?include=body&limit=200                      | headline body image byline tag slug
            listBylines         | GET /v1/bylines?limit=200&prefix=zzy                                     | byline
            getByline           | GET /v1/bylines/zzy{word}                                                | -
            listTags            | GET /v1/tags?limit=200&prefix=zzt                                        | tag
            getTag              | GET /v1/tags/story/zzt{word}                                             | -
            listChanges         | GET /v1/changes?since={since}&limit=1000                                 | slug
            listChanges         | GET /v1/changes?since={since}&limit=1000&section={top}                   | slug
            streamChanges       | STREAM /v1/changes/stream?since={since}                                  | slug
            listSnapshots       | GET /v1/snapshots                                                        | -
            getLatestSnapshot   | FILE /v1/snapshots/latest                                                | headline body image byline tag slug
            getSnapshot         | FILE /v1/snapshots/latest                                                | headline body image byline tag slug
            listArticles        | GET /v1/articles?section={top}&format=ninjs&include=body&limit=200       | headline body image byline tag slug
            getArticle          | GET /v1/articles/{id}?format=ninjs                                       | headline body image byline tag slug
            getArticle          | GET /v1/articles/{id}?format=jsonld                                      | headline body image byline tag slug
            getArticle          | GET /v1/articles/{id}?format=newsmlg2                                    | headline body byline tag slug
            getRssFeed          | GET /v1/feeds/rss?section={top}&limit=100                                | headline body image byline tag slug
            getRssFeed          | GET /v1/feeds/rss?q={word}&content=summary                               | headline image byline tag slug
            getAtomFeed         | GET /v1/feeds/atom?section={top}&limit=100                               | headline body image byline tag slug
            getJsonFeed         | GET /v1/feeds/json?section={top}&limit=100                               | headline body image byline tag slug
            getSitemapIndex     | GET /v1/sitemaps                                                         | -
            getSitemap          | GET /v1/sitemaps/{month}                                                 | slug
            getNewsSitemap      | GET /v1/sitemaps/news                                                    | headline slug
            listKills           | GET /v1/kills                                                            | -
            acknowledgeKill     | POST /v1/kills/{id}/ack {"note":"done"}                                  | -
            getPreview          | NONE the link is a key in itself, made by the newsroom for one draft     | -
            """;

    /** The readers, and which articles are withheld from them whole. */
    enum Kind {
        ANYBODY(true, true, Piece.AHEAD),
        NEWSROOM(true, true, Piece.AHEAD),
        FULL(true, true, Piece.AHEAD),
        TEXT(true, false, Piece.AHEAD),
        TEASER(false, false, Piece.AHEAD),
        PICTURED_TEASER(false, true, Piece.AHEAD),
        ONLY_A_SECTION(true, true, Piece.ELSEWHERE, Piece.AHEAD),
        WITHOUT_A_SECTION(true, true, Piece.ELSEWHERE, Piece.AHEAD),
        ONLY_A_TAG(true, true, Piece.ELSEWHERE, Piece.EXCLUSIVE, Piece.RECENT, Piece.AHEAD),
        WITHOUT_A_TAG(true, true, Piece.EXCLUSIVE, Piece.AHEAD),
        CONFINED_TEASER(false, false, Piece.ELSEWHERE, Piece.EXCLUSIVE, Piece.AHEAD),
        DELAYED(true, true, Piece.RECENT, Piece.AHEAD),
        AHEAD_OF_TIME(true, true);

        final boolean fullText;
        final boolean images;
        final Set<Piece> withheld;

        Kind(boolean fullText, boolean images, Piece... withheld) {
            this.fullText = fullText;
            this.images = images;
            this.withheld =
                    withheld.length == 0 ? EnumSet.noneOf(Piece.class) : EnumSet.copyOf(Arrays.asList(withheld));
        }

        boolean whole() {
            return fullText && images && (withheld.isEmpty() || withheld.equals(EnumSet.of(Piece.AHEAD)));
        }

        /** Calls that are refused as a whole, with a reason. */
        boolean refused(String operation) {
            return switch (operation) {
                case "listChanges", "streamChanges" -> this == DELAYED;
                case "listSnapshots", "getLatestSnapshot", "getSnapshot" -> !whole();
                default -> false;
            };
        }
    }

    /** The articles. */
    enum Piece {
        PLAIN,
        ELSEWHERE,
        EXCLUSIVE,
        RECENT,
        AHEAD
    }

    private record Row(
            String operation,
            String method,
            String address,
            @Nullable String body,
            List<String> shows) {
        static Row of(String line) {
            String[] cells = line.split("\\|");
            String[] call = cells[1].strip().split(" ", 3);
            return new Row(
                    cells[0].strip(),
                    call[0],
                    call[1],
                    call.length > 2 ? call[2] : null,
                    Stream.of(cells[2].strip().split(" "))
                            .filter(word -> !word.equals("-"))
                            .toList());
        }
    }

    private record Article(String id, String word, String section, String path) {
        /** The word that stands for a field. */
        String marker(String field) {
            return switch (field) {
                case "headline" -> "zzh" + word;
                case "body" -> "zzb" + word;
                case "image" -> "zzi" + word;
                case "byline" -> "zzy" + word;
                case "tag" -> "zzt" + word;
                case "slug" -> "zzs" + word;
                default -> throw new IllegalArgumentException(field);
            };
        }
    }

    private static final List<String> FIELDS = List.of("headline", "body", "image", "byline", "tag", "slug");

    @Inject
    Newsroom newsroom;

    @Inject
    ChangeLog log;

    @Inject
    Syndicate syndicate;

    @Inject
    Credentials credentials;

    private final Map<Piece, Article> articles = new EnumMap<>(Piece.class);
    private String top = "";
    private String exclusive = "";
    private String shared = "";
    private long since;

    private void write() {
        top = unique("matrix");
        exclusive = unique("exclusive");
        shared = unique("shared");
        since = log.head();
        Instant now = newsroom.now();
        for (Piece piece : Piece.values()) {
            String word = unique("w").replace("-", "");
            String section = top + (piece == Piece.ELSEWHERE ? "/elsewhere" : "/here");
            ArticleBuilder builder = newsroom.article()
                    .in(section)
                    .headline("The quay zzh" + word + " " + word)
                    .slug("zzs" + word)
                    .body("At the quay of the harbour the ferry zzb" + word + " left.\n\nAnother paragraph of quay.")
                    .by("Zzy" + word)
                    .tagged(TagType.STORY, "zzt" + word)
                    .ledBy("https://images.example/zzi" + word + ".jpg")
                    .picturedBy("https://images.example/zzi" + word + "-body.jpg")
                    .formerlyAt("/former/" + word)
                    .publishedAt(now.minus(piece == Piece.RECENT ? Duration.ofMinutes(5) : Duration.ofHours(3)));
            if (piece == Piece.EXCLUSIVE) {
                builder.tagged(TagType.TOPIC, exclusive);
            } else if (piece == Piece.AHEAD) {
                builder.embargoedUntil(now.plus(Duration.ofHours(1)));
            }
            if (piece == Piece.PLAIN || piece == Piece.AHEAD) {
                builder.tagged(TagType.TOPIC, shared);
            }
            String id = builder.save().toString();
            String day = java.time.format.DateTimeFormatter.ofPattern("yyyy/MM/dd")
                    .withZone(java.time.ZoneOffset.UTC)
                    .format(now.minus(piece == Piece.RECENT ? Duration.ofMinutes(5) : Duration.ofHours(3)));
            articles.put(piece, new Article(id, word, section, "/" + section + "/" + day + "/zzs" + word));
        }
    }

    private RequestSpecification as(Kind kind) {
        String key = key(kind);
        return key == null ? given() : Credentials.bearer(key);
    }

    private @Nullable String key(Kind kind) {
        return switch (kind) {
            case ANYBODY -> null;
            case NEWSROOM -> credentials.issue(Role.WRITER).text();
            case FULL -> syndicate.partner(Map.of("tier", "full")).key();
            case TEXT -> syndicate.partner(Map.of("tier", "text")).key();
            case TEASER -> syndicate.partner(Map.of("tier", "teaser")).key();
            case PICTURED_TEASER ->
                syndicate
                        .partner(Map.of("tier", "teaser", "rights", Map.of("images", true)))
                        .key();
            case ONLY_A_SECTION ->
                syndicate.withRights(Map.of("sections", List.of(top + "/here"))).key();
            case WITHOUT_A_SECTION ->
                syndicate
                        .withRights(Map.of("withoutSections", List.of(top + "/elsewhere")))
                        .key();
            case ONLY_A_TAG ->
                syndicate.withRights(Map.of("tags", List.of("topic/" + shared))).key();
            case WITHOUT_A_TAG ->
                syndicate
                        .withRights(Map.of("withoutTags", List.of("topic/" + exclusive)))
                        .key();
            case CONFINED_TEASER ->
                syndicate
                        .partner(Map.of(
                                "tier",
                                "teaser",
                                "rights",
                                Map.of(
                                        "sections",
                                        List.of(top),
                                        "withoutSections",
                                        List.of(top + "/elsewhere"),
                                        "withoutTags",
                                        List.of("topic/" + exclusive))))
                        .key();
            case DELAYED -> syndicate.withRights(Map.of("delay", "PT1H")).key();
            case AHEAD_OF_TIME ->
                syndicate.withRights(Map.of("embargoed", true)).key();
        };
    }

    @Test
    void everyCallThatReadsHasARow() throws IOException {
        Set<String> operations = new TreeSet<>();
        new ObjectMapper(new YAMLFactory())
                .readTree(Path.of("openapi", "openapi.yaml").toFile())
                .get("paths")
                .properties()
                .forEach(path -> {
                    if (!path.getKey().startsWith("/v1/editorial")
                            && !path.getKey().startsWith("/v1/partners")
                            // what they tell is judged in WebhookRightsTest
                            && !path.getKey().startsWith("/v1/webhooks")) {
                        path.getValue()
                                .properties()
                                .forEach(method -> operations.add(
                                        method.getValue().path("operationId").asText()));
                    }
                });
        assertThat(operations).hasSizeGreaterThan(15);
        Set<String> inTheTable =
                new TreeSet<>(rows().stream().map(Row::operation).toList());
        Set<String> missing = new TreeSet<>(operations);
        missing.removeAll(inTheTable);
        assertThat(missing)
                .as("calls without a row in TABLE: add for each 'operationId | METHOD /address | fields that it shows',"
                        + " so that it is tried with each kind of reader")
                .isEmpty();
        inTheTable.removeAll(operations);
        assertThat(inTheTable)
                .as("rows in TABLE of calls that there are no longer")
                .isEmpty();
    }

    private static List<Row> rows() {
        return TABLE.lines().map(Row::of).toList();
    }

    /** Nobody is shown what is not theirs, and everybody is shown what is. */
    @ParameterizedTest
    @EnumSource
    void readersAreShownWhatIsTheirsAndNothingElse(Kind kind) throws Exception {
        write();
        // the index has to have them, else nothing of it would be tried
        given().header("Broadsheet-Min-Seq", log.head())
                .get("/v1/articles?q=quay")
                .then()
                .statusCode(200);
        String authorization = kind == Kind.ANYBODY ? null : key(kind);
        for (Row row : rows()) {
            if (row.method().equals("NONE")) {
                continue;
            }
            Map<Piece, String> answers = new LinkedHashMap<>();
            // what does not depend on the article is asked once
            Map<String, String> byCall = new HashMap<>();
            for (Piece piece : Piece.values()) {
                String call = fill(row.address() + row.body(), articles.get(piece));
                if (!byCall.containsKey(call)) {
                    byCall.put(call, answer(kind, row, articles.get(piece), authorization));
                }
                answers.put(piece, byCall.get(call));
            }
            answers.forEach((piece, answer) -> assertNothingWithheldIn(answer, kind, row, articles.get(piece)));
            if (!kind.refused(row.operation())) {
                row.shows().stream()
                        .filter(field -> !field.equals("body") || kind.fullText)
                        .filter(field -> !field.equals("image") || kind.images)
                        .forEach(field -> assertThat(answers.get(Piece.PLAIN))
                                .as("%s: %s %s shows the %s", kind, row.operation(), row.address(), field)
                                .containsIgnoringCase(articles.get(Piece.PLAIN).marker(field)));
            }
        }
    }

    private void assertNothingWithheldIn(String answer, Kind kind, Row row, Article asked) {
        for (Piece piece : Piece.values()) {
            Article article = articles.get(piece);
            boolean withheld = kind.withheld.contains(piece);
            for (String field : FIELDS) {
                boolean forbidden =
                        withheld || (field.equals("body") && !kind.fullText) || (field.equals("image") && !kind.images);
                if (forbidden) {
                    assertThat(withoutEcho(answer, row, asked))
                            .as(
                                    "%s: %s %s may not show the %s of %s",
                                    kind, row.operation(), row.address(), field, piece)
                            .doesNotContainIgnoringCase(article.marker(field));
                }
            }
            if (withheld && !asked.equals(article)) {
                assertThat(answer)
                        .as("%s: %s %s may not name %s", kind, row.operation(), row.address(), piece)
                        .doesNotContain(article.id());
            }
        }
    }

    /** What was asked for may be repeated in a refusal. */
    private static String withoutEcho(String answer, Row row, Article asked) {
        String rest = answer.replace(asked.path(), "");
        return row.address().contains("zz") && row.address().contains("{word}")
                ? rest.replace("'" + asked.marker(field(row.address())), "'")
                        .replace("story/" + asked.marker("tag"), "")
                        .replace("/" + asked.marker("byline"), "")
                : rest;
    }

    private static String field(String address) {
        return address.contains("zzy") ? "byline" : address.contains("zzt") ? "tag" : "headline";
    }

    private String fill(String text, Article article) {
        return text.replace("{top}", top)
                .replace("{id}", article.id())
                .replace("{other}", articles.get(Piece.PLAIN).id())
                .replace("{word}", article.word())
                .replace("{path}", article.path())
                .replace("{section}", article.section())
                .replace("{month}", article.path().replaceFirst(".*/(\\d{4})/(\\d\\d)/.*", "$1-$2"))
                .replace("{since}", Long.toString(since));
    }

    private String answer(Kind kind, Row row, Article article, @Nullable String key) throws Exception {
        String address = fill(row.address(), article);
        if (row.method().equals("STREAM")) {
            return stream(address, key, kind.refused(row.operation()));
        }
        RequestSpecification request = key == null ? given() : Credentials.bearer(key);
        if (row.body() != null) {
            request.contentType("application/json").body(fill(row.body(), article));
        }
        boolean file = row.method().equals("FILE");
        Response answer = file
                ? request.redirects()
                        .follow(false)
                        .config(RestAssured.config()
                                .decoderConfig(DecoderConfig.decoderConfig().noContentDecoders()))
                        .get(address)
                : request.redirects().follow(false).request(row.method(), address);
        String asked = kind + " " + row.operation() + " " + address + " -> " + answer.statusCode();
        if (kind.refused(row.operation())) {
            assertThat(answer.statusCode()).as(asked).isEqualTo(403);
            assertThat(answer.jsonPath().getString("detail")).as(asked).startsWith("Withheld: ");
        }
        assertThat(answer.statusCode()).as(asked).isLessThan(500);
        if (file && answer.statusCode() == 307) {
            byte[] bytes = (key == null ? given() : Credentials.bearer(key))
                    .config(RestAssured.config()
                            .decoderConfig(DecoderConfig.decoderConfig().noContentDecoders()))
                    .get(answer.header("Location"))
                    .asByteArray();
            return new String(
                    new GZIPInputStream(new ByteArrayInputStream(bytes)).readAllBytes(), StandardCharsets.UTF_8);
        }
        return answer.asString() + answer.headers();
    }

    private String stream(String address, @Nullable String key, boolean refused) throws Exception {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create("http://localhost:" + RestAssured.port + address));
        if (key != null) {
            request.header("Authorization", "Bearer " + key);
        }
        HttpResponse<InputStream> response =
                HttpClient.newHttpClient().send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
        assertThat(response.statusCode()).isEqualTo(refused ? 403 : 200);
        List<Byte> read = new ArrayList<>();
        long until = System.nanoTime() + Duration.ofMillis(400).toNanos();
        try (InputStream in = response.body()) {
            while (System.nanoTime() < until) {
                while (in.available() > 0) {
                    read.add((byte) in.read());
                }
                Thread.sleep(20);
            }
        }
        byte[] bytes = new byte[read.size()];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = read.get(i);
        }
        return new String(bytes, StandardCharsets.UTF_8);
    }

    /** What is withheld says so, and why. */
    @Test
    void whatIsWithheldSaysSoAndWhy() {
        write();
        Response teaser = as(Kind.TEASER)
                .get("/v1/articles/{id}", articles.get(Piece.PLAIN).id());
        assertThat(teaser.jsonPath().getList("withheld.field")).containsExactly("body", "lead");
        assertThat(teaser.jsonPath().getList("withheld.right")).containsExactly("fullText", "images");
        assertThat(teaser.jsonPath().getMap("").containsKey("body")).isFalse();
        assertThat(as(Kind.TEXT)
                        .get(
                                "/v1/articles/{id}?fields=headline",
                                articles.get(Piece.PLAIN).id())
                        .jsonPath()
                        .getMap("")
                        .keySet())
                .containsExactly("headline");
        Response text =
                as(Kind.TEXT).get("/v1/articles/{id}", articles.get(Piece.PLAIN).id());
        assertThat(text.jsonPath().getList("withheld.field")).containsExactly("body", "lead");
        assertThat(text.jsonPath().getList("withheld.right")).containsExactly("images", "images");
        assertThat(text.jsonPath().getList("body.type")).containsExactly("paragraph", "paragraph");

        assertRefused(Kind.ONLY_A_SECTION, Piece.ELSEWHERE, 403, "do not cover the section");
        assertRefused(Kind.WITHOUT_A_TAG, Piece.EXCLUSIVE, 403, "do not cover the tags");
        assertRefused(Kind.DELAYED, Piece.RECENT, 403, "cover it from ");
        assertRefused(Kind.FULL, Piece.AHEAD, 404, "There is no article");
        assertThat(as(Kind.ONLY_A_SECTION)
                        .get(
                                "/v1/resolve?url={path}",
                                articles.get(Piece.ELSEWHERE).path())
                        .jsonPath()
                        .getString("status"))
                .isEqualTo("withheld");
        Response ahead = as(Kind.AHEAD_OF_TIME)
                .get(
                        "/v1/articles/{id}?fields=headline",
                        articles.get(Piece.AHEAD).id());
        assertThat(ahead.statusCode()).isEqualTo(200);
        assertThat(ahead.jsonPath().getBoolean("embargoed")).isTrue();
        assertMarked(Piece.AHEAD, true);
        assertMarked(Piece.ELSEWHERE, null);
        assertThat(as(Kind.AHEAD_OF_TIME)
                        .get("/v1/articles?section={s}&fields=id", top)
                        .jsonPath()
                        .getList("items.id"))
                .hasSize(5);
    }

    private void assertMarked(Piece piece, @Nullable Boolean embargoed) {
        RequestSpecification reader = as(Kind.AHEAD_OF_TIME);
        Response history =
                reader.get("/v1/articles/{id}/history", articles.get(piece).id());
        assertThat(history.jsonPath().<@Nullable Boolean>get("embargoed")).isEqualTo(embargoed);
        Response resolution = as(Kind.AHEAD_OF_TIME)
                .get("/v1/resolve?url={path}", articles.get(piece).path());
        assertThat(resolution.jsonPath().getString("status")).isEqualTo("current");
        assertThat(resolution.jsonPath().<@Nullable Boolean>get("embargoed")).isEqualTo(embargoed);
    }

    private void assertRefused(Kind kind, Piece piece, int status, String detail) {
        for (String address : List.of(
                "/v1/articles/" + articles.get(piece).id(),
                "/v1/articles/" + articles.get(piece).id() + "/history",
                "/v1/articles/" + articles.get(piece).id() + "/similar")) {
            Response answer = as(kind).get(address);
            assertThat(answer.statusCode()).as("%s %s", kind, address).isEqualTo(status);
            assertThat(answer.jsonPath().getString("detail")).contains(detail);
        }
    }

    /** Counts tell of what can't be seen, too. */
    @ParameterizedTest
    @EnumSource
    void nothingWithheldIsCounted(Kind kind) {
        write();
        given().header("Broadsheet-Min-Seq", log.head())
                .get("/v1/articles?q=quay")
                .then()
                .statusCode(200);
        long seen = Piece.values().length - kind.withheld.size();
        RequestSpecification reader = as(kind);
        long total = reader.get("/v1/articles?section={s}&count=exact", top)
                .jsonPath()
                .getLong("page.total");
        assertThat(total).isEqualTo(seen);
        // what is under an embargo is not in the index, for anybody
        long found = kind == Kind.AHEAD_OF_TIME ? seen - 1 : seen;
        var searched = as(kind).get("/v1/articles?q=quay&section={s}&count=exact&facets=type,section,tag", top)
                .jsonPath();
        assertThat(searched.getLong("page.total")).isEqualTo(found);
        assertThat(searched.getLong("facets.type[0].count")).isEqualTo(found);
        assertThat(as(kind).get("/v1/articles?q=quay&section={s}/here&facets=section", top)
                        .jsonPath()
                        .getList("facets.section.findAll { it.value == '" + top + "/elsewhere' }"))
                .hasSize(kind.withheld.contains(Piece.ELSEWHERE) ? 0 : 1);
    }
}
