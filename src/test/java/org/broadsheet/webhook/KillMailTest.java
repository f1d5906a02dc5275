package org.broadsheet.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.broadsheet.fixture.Newsroom.unique;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.broadsheet.fixture.Credentials;
import org.broadsheet.fixture.Desk;
import org.broadsheet.fixture.Syndicate;
import org.broadsheet.fixture.TestDatabase;
import org.broadsheet.webhook.Receiver.Delivery;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Partners who have webhooks are told of kills by them, and reminded. */
@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
@TestProfile(WebhooksAreOn.class)
class KillMailTest {

    @Inject
    Desk desk;

    @Inject
    Syndicate syndicate;

    @Inject
    Credentials credentials;

    @Inject
    EntityManager database;

    private Receiver receiver;

    @BeforeEach
    void open() throws Exception {
        receiver = new Receiver();
    }

    @AfterEach
    void close() {
        receiver.close();
    }

    private Syndicate.Partner partner() {
        return managing(syndicate.partner(Map.of("tier", "full")));
    }

    private Syndicate.Partner managing(Syndicate.Partner made) {
        return syndicate.key(made.id(), "content:read", "changes:read", "webhooks:manage");
    }

    /** The secret of a webhook of the partner's that wants to be told of {@code event}s in {@code section}. */
    private String hook(Syndicate.Partner partner, String path, String section, String event) {
        Response made = partner.reads()
                .contentType("application/json")
                .body(Map.of(
                        "url", receiver.url(path), "events", List.of(event), "filters", Map.of("section", section)))
                .post("/v1/webhooks");
        assertThat(made.statusCode()).as(made.asString()).isEqualTo(201);
        return made.jsonPath().getString("secret");
    }

    private Delivery came(String path, String type) throws InterruptedException {
        for (int i = 0; i < 1000; i++) {
            for (Delivery delivery : receiver.at(path)) {
                if (delivery.type().equals(type)) {
                    return delivery;
                }
            }
            TimeUnit.MILLISECONDS.sleep(20);
        }
        throw new AssertionError("no " + type + " among " + receiver.at(path));
    }

    private JsonPath until(String notice, Predicate<JsonPath> so) throws InterruptedException {
        JsonPath kill = null;
        for (int i = 0; i < 200; i++) {
            kill = credentials.editor().get("/v1/editorial/kills/{id}", notice).jsonPath();
            if (so.test(kill)) {
                return kill;
            }
            TimeUnit.MILLISECONDS.sleep(50);
        }
        throw new AssertionError(kill.prettify());
    }

    @Test
    void whoGotItByWebhookIsToldByWebhookAndReminded() throws Exception {
        String section = desk.section(unique("hooked"));
        Syndicate.Partner partner = partner();
        String secret = hook(partner, "/a", section, "published");
        Desk.Piece piece = desk.draft(Map.of("headline", unique("Hooked"), "section", section, "body", "Text."))
                .publish();
        came("/a", "article.published");

        piece.does("kill", Map.of("reason", "Wrong."));

        Delivery notice = came("/a", "kill.notice");
        assertThat(notice.isSignedWith(secret)).isTrue();
        assertThat(notice.json().at("/data/article").asText()).isEqualTo(piece.id());
        assertThat(notice.json().at("/data/reason").asText()).isEqualTo("Wrong.");
        assertThat(notice.json().at("/data").has("reminder")).isFalse();
        came("/a", "article.killed");
        String id = notice.json().at("/data/id").asText();
        assertThat(notice.json().at("/data/acknowledge").asText()).isEqualTo("/v1/kills/" + id + "/ack");
        JsonPath kill = until(
                id,
                now -> now.getList("items[0].told.how").contains("webhook")
                        && now.getString("items[0].lastMessageAt") != null);
        assertThat(kill.getString("items[0].partner")).isEqualTo(partner.id());
        assertThat(kill.getList("items[0].fetched.how")).contains("webhook");
        assertThat(kill.getInt("items[0].reminders")).isZero();
        assertThat(kill.getString("items[0].lastMessageAt")).isNotNull();

        QuarkusTransaction.requiringNew()
                .run(() -> database.createNativeQuery(
                                "update kill_receipt set next_message_at = now() where notice_id = :id")
                        .setParameter("id", UUID.fromString(id))
                        .executeUpdate());
        Delivery reminder = came("/a", "kill.reminder");
        assertThat(reminder.json().at("/data/id").asText()).isEqualTo(id);
        assertThat(reminder.json().at("/data/reminder").asInt()).isEqualTo(1);
        assertThat(reminder.id()).isNotEqualTo(notice.id());

        partner.reads()
                .contentType("application/json")
                .post(reminder.json().at("/data/acknowledge").asText())
                .then()
                .statusCode(200);
        assertThat(until(id, now -> now.getInt("kill.acknowledged") == 1).getInt("kill.told"))
                .isEqualTo(1);
    }

    @Test
    void whatCanNotBeSentToOneWebhookOfAPartnerIsSentToTheOthers() throws Exception {
        Desk.Piece piece = desk.draft(unique("Two")).publish();
        Syndicate.Partner partner = partner();
        String elsewhere = desk.section(unique("elsewhere"));
        hook(partner, "/unreadable", elsewhere, "published");
        hook(partner, "/well", elsewhere, "published");
        QuarkusTransaction.requiringNew()
                .run(() -> database.createNativeQuery("update webhook set secret = '\\x01' where url = :url")
                        .setParameter("url", receiver.url("/unreadable"))
                        .executeUpdate());
        partner.reads().get("/v1/articles/{id}", piece.id()).then().statusCode(200);

        piece.does("kill", Map.of("reason", "Wrong."));

        came("/well", "kill.notice");
    }

    /** Whatever it wants to be told otherwise. */
    @Test
    void mandatoryCorrectionsComeToEveryWebhookOfWhoFetchedIt() throws Exception {
        Desk.Piece piece = desk.draft(unique("Read")).publish();
        Syndicate.Partner partner = partner();
        Syndicate.Partner other = partner();
        hook(partner, "/reader", desk.section(unique("elsewhere")), "published");
        hook(other, "/other", desk.section(unique("elsewhere")), "published");
        partner.reads().get("/v1/articles/{id}", piece.id()).then().statusCode(200);

        piece.does("correct", Map.of("text", "It was six.", "mandatory", true));

        Delivery notice = came("/reader", "kill.notice");
        assertThat(notice.json().at("/data/kind").asText()).isEqualTo("correction");
        TimeUnit.MILLISECONDS.sleep(300);
        assertThat(receiver.at("/other")).isEmpty();
    }

    /** The log does not tell it, so the notice has no number of a change; nobody else hears of it. */
    @Test
    void soDoThoseOfWhatWasFetchedAheadOfItsEmbargo() throws Exception {
        Desk.Piece piece = desk.draft(unique("Ahead"));
        piece.does(
                "publish",
                Map.of("embargoUntil", Instant.now().plus(Duration.ofHours(1)).toString()));
        Syndicate.Partner ahead = managing(syndicate.withRights(Map.of("embargoed", true)));
        hook(ahead, "/ahead", desk.section(unique("elsewhere")), "published");
        Syndicate.Partner other = partner();
        hook(other, "/everything", desk.section(unique("all")), "corrected");
        ahead.reads().get("/v1/articles/{id}", piece.id()).then().statusCode(200);

        piece.does("correct", Map.of("text", "It was six.", "mandatory", true));

        Delivery notice = came("/ahead", "kill.notice");
        assertThat(notice.json().at("/data/article").asText()).isEqualTo(piece.id());
        assertThat(notice.json().at("/data/embargoed").asBoolean()).isTrue();
        assertThat(notice.json().at("/data").has("seq")).isFalse();
        assertThat(notice.json().at("/data").has("reason")).isFalse();
        String id = notice.json().at("/data/id").asText();
        assertThat(until(id, now -> now.getInt("kill.told") == 1).getList("items[0].told.how"))
                .isEqualTo(List.of("webhook"));
        assertThat(receiver.at("/everything")).isEmpty();
    }
}
