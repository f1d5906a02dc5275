package org.broadsheet.webhook;

import static io.restassured.http.ContentType.JSON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.broadsheet.fixture.Newsroom.unique;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.startsWith;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.broadsheet.article.Article;
import org.broadsheet.changes.ChangeLog;
import org.broadsheet.fixture.Credentials;
import org.broadsheet.fixture.Newsroom;
import org.broadsheet.fixture.Syndicate;
import org.broadsheet.fixture.TestDatabase;
import org.broadsheet.webhook.Receiver.Delivery;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What comes to the endpoints of partners. */
@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
@TestProfile(WebhooksAreOn.class)
class WebhookRightsTest {

    private static final String PATH = "/v1/webhooks";

    @Inject
    Newsroom newsroom;

    @Inject
    Syndicate syndicate;

    @Inject
    Credentials credentials;

    @Inject
    ChangeLog log;

    private final String section = unique("theirs");
    private final String other = unique("others");
    private Receiver receiver;

    @BeforeEach
    void open() throws Exception {
        receiver = new Receiver();
        newsroom.article().in(section).save();
        newsroom.article().in(other).save();
    }

    @AfterEach
    void close() {
        receiver.close();
    }

    private Syndicate.Partner partner() {
        Syndicate.Partner made =
                syndicate.partner(Map.of("tier", "text", "rights", Map.of("sections", List.of(section))));
        return syndicate.key(made.id(), "webhooks:manage");
    }

    private String hook(Syndicate.Partner partner) {
        return partner.reads()
                .contentType(JSON)
                .body(Map.of("name", "theirs", "url", receiver.url("/a"), "payload", "full"))
                .post(PATH)
                .then()
                .statusCode(201)
                .body("partner", equalTo(partner.id()))
                .extract()
                .path("id");
    }

    private void change(Syndicate.Partner partner, Map<String, ?> what) {
        String version = credentials.admin().get("/v1/partners/" + partner.id()).header("ETag");
        credentials
                .admin()
                .header("If-Match", version)
                .contentType(JSON)
                .body(what)
                .patch("/v1/partners/" + partner.id())
                .then()
                .statusCode(200);
    }

    private void awaitTold(String id) throws InterruptedException {
        long head = log.head();
        for (int i = 0;
                i < 400 && credentials.admin().get(PATH + "/" + id).jsonPath().getLong("seq") < head;
                i++) {
            Thread.sleep(50);
        }
    }

    /** What was told of the log, in its order. The notice of a kill that was fetched comes besides, sooner or later. */
    private List<String> changes() {
        return receiver.at("/a").stream()
                .map(Delivery::type)
                .filter(type -> !type.equals("kill.notice"))
                .toList();
    }

    @Test
    void partnerIsToldOfWhatItMaySeeAndNoMoreOfItThanThat() throws Exception {
        String id = hook(partner());
        newsroom.article().in(other).headline("Of others").save();
        UUID theirs = newsroom.article()
                .in(section)
                .headline("Theirs")
                .body("All of it.")
                .ledBy("https://images.example/lead.jpg")
                .save();
        awaitTold(id);

        List<Delivery> came = receiver.at("/a");
        assertThat(came).hasSize(1);
        var article = came.getFirst().json().at("/data/article");
        assertThat(article.at("/id").asText()).isEqualTo(theirs.toString());
        assertThat(came.getFirst().body()).contains("All of it.").doesNotContain("lead.jpg");
        assertThat(article.at("/withheld/0/right").asText()).isEqualTo("images");

        newsroom.takeDown(theirs, Article.Takedown.KILLED, "Wrong.");
        awaitTold(id);
        assertThat(changes()).containsExactly("article.published", "article.killed");
    }

    @Test
    void changedRightsHoldForWhatIsToldNext() throws Exception {
        Syndicate.Partner partner = partner();
        String id = hook(partner);
        change(partner, Map.of("tier", "teaser"));
        newsroom.article().in(section).headline("Theirs").body("All of it.").save();
        awaitTold(id);
        assertThat(receiver.at("/a").getFirst().body()).contains("Theirs").doesNotContain("All of it.");
    }

    @Test
    void whoIsSuspendedHearsOfKillsAlone() throws Exception {
        Syndicate.Partner partner = partner();
        String id = hook(partner);
        UUID theirs = newsroom.article().in(section).headline("Theirs").save();
        receiver.await("/a", 1);
        change(partner, Map.of("state", "suspended"));
        newsroom.article().in(section).headline("Later").save();
        newsroom.takeDown(theirs, Article.Takedown.KILLED, "Wrong.");
        awaitTold(id);
        assertThat(changes()).containsExactly("article.published", "article.killed");
        partner.reads().get(PATH).then().statusCode(401);
    }

    @Test
    void webhooksBelongToAllKeysOfAPartnerAndToNoOther() {
        Syndicate.Partner partner = partner();
        String id = hook(partner);
        syndicate
                .key(partner.id(), "webhooks:manage")
                .reads()
                .get(PATH + "/" + id)
                .then()
                .statusCode(200);
        partner().reads().get(PATH + "/" + id).then().statusCode(404);
        partner().reads().get(PATH).then().statusCode(200).body("items.size()", equalTo(0));
        syndicate.key(partner.id()).reads().get(PATH).then().statusCode(403);
    }

    @Test
    void whoSeesArticlesLaterThanOthersCanHaveNone() {
        Syndicate.Partner made = syndicate.withRights(Map.of("delay", "PT1H"));
        syndicate
                .key(made.id(), "webhooks:manage")
                .reads()
                .contentType(JSON)
                .body(Map.of("name", "late", "url", receiver.url("/a")))
                .post(PATH)
                .then()
                .statusCode(403)
                .body("detail", startsWith("Withheld: your rights give articles PT1H"));
    }
}
