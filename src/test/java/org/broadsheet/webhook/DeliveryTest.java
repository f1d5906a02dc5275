package org.broadsheet.webhook;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.broadsheet.fixture.Newsroom.unique;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.broadsheet.article.Article;
import org.broadsheet.changes.ChangeLog;
import org.broadsheet.fixture.ArticleBuilder;
import org.broadsheet.fixture.Credentials;
import org.broadsheet.fixture.Newsroom;
import org.broadsheet.fixture.TestDatabase;
import org.broadsheet.webhook.Hooks.Hook;
import org.broadsheet.webhook.Receiver.Delivery;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What comes to an endpoint, and what becomes of one that does not take it. */
@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
@TestProfile(WebhooksAreOn.class)
class DeliveryTest {

    @Inject
    Hooks hooks;

    @Inject
    Newsroom newsroom;

    @Inject
    Credentials credentials;

    @Inject
    ChangeLog log;

    private final String section = unique("wired");
    private Receiver receiver;

    @BeforeEach
    void open() throws Exception {
        receiver = new Receiver();
        newsroom.article().in(section).save();
    }

    @AfterEach
    void close() {
        receiver.close();
    }

    private Hook hook(String path) {
        return hook(path, Map.of());
    }

    private Hook hook(String path, Map<String, ?> more) {
        Map<String, Object> form = new java.util.HashMap<>(more);
        form.putIfAbsent("filters", Map.of("section", section));
        return hooks.create(receiver.url(path), form);
    }

    private List<Delivery> quiet(String path, int expected) throws InterruptedException {
        receiver.await(path, expected);
        TimeUnit.MILLISECONDS.sleep(400);
        return receiver.at(path);
    }

    @Test
    void changeIsToldSignedAndInTheFormOfTheStandard() throws Exception {
        Hook hook = hook("/a");
        UUID id = newsroom.article().in(section).headline("Ærø — ferries").save();
        long seq = log.head();

        Delivery came = quiet("/a", 1).getFirst();

        assertThat(receiver.at("/a")).hasSize(1);
        assertThat(came.isSignedWith(hook.secret())).isTrue();
        assertThat(came.isSignedWith(Secret.draw().reveal())).isFalse();
        receiver.keep("/a", hook.secret());
        assertThat(came.header("content-type")).isEqualTo("application/json");
        assertThat(came.id()).isEqualTo("msg_" + hook.id().replace("-", "") + "_" + seq);
        assertThat(came.type()).isEqualTo("article.published");
        assertThat(came.json().at("/data/id").asText()).isEqualTo(id.toString());
        assertThat(came.json().at("/data/seq").asLong()).isEqualTo(seq);
        assertThat(came.json().has("timestamp")).isTrue();
        assertThat(came.body()).doesNotContain("Ærø");
        assertThat(hook.until(now -> now.getLong("behind") == 0).getString("state"))
                .isEqualTo("active");
        assertThat(hook.attempts().getList("items.status")).containsExactly(204);
    }

    @Test
    void fullPayloadHasTheArticleAsReadersSeeIt() throws Exception {
        hook("/a", Map.of("payload", "full"));
        UUID id = newsroom.article()
                .in(section)
                .headline("Whole")
                .body("All of it.")
                .save();

        Delivery came = receiver.await("/a", 1).getFirst();

        assertThat(came.json().at("/data/article"))
                .isEqualTo(new com.fasterxml.jackson.databind.ObjectMapper()
                        .readTree(given().get("/v1/articles/" + id).asString()));
        newsroom.takeDown(id, Article.Takedown.KILLED, "Wrong.");
        Delivery kill = receiver.await("/a", 2).get(1);
        assertThat(kill.type()).isEqualTo("article.killed");
        assertThat(kill.json().at("/data/reason").asText()).isEqualTo("Wrong.");
        assertThat(kill.json().at("/data").has("article")).isFalse();
    }

    @Test
    void draftsAndEmbargoesAreNotTold() throws Exception {
        hook("/a", Map.of("payload", "full"));
        newsroom.article().in(section).headline("Secret draft").draft().save();
        newsroom.article()
                .in(section)
                .headline("Secret embargo")
                .embargoedUntil(newsroom.now().plus(Duration.ofHours(1)))
                .save();
        newsroom.article()
                .in(section)
                .headline("Secret schedule")
                .scheduledFor(newsroom.now().plus(Duration.ofHours(1)))
                .save();
        newsroom.article().in(section).headline("Open").save();

        assertThat(quiet("/a", 1))
                .singleElement()
                .satisfies(came -> assertThat(came.body()).contains("Open").doesNotContain("Secret"));
    }

    @Test
    void onlyWhatIsWantedComesAndKillsToWhomeverWasToldOnce() throws Exception {
        String elsewhere = unique("elsewhere");
        newsroom.article().in(elsewhere).save();
        hook("/killsOnly", Map.of("events", List.of("killed")));
        hook("/noKills", Map.of("events", List.of("published")));
        ArticleBuilder piece = newsroom.article().in(section);
        UUID id = piece.save();
        newsroom.article().in(elsewhere).save();
        piece.in(elsewhere).save();
        newsroom.takeDown(id, Article.Takedown.KILLED, "Wrong.");

        assertThat(quiet("/killsOnly", 1)).extracting(Delivery::type).containsExactly("article.killed");
        assertThat(quiet("/noKills", 2))
                .extracting(Delivery::type)
                .containsExactly("article.published", "article.killed");
    }

    @Test
    void whatFailsIsSentAgainWithTheSameIdAndNothingOvertakesIt() throws Exception {
        AtomicInteger calls = new AtomicInteger();
        receiver.answers("/a", (what, how) -> calls.incrementAndGet() % 3 == 0 ? 200 : 500);
        Hook hook = hook("/a");
        for (int i = 0; i < 4; i++) {
            newsroom.article().in(section).save();
        }
        long head = log.head();

        List<Delivery> came = quiet("/a", 12);

        assertThat(came).extracting(Delivery::seq).isSorted().hasSize(12);
        assertThat(came).extracting(Delivery::id).containsExactlyElementsOf(thrice(hook, head));
        assertThat(came)
                .allSatisfy(one -> assertThat(one.isSignedWith(hook.secret())).isTrue());
        assertThat(hook.attempts().getList("items.delivered").stream().filter(Boolean.TRUE::equals))
                .hasSize(4);
        assertThat(hook.attempts().getList("items.error")).contains("answered 500");
    }

    private static List<String> thrice(Hook hook, long head) {
        List<String> ids = new ArrayList<>();
        for (long seq = head - 3; seq <= head; seq++) {
            for (int i = 0; i < 3; i++) {
                ids.add("msg_" + hook.id().replace("-", "") + "_" + seq);
            }
        }
        return ids;
    }

    @Test
    void retryAfterIsHeeded() throws Exception {
        AtomicInteger calls = new AtomicInteger();
        receiver.answers("/a", (what, how) -> {
            how.getResponseHeaders().add("Retry-After", "3");
            return calls.incrementAndGet() == 1 ? 503 : 204;
        });
        Hook hook = hook("/a");
        newsroom.article().in(section).save();

        receiver.await("/a", 1);
        assertThat(hook.until(now -> now.getString("state").equals("failing")).getInt("failures"))
                .isEqualTo(1);
        List<Delivery> came = receiver.await("/a", 2);

        assertThat(Duration.between(came.get(0).at(), came.get(1).at())).isGreaterThanOrEqualTo(Duration.ofSeconds(3));
        hook.until(now -> now.getString("state").equals("active"));
    }

    @Test
    void goneEndsItAtOnceAndResumingGoesOnWhereItStopped() throws Exception {
        receiver.answers("/a", (what, how) -> 410);
        Hook hook = hook("/a");
        UUID first = newsroom.article().in(section).save();
        UUID second = newsroom.article().in(section).save();

        assertThat(hook.until(now -> now.getString("state").equals("paused")).getString("pausedBecause"))
                .isEqualTo("gone");
        assertThat(quiet("/a", 1)).hasSize(1);
        receiver.answers("/a", (what, how) -> 204);
        assertThat(hook.order("resume", null).statusCode()).isEqualTo(200);

        assertThat(quiet("/a", 3))
                .extracting(came -> came.json().at("/data/id").asText())
                .containsExactly(first.toString(), first.toString(), second.toString());
    }

    @Test
    void afterThreeDaysOfFailingItIsPausedWithANoticeAndNothingIsForgotten() throws Exception {
        receiver.answers("/a", (what, how) -> 500);
        Hook hook = hook("/a");
        UUID id = newsroom.article().in(section).save();
        hook.until(now -> now.getString("state").equals("failing"));
        hook.failingForDays(2);
        int before = receiver.at("/a").size();
        receiver.await("/a", before + 1);
        assertThat(hook.now().getString("state")).isEqualTo("failing");
        hook.failingForDays(4);

        assertThat(hook.until(now -> now.getString("state").equals("paused")).getString("pausedBecause"))
                .isEqualTo("failing");
        assertThat(credentials
                        .admin()
                        .queryParam("thing", hook.id())
                        .queryParam("action", "webhook.pause")
                        .get("/v1/editorial/audit")
                        .jsonPath()
                        .getList("items.actor.subject"))
                .containsExactly("webhooks");
        assertThat(given().get("/metrics").asString()).contains("broadsheet_webhooks_pauses_total{because=\"failing\"");
        int then = receiver.at("/a").size();
        receiver.answers("/a", (what, how) -> 204);
        hook.order("resume", null);
        assertThat(quiet("/a", then + 1).get(then).json().at("/data/id").asText())
                .isEqualTo(id.toString());
    }

    @Test
    void slowEndpointDelaysNobody() throws Exception {
        receiver.answers("/slow", (what, how) -> {
            TimeUnit.SECONDS.sleep(5);
            return 204;
        });
        Hook slow = hook("/slow");
        hook("/quick");
        Instant start = Instant.now();
        for (int i = 0; i < 3; i++) {
            newsroom.article().in(section).save();
        }

        List<Delivery> quick = receiver.await("/quick", 3);
        assertThat(Duration.between(start, quick.getLast().at())).isLessThan(Duration.ofSeconds(4));
        slow.until(now -> now.getString("state").equals("failing"));
        assertThat(slow.attempts().getString("items[0].error")).isEqualTo("no answer within 1 s");
    }

    @Test
    void redirectsAreNotFollowedAndEndlessAnswersAreCut() throws Exception {
        AtomicBoolean readToTheEnd = new AtomicBoolean();
        receiver.answers("/away", (what, how) -> {
            how.getResponseHeaders().add("Location", receiver.url("/inside"));
            return 302;
        });
        receiver.answers("/endless", (what, how) -> {
            how.sendResponseHeaders(200, 0);
            byte[] part = new byte[32 << 10];
            for (int i = 0; i < 1000; i++) {
                how.getResponseBody().write(part);
            }
            readToTheEnd.set(true);
            return 200;
        });
        Hook away = hook("/away");
        Hook endless = hook("/endless");
        newsroom.article().in(section).save();

        away.until(now -> now.getString("state").equals("failing"));
        assertThat(away.attempts().getString("items[0].error")).isEqualTo("redirects are not followed");
        assertThat(receiver.at("/inside")).isEmpty();
        endless.until(now -> now.getLong("behind") == 0);
        assertThat(receiver.at("/endless")).hasSize(1);
        assertThat(readToTheEnd).as("all 32 MB of it were read").isFalse();
    }

    @Test
    void nameThatLeadsToAPrivateAddressIsNotCalled() throws Exception {
        // this machine by another name than the one that is allowed
        String name = InetAddress.getLocalHost().getHostName();
        assumeThat(name).isNotEqualTo("localhost");
        assumeThat(PublicAddress.is(InetAddress.getByName(name))).isFalse();
        Hook hook = hooks.create(
                "https://" + name + ":" + receiver.port() + "/a", Map.of("filters", Map.of("section", section)));
        newsroom.article().in(section).save();

        hook.until(now -> now.getString("state").equals("failing"));
        assertThat(hook.attempts().getString("items[0].error"))
                .isEqualTo("the name leads to an address that is not public");
        assertThat(hook.order("test", null).jsonPath().getString("error"))
                .isEqualTo("the name leads to an address that is not public");
        assertThat(receiver.at("/a")).isEmpty();
    }

    @Test
    void secretThatIsReplacedSignsForADayToo() throws Exception {
        Hook hook = hook("/a");
        var rotated = hook.order("rotate-secret", null).jsonPath();
        String fresh = rotated.getString("secret");
        assertThat(fresh).startsWith("whsec_").isNotEqualTo(hook.secret());
        assertThat(Instant.parse(rotated.getString("previousSecretUntil")))
                .isAfter(Instant.now().plus(Duration.ofHours(23)));
        newsroom.article().in(section).save();

        Delivery both = receiver.await("/a", 1).getFirst();
        assertThat(both.header("webhook-signature").split(" ")).hasSize(2);
        assertThat(both.isSignedWith(hook.secret())).isTrue();
        assertThat(both.isSignedWith(fresh)).isTrue();

        String last = hook.order("rotate-secret", null).jsonPath().getString("secret");
        newsroom.article().in(section).save();
        Delivery next = receiver.await("/a", 2).get(1);
        assertThat(next.isSignedWith(hook.secret())).isFalse();
        assertThat(next.isSignedWith(fresh)).isTrue();
        assertThat(next.isSignedWith(last)).isTrue();
    }

    @Test
    void replaySendsAgainWhatWasWithTheSameIds() throws Exception {
        long before = log.head();
        Hook hook = hook("/a");
        for (int i = 0; i < 3; i++) {
            newsroom.article().in(section).save();
        }
        receiver.await("/a", 3);
        hook.until(now -> now.getLong("behind") == 0);

        assertThat(hook.order("replay", Map.of("since", before + 1)).statusCode())
                .isEqualTo(200);

        List<Delivery> came = quiet("/a", 5);
        assertThat(came)
                .extracting(Delivery::seq)
                .containsExactly(before + 1, before + 2, before + 3, before + 2, before + 3);
        assertThat(came.get(3).id()).isEqualTo(came.get(1).id());
        assertThat(hook.order("replay", Map.of("since", log.head() + 1)).statusCode())
                .isEqualTo(400);
    }

    @Test
    void testSaysWhatCameOfIt() throws Exception {
        Hook hook = hook("/a");

        var good = hook.order("test", null).jsonPath();
        receiver.answers("/a", (what, how) -> 401);
        var bad = hook.order("test", null).jsonPath();

        assertThat(good.getBoolean("delivered")).isTrue();
        assertThat(good.getInt("status")).isEqualTo(204);
        assertThat(bad.getBoolean("delivered")).isFalse();
        assertThat(bad.getString("error")).isEqualTo("answered 401");
        Delivery came = receiver.at("/a").getFirst();
        assertThat(came.type()).isEqualTo("webhook.test");
        assertThat(came.isSignedWith(hook.secret())).isTrue();
        assertThat(hook.now().getString("state")).isEqualTo("active");
        assertThat(hook.attempts().getList("items.type")).containsExactly("webhook.test", "webhook.test");
    }

    @Test
    void patchedOneIsToldWhatIsWantedNow() throws Exception {
        Hook hook = hook("/a");
        String elsewhere = unique("elsewhere");
        newsroom.article().in(elsewhere).save();

        assertThat(hook.patch(Map.of("url", receiver.url("/b"), "filters", Map.of("section", elsewhere)))
                        .statusCode())
                .isEqualTo(200);
        newsroom.article().in(section).save();
        newsroom.article().in(elsewhere).save();

        assertThat(quiet("/b", 1)).hasSize(1);
        assertThat(receiver.at("/a")).isEmpty();
    }
}
