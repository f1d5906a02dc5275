package org.broadsheet.following;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.broadsheet.fixture.Newsroom.unique;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.broadsheet.article.Article;
import org.broadsheet.changes.ChangeLog;
import org.broadsheet.fixture.ArticleBuilder;
import org.broadsheet.fixture.Newsroom;
import org.broadsheet.fixture.TestDatabase;
import org.broadsheet.tag.TagType;
import org.hibernate.SessionFactory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class ChangesTest {

    @Inject
    Newsroom newsroom;

    @Inject
    ChangeLog log;

    @Inject
    SessionFactory sessions;

    private long start;
    private String section;

    @BeforeEach
    void begin() {
        section = unique("paper");
        newsroom.article().in(section).save();
        start = log.head();
    }

    private JsonPath changes(Map<String, Object> query) {
        Response answer = given().queryParam("since", start).queryParams(query).get("/v1/changes");
        assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(200);
        return answer.jsonPath();
    }

    private List<String> types(Map<String, Object> query) {
        return changes(query).getList("items.type");
    }

    @Test
    void changesComeInTheOrderInWhichTheyWereMade() {
        ArticleBuilder piece = newsroom.article().in(section);
        UUID id = piece.save();
        piece.headline("Another headline").save();
        newsroom.takeDown(id, Article.Takedown.WITHDRAWN, "Consent was withdrawn.");

        JsonPath found = changes(Map.of());

        assertThat(found.getList("items.seq", Long.class)).containsExactly(start + 1, start + 2, start + 3);
        assertThat(found.getList("items.type")).containsExactly("published", "updated", "unpublished");
        assertThat(found.getList("items.id")).containsOnly(id.toString());
        assertThat(found.getList("items.kind")).containsOnly("article");
        assertThat(found.getList("items[1].changedFields", String.class)).contains("headline");
        assertThat(found.getString("items[2].reason")).isEqualTo("Consent was withdrawn.");
        assertThat(found.getString("items[0].path")).startsWith("/" + section + "/");
        assertThat(found.getMap("items[0]")).doesNotContainKey("reason");
        assertThat(found.getList("items[0].surrogateKeys", String.class)).contains("article:" + id, "articles");
        assertThat(found.getLong("next")).isEqualTo(start + 3);
    }

    @Test
    void theLogIsReadInPartsOfTheLimitsSize() {
        IntStream.range(0, 5).forEach(i -> newsroom.article().in(section).save());

        List<Long> seen = new ArrayList<>();
        long since = start;
        for (int i = 0; i < 3; i++) {
            Response answer = given().get("/v1/changes?since=" + since + "&limit=2");
            seen.addAll(answer.jsonPath().getList("items.seq", Long.class));
            since = answer.jsonPath().getLong("next");
            assertThat(answer.header("Broadsheet-Seq")).isEqualTo(Long.toString(since));
            assertThat(answer.header("Link")).isEqualTo("</v1/changes?since=" + since + "&limit=2>; rel=\"next\"");
            assertThat(answer.header("Cache-Control")).isEqualTo("no-store");
        }
        assertThat(seen).containsExactly(start + 1, start + 2, start + 3, start + 4, start + 5);
    }

    @Test
    void withoutSinceTheLogIsReadFromItsBeginning() {
        assertThat(given().get("/v1/changes?limit=1").jsonPath().getList("items.seq"))
                .containsExactly(1);
    }

    @Test
    void anArticleThatMovesToAnotherSectionLeavesTheOneAndComesIntoTheOther() {
        String elsewhere = unique("elsewhere");
        newsroom.article().in(elsewhere).save();
        start = log.head();
        ArticleBuilder piece = newsroom.article().in(section);
        piece.save();
        piece.in(elsewhere).save();
        piece.headline("Once more").save();

        assertThat(types(Map.of("section", section))).containsExactly("published", "left");
        assertThat(types(Map.of("section", elsewhere))).hasSize(2).doesNotContain("left", "published");
        assertThat(changes(Map.of("section", section)).getLong("next")).isEqualTo(start + 3);
        assertThat(types(Map.of("section", section, "event", "left"))).containsExactly("left");
        assertThat(types(Map.of("section", "-" + section))).hasSize(2);
    }

    @Test
    void anArticleThatLosesATagLeavesTheTag() {
        String tag = unique("harbour");
        String other = unique("other");
        newsroom.article().in(section).tagged(TagType.TOPIC, tag).save();
        start = log.head();
        String name = unique("untagged");
        newsroom.article().called(name).in(section).tagged(TagType.TOPIC, tag).save();
        newsroom.article()
                .called(name)
                .in(section)
                .tagged(TagType.TOPIC, other)
                .headline("Retagged")
                .save();

        assertThat(types(Map.of("tag", "topic/" + tag))).containsExactly("published", "left");
        assertThat(types(Map.of("tag", other))).containsExactly("updated");
    }

    @Test
    void anArticleThatLosesABylineLeavesIt() {
        String byline = unique("ann lee");
        String name = unique("recredited");
        newsroom.article().called(name).in(section).by(byline).save();
        newsroom.article().called(name).in(section).headline("By nobody").save();

        assertThat(types(Map.of("byline", byline.replace(' ', '-')))).containsExactly("published", "left");
    }

    @Test
    void anArticleThatReadersNoLongerSeeComesAsWhatHappenedToIt() {
        UUID id = newsroom.article().in(section).save();
        newsroom.takeDown(id, Article.Takedown.KILLED, "Wrong.");

        assertThat(types(Map.of("section", section))).containsExactly("published", "killed");
        assertThat(types(Map.of("ids", id))).containsExactly("published", "killed");
        assertThat(types(Map.of("ids", UUID.randomUUID()))).isEmpty();
    }

    @Test
    void whoKeptAPieceThatWasWithdrawnHearsThatItIsKilled() {
        UUID id = newsroom.article().in(section).save();
        newsroom.takeDown(id, Article.Takedown.WITHDRAWN, "Consent.");
        newsroom.takeDown(id, Article.Takedown.KILLED, "Wrong.");

        assertThat(types(Map.of("section", section))).containsExactly("published", "unpublished", "killed");
    }

    @Test
    void whoKeptAPieceThatLeftHearsThatItIsKilled() {
        String elsewhere = unique("elsewhere");
        String never = unique("never");
        newsroom.article().in(elsewhere).save();
        newsroom.article().in(never).save();
        start = log.head();
        ArticleBuilder piece = newsroom.article().in(section);
        UUID id = piece.save();
        piece.in(elsewhere).save();
        newsroom.takeDown(id, Article.Takedown.KILLED, "Wrong.");

        assertThat(types(Map.of("section", section))).containsExactly("published", "left", "killed");
        assertThat(types(Map.of("section", elsewhere))).endsWith("killed");
        assertThat(types(Map.of("section", never))).isEmpty();
    }

    @Test
    void datesLanguagesAndTypesFilterToo() {
        newsroom.article().in(section).inLanguage("de-AT").save();
        newsroom.article()
                .in(section)
                .publishedAt(newsroom.now().minus(Duration.ofDays(3)))
                .save();
        String yesterday = newsroom.now().minus(Duration.ofDays(1)).toString();

        assertThat(types(Map.of("language", "de"))).hasSize(1);
        assertThat(types(Map.of("language", "-de"))).hasSize(1);
        assertThat(types(Map.of("publishedBefore", yesterday))).hasSize(1);
        assertThat(types(Map.of("publishedAfter", yesterday))).hasSize(1);
        assertThat(types(Map.of("type", "-article"))).isEmpty();
        assertThat(types(Map.of("type", "article"))).hasSize(2);
    }

    @Test
    void changesOfCertainTypesAndKindsCanBeAskedFor() {
        UUID id = newsroom.article().in(section).save();
        newsroom.takeDown(id, Article.Takedown.KILLED, "Wrong.");

        assertThat(types(Map.of("event", "killed,unpublished"))).containsExactly("killed");
        assertThat(types(Map.of("event", "-published"))).containsExactly("killed");
        assertThat(types(Map.of("kind", "section,tag"))).isEmpty();
        assertThat(changes(Map.of("kind", "section,tag")).getLong("next")).isEqualTo(start + 2);
    }

    @Test
    void whatReadersNeverSawIsNotTold() {
        newsroom.article().in(section).draft().save();
        newsroom.article()
                .in(section)
                .embargoedUntil(newsroom.now().plus(Duration.ofHours(1)))
                .save();

        assertThat(changes(Map.of()).getList("items")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            since=-1                  | since
            since=many                | since
            since=99999999999999999   | since
            limit=0                   | limit
            limit=1001                | limit
            wait=20                   | wait
            wait=PT61S                | wait
            wait=-PT1S                | wait
            event=publish             | event
            event=                    | event
            kind=articles             | kind
            kind=tag&type=article     | kind
            section=no-such-section   | section
            byline=no-such-byline     | byline
            tag=no-such-tag           | tag
            type=essay                | type
            language=12_x             | language
            ids=17                    | ids
            publishedAfter=yesterday  | publishedAfter
            cursor=x                  | cursor
            sort=newest               | sort
            """)
    void whatCantBeAskedIsRefusedByName(String query, String parameter) {
        Response answer = given().urlEncodingEnabled(false).get("/v1/changes?" + query);

        assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(400);
        assertThat(answer.contentType()).startsWith("application/problem+json");
        assertThat(answer.jsonPath().getString("errors[0].parameter")).isEqualTo(parameter);
    }

    @Test
    void sinceBeyondTheEndIsToldWhereTheEndIs() {
        assertThat(given().get("/v1/changes?since=" + (start + 1_000_000))
                        .jsonPath()
                        .getString("errors[0].detail"))
                .contains("beyond the end of the log", "snapshot");
    }

    @Test
    void aChangeEndsTheWaitForIt() {
        CompletableFuture<Response> waiting = CompletableFuture.supplyAsync(
                () -> given().get("/v1/changes?wait=PT50S&section=" + section + "&since=" + start));
        newsroom.article().in("news").save();
        UUID id = newsroom.article().in(section).save();

        assertThat(waiting.join().jsonPath().getList("items.id")).containsExactly(id.toString());
    }

    @Test
    void aWaitThatIsOverIsAnsweredWithNothing() {
        JsonPath found = changes(Map.of("wait", "PT0.1S", "section", section));

        assertThat(found.getList("items")).isEmpty();
        assertThat(found.getLong("next")).isGreaterThanOrEqualTo(start);
    }

    @Test
    void thoseWhoWaitHoldNoConnection() {
        List<CompletableFuture<Response>> waiting = IntStream.range(0, 60)
                .mapToObj(i -> {
                    CompletableFuture<Response> answer = new CompletableFuture<>();
                    Thread.ofVirtual()
                            .start(() -> answer.complete(
                                    given().get("/v1/changes?wait=PT50S&section=" + section + "&since=" + start)));
                    return answer;
                })
                .toList();
        assertThat(given().get("/v1/articles?limit=1").statusCode()).isEqualTo(200);
        UUID id = newsroom.article().in(section).save();

        assertThat(waiting)
                .allSatisfy(answer ->
                        assertThat(answer.join().jsonPath().getList("items.id")).containsExactly(id.toString()));
    }

    @Test
    void theNumberOfStatementsDoesNotDependOnTheLog() {
        String tag = unique("counted");
        IntStream.range(0, 5)
                .forEach(i -> newsroom.article()
                        .in(section)
                        .tagged(TagType.TOPIC, tag)
                        .save());

        assertThat(statements("")).isLessThanOrEqualTo(1);
        assertThat(statements("&section=" + section)).isEqualTo(2);
        assertThat(statements("&section=" + section + "&tag=" + tag)).isEqualTo(3);
    }

    /** The least of some tries: what the timekeeper and others do meanwhile is counted too, and can only add. */
    private long statements(String query) {
        return IntStream.range(0, 8).mapToLong(i -> statementsOnce(query)).min().orElseThrow();
    }

    private long statementsOnce(String query) {
        sessions.getStatistics().clear();
        assertThat(given().get("/v1/changes?since=" + start + query).jsonPath().getList("items"))
                .hasSize(5);
        return sessions.getStatistics().getPrepareStatementCount();
    }

    @Test
    void longAnswersAreCompressed() {
        IntStream.range(0, 5).forEach(i -> newsroom.article().in(section).save());

        assertThat(given().header("Accept-Encoding", "gzip")
                        .get("/v1/changes?since=" + start)
                        .header("Content-Encoding"))
                .isEqualTo("gzip");
    }
}
