package org.broadsheet.publishing;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.broadsheet.fixture.Newsroom.unique;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.broadsheet.fixture.Credentials;
import org.broadsheet.fixture.Desk;
import org.broadsheet.fixture.TestDatabase;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What editors do with a piece, and what readers see of it. */
@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class WorkflowTest {

    @Inject
    Desk desk;

    @Inject
    Credentials credentials;

    @Inject
    EntityManager database;

    private static io.restassured.response.ValidatableResponse asReader(Desk.Piece piece) {
        return given().get("/v1/articles/{id}", piece.id()).then();
    }

    private List<String> told(Desk.Piece piece) {
        return database.createNativeQuery("select type from change where id = :id order by seq", String.class)
                .setParameter("id", UUID.fromString(piece.id()))
                .getResultList();
    }

    @Test
    void readersKnowNothingOfADraft() {
        Desk.Piece piece = desk.draft(unique("Quiet"));

        asReader(piece).statusCode(404);
        assertThat(told(piece)).isEmpty();
        piece.read().then().statusCode(200).body("state", equalTo("draft")).body("live", nullValue());
    }

    @Test
    void publishedPieceIsThereAndToldOnce() {
        Desk.Piece piece = desk.draft(unique("Out"));

        piece.order("publish", Map.of())
                .then()
                .statusCode(200)
                .header("Broadsheet-Seq", notNullValue())
                .body("state", equalTo("published"))
                .body("live.revision", equalTo(1))
                .body("live.visible", equalTo(true))
                .body("transitions", hasItems("edit", "correct", "move", "unpublish", "kill"));

        asReader(piece).statusCode(200).body("version", equalTo(1));
        assertThat(told(piece)).containsExactly("published");
    }

    @Test
    void editIsSeenByReadersOnlyOncePublished() {
        String headline = unique("Before");
        Desk.Piece piece = desk.draft(headline).publish().edit(Map.of("headline", "After"));

        asReader(piece).body("headline", equalTo(headline));
        piece.publish();

        asReader(piece).body("headline", equalTo("After")).body("version", equalTo(2));
        assertThat(told(piece)).containsExactly("published", "updated");
    }

    @Test
    void editThatCameInBetweenIsNotPublishedByAccident() {
        Desk.Piece piece = desk.draft(unique("Read"));
        int read = piece.version();
        piece.edit(Map.of("headline", "Sneaked in"));

        piece.order("publish", Map.of(), read)
                .then()
                .statusCode(412)
                .body("version", equalTo(piece.version()))
                .header("ETag", "\"" + piece.version() + "\"");
        asReader(piece).statusCode(404);
    }

    @Test
    void revisionThatIsNamedIsTheOneThatComesOut() {
        String first = unique("First");
        Desk.Piece piece = desk.draft(first).edit(Map.of("headline", "Second"));

        piece.does("publish", Map.of("revision", 1));

        asReader(piece).body("headline", equalTo(first));
        piece.order("publish", Map.of("revision", 9))
                .then()
                .statusCode(422)
                .body("errors[0].pointer", equalTo("/revision"));
    }

    @Test
    void changeWithoutItsVersionIsRefused() {
        Desk.Piece piece = desk.draft(unique("Unversioned"));

        credentials
                .editor()
                .contentType("application/json")
                .body(Map.of())
                .post("/v1/editorial/articles/{id}/publish", piece.id())
                .then()
                .statusCode(428);
        credentials
                .editor()
                .contentType("application/json")
                .body(Map.of())
                .header("If-Match", "*")
                .post("/v1/editorial/articles/{id}/publish", piece.id())
                .then()
                .statusCode(400);
    }

    @Test
    void correctionIsInTheHistoryAndInTheLog() {
        Desk.Piece piece = desk.draft(unique("Wrong")).publish();

        piece.does("correct", Map.of("text", "The year was wrong."));

        asReader(piece).body("corrections.text", equalTo(List.of("The year was wrong.")));
        given().get("/v1/articles/{id}/history", piece.id())
                .then()
                .body("items.kind", equalTo(List.of("published", "corrected")))
                .body("items.note[1]", equalTo("The year was wrong."));
        assertThat(told(piece)).containsExactly("published", "corrected");
    }

    @ParameterizedTest
    @CsvSource({"gone,410", "withdrawn,410"})
    void unpublishedPieceIsToldToBeGoneAndMayComeBack(String type, int status) {
        Desk.Piece piece = desk.draft(unique("Back")).publish();
        String first = asReader(piece).extract().path("firstPublishedAt");

        piece.does("unpublish", Map.of("type", type, "explanation", "For a while."));

        asReader(piece).statusCode(status).body("takedown", equalTo(type)).body("reason", equalTo("For a while."));
        piece.publish();
        asReader(piece).statusCode(200).body("firstPublishedAt", equalTo(first)).body("version", equalTo(2));
        assertThat(told(piece)).containsExactly("published", "unpublished", "published");
    }

    @Test
    void redirectLeadsToTheOtherPiece() {
        Desk.Piece target = desk.draft(unique("Target")).publish();
        Desk.Piece piece = desk.draft(unique("Double")).publish();
        String path = piece.last().getString("live.path");

        piece.does("unpublish", Map.of("type", "redirect", "to", target.id()));

        given().redirects()
                .follow(false)
                .get("/v1/articles/{id}", piece.id())
                .then()
                .statusCode(308)
                .header("Location", "/v1/articles/" + target.id());
        given().queryParam("url", path)
                .get("/v1/resolve")
                .then()
                .body("status", equalTo("moved"))
                .body("id", equalTo(target.id()));
        target.does("unpublish", Map.of("type", "gone"));
        given().get("/v1/articles/{id}", piece.id()).then().statusCode(410).body("takedown", equalTo("gone"));
    }

    @Test
    void killedPieceNeverComesBack() {
        Desk.Piece piece = desk.draft(unique("Killed")).publish();

        piece.order("kill", Map.of("reason", "It was wrong."))
                .then()
                .statusCode(200)
                .body("state", equalTo("killed"))
                .body("transitions", equalTo(List.of()))
                .body("propagation.replicas", equalTo(1))
                .body("propagation.confirmed", equalTo(1));

        asReader(piece).statusCode(410).body("takedown", equalTo("killed")).body("reason", equalTo("It was wrong."));
        for (String verb : List.of("publish", "submit", "unschedule")) {
            piece.order(verb, Map.of()).then().statusCode(409);
        }
        piece.patch(Map.of("headline", "Zombie")).then().statusCode(409);
        assertThat(told(piece)).containsExactly("published", "killed");
    }

    @Test
    void killOfAPieceThatWasPutOffAfterReadersSawItIsToldToThem() {
        Desk.Piece piece = desk.draft(unique("Put off")).publish();
        piece.does("publish", Map.of("embargoUntil", hourAhead()));
        asReader(piece).statusCode(404);

        piece.order("kill", Map.of("reason", "It was wrong."))
                .then()
                .statusCode(200)
                .header("Broadsheet-Seq", notNullValue());

        asReader(piece).statusCode(410).body("reason", equalTo("It was wrong."));
        assertThat(told(piece)).containsExactly("published", "unpublished", "killed");
    }

    @Test
    void killOfAPieceThatReadersNeverSawIsNotTold() {
        Desk.Piece piece = desk.draft(unique("Never out"));
        piece.does("publish", Map.of("embargoUntil", hourAhead())).does("kill", Map.of("reason", "It was wrong."));

        asReader(piece).statusCode(404);
        assertThat(told(piece)).isEmpty();
    }

    private static String hourAhead() {
        return Instant.now().plus(Duration.ofHours(1)).toString();
    }

    @Test
    void embargoOfAnOrderStaysUntilAnotherOrderLiftsIt() {
        Desk.Piece piece = desk.draft(unique("Under embargo"));
        piece.does("publish", Map.of("embargoUntil", hourAhead()));

        piece.edit(Map.of("standfirst", "More of it.")).publish();
        asReader(piece).statusCode(404);
        piece.does("correct", Map.of("text", "The year was wrong."));
        asReader(piece).statusCode(404);
        assertThat(told(piece)).isEmpty();

        piece.does(
                "publish", Map.of("embargoUntil", Instant.now().minusSeconds(1).toString()));
        asReader(piece).statusCode(200);
        piece.publish();
        asReader(piece).statusCode(200);
    }

    @Test
    void embargoOfTheFormCanBeChangedInTheForm() {
        Desk.Piece piece = desk.draft(unique("Embargoed in the form"));
        piece.edit(Map.of("embargoedUntil", hourAhead())).publish();
        asReader(piece).statusCode(404);

        piece.edit(Map.of("embargoedUntil", Instant.now().minusSeconds(1).toString()))
                .publish();

        asReader(piece).statusCode(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"at\": \"+10000-01-01T00:00:00Z\"}",
                "{\"at\": \"+300000-01-01T00:00:00Z\"}",
                "{\"at\": \"0000-12-31T23:59:59Z\"}",
                "{\"at\": 99999999999999}",
                "{\"at\": 1.5}",
                "{\"at\": \"\"}",
                "{\"embargoUntil\": \"-4713-01-01T00:00:00Z\"}",
                "{\"embargoUntil\": 1790000000}"
            })
    void momentThatIsNoneIsRefusedWithItsPointer(String order) {
        Desk.Piece piece = desk.draft(unique("Timeless"));

        credentials
                .editor()
                .header("If-Match", "\"1\"")
                .contentType("application/json")
                .body(order)
                .post("/v1/editorial/articles/{id}/publish", piece.id())
                .then()
                .statusCode(400)
                .body("errors[0].pointer", equalTo(order.contains("embargo") ? "/embargoUntil" : "/at"));
    }

    @Test
    void transitionsThatAreNotListedAreRefusedAndSayWhatIsPossible() {
        Desk.Piece piece = desk.draft(unique("Draft"));

        for (String verb : List.of("correct", "move", "unpublish", "kill", "reject")) {
            Map<String, String> body = switch (verb) {
                case "correct" -> Map.of("text", "x");
                case "move" -> Map.of("path", "/x/" + piece.id());
                case "unpublish" -> Map.of("type", "gone");
                case "kill" -> Map.of("reason", "x");
                default -> Map.of();
            };
            piece.order(verb, body).then().statusCode(409).body("detail", containsString("edit, submit, publish"));
        }
    }

    @Test
    void transitionsAreThoseThatWhoeverAsksMayMake() {
        Desk.Piece piece = desk.draft(unique("Listed")).publish();

        credentials
                .writer()
                .get("/v1/editorial/articles/{id}", piece.id())
                .then()
                .body("transitions", equalTo(List.of("edit", "revert", "assign")));
        piece.edit(Map.of("headline", unique("Changed")));
        assertThat(piece.last().getList("transitions")).contains("discard", "publish", "revert", "assign");
    }

    @Test
    void discardThatHasNothingToDiscardChangesNothing() {
        Desk.Piece piece = desk.draft(unique("Discarded")).publish().edit(Map.of("headline", unique("Changed")));

        for (int i = 0; i < 2; i++) {
            Response answer = credentials
                    .editor()
                    .header("If-Match", "\"" + piece.read().jsonPath().getInt("version") + "\"")
                    .delete("/v1/editorial/articles/" + piece.id());
            answer.then().statusCode(200).body("revision", equalTo(3)).body("transitions", not(hasItem("discard")));
        }
    }

    @Test
    void whatChangesNothingMakesNoVersionAndTellsNothing() {
        Desk.Piece piece = desk.draft(unique("Unchanged"));
        int version = piece.version();

        piece.patch(Map.of())
                .then()
                .statusCode(200)
                .body("version", equalTo(version))
                .body("revision", equalTo(1));
        piece.patch(Map.of("headline", piece.last().getString("draft.headline")))
                .then()
                .body("version", equalTo(version));
        piece.publish();
        int out = piece.version();
        piece.order("publish", Map.of()).then().statusCode(200).body("version", equalTo(out));
        assertThat(told(piece)).containsExactly("published");
    }

    @Test
    void reviewGoesForwardAndBack() {
        Desk.Piece piece = desk.draft(unique("Reviewed"));

        piece.does("submit", Map.of("note", "Please look."))
                .order("reject", Map.of())
                .then()
                .body("state", equalTo("draft"));
        piece.does("submit", Map.of()).publish();

        asReader(piece).statusCode(200);
        credentials
                .admin()
                .queryParam("thing", piece.id())
                .get("/v1/editorial/audit")
                .then()
                .body(
                        "items.action",
                        equalTo(List.of(
                                "article.publish",
                                "article.submit",
                                "article.reject",
                                "article.submit",
                                "article.create")))
                .body("items[3].note", equalTo("Please look."))
                .body("items[0].fromState", equalTo("review"))
                .body("items[0].toState", equalTo("published"))
                .body("items[0].toRevision", equalTo(1));
    }

    @Test
    void scheduledRevisionComesOutOnTimeWithoutWhatWasWrittenSince() throws InterruptedException {
        String headline = unique("On time");
        Desk.Piece piece = desk.draft(headline);
        Instant at = Instant.now().plusSeconds(1);

        piece.does("publish", Map.of("at", at.toString()));
        assertThat(piece.last().getString("state")).isEqualTo("scheduled");
        piece.edit(Map.of("headline", "Written since"));
        asReader(piece).statusCode(404);

        await(piece, 200);
        asReader(piece).body("headline", equalTo(headline));
        assertThat(told(piece)).containsExactly("published");
        List<Instant> when = database.createNativeQuery("select at from change where id = :id", Instant.class)
                .setParameter("id", UUID.fromString(piece.id()))
                .getResultList();
        assertThat(when.getFirst()).isAfterOrEqualTo(at);
        piece.read().then().body("state", equalTo("published")).body("schedule", nullValue());
    }

    @Test
    void pieceThatCanNotBePublishedIsGivenUpAndHoldsUpNoOther() throws InterruptedException {
        Desk.Piece broken = desk.draft(unique("Broken"));
        Desk.Piece sound = desk.draft(unique("Sound"));
        broken.does("publish", Map.of("at", Instant.now().plusMillis(800).toString()));
        QuarkusTransaction.requiringNew()
                .run(() -> database.createNativeQuery(
                                "update article_revision set content = '{\"headline\": 7}' where article_id = :id")
                        .setParameter("id", UUID.fromString(broken.id()))
                        .executeUpdate());
        sound.does("publish", Map.of("at", Instant.now().plusMillis(900).toString()));

        await(sound, 200);

        credentials
                .admin()
                .queryParam("thing", broken.id())
                .get("/v1/editorial/audit")
                .then()
                .body("items.action", hasItems("article.unschedule"));
        asReader(broken).statusCode(404);
    }

    @Test
    void scheduleCanBeTakenBack() throws InterruptedException {
        Desk.Piece piece = desk.draft(unique("Recalled"));
        piece.does("publish", Map.of("at", Instant.now().plusMillis(1500).toString()))
                .does("unschedule", Map.of());

        assertThat(piece.last().getString("state")).isEqualTo("draft");
        TimeUnit.MILLISECONDS.sleep(2000);
        asReader(piece).statusCode(404);
    }

    @Test
    void embargoAndExpiryLiftThemselvesAndAreTold() throws InterruptedException {
        Desk.Piece piece = desk.draft(unique("Embargoed"));
        piece.edit(Map.of("expiresAt", Instant.now().plusSeconds(4).toString()));
        piece.does(
                "publish", Map.of("embargoUntil", Instant.now().plusSeconds(2).toString()));

        asReader(piece).statusCode(404);
        assertThat(piece.last().getBoolean("live.visible")).isFalse();
        await(piece, 200);
        await(piece, 410);

        asReader(piece).body("takedown", equalTo("expired"));
        Instant until = Instant.now().plus(Duration.ofSeconds(5));
        while (told(piece).size() < 2 && Instant.now().isBefore(until)) {
            TimeUnit.MILLISECONDS.sleep(20);
        }
        assertThat(told(piece)).containsExactly("embargoLifted", "expired");
    }

    private static void await(Desk.Piece piece, int status) throws InterruptedException {
        Instant until = Instant.now().plus(Duration.ofSeconds(10));
        while (given().get("/v1/articles/{id}", piece.id()).statusCode() != status
                && Instant.now().isBefore(until)) {
            TimeUnit.MILLISECONDS.sleep(20);
        }
        asReader(piece).statusCode(status);
    }

    @Test
    void discardGoesBackToWhatIsPublished() {
        String headline = unique("Kept");
        Desk.Piece piece = desk.draft(headline).publish().edit(Map.of("headline", "Dropped"));

        credentials
                .writer()
                .header("If-Match", "\"" + piece.version() + "\"")
                .delete("/v1/editorial/articles/{id}", piece.id())
                .then()
                .statusCode(200)
                .body("draft.headline", equalTo(headline))
                .body("revision", equalTo(3));
        Desk.Piece never = desk.draft(unique("Never"));
        credentials
                .writer()
                .header("If-Match", "\"1\"")
                .delete("/v1/editorial/articles/{id}", never.id())
                .then()
                .statusCode(200)
                .body("state", equalTo("discarded"));
        credentials
                .editor()
                .queryParam("limit", 200)
                .get("/v1/editorial/articles")
                .then()
                .body("items.id", not(hasItems(never.id())));
    }

    @Test
    void writerCanNotGiveUpWhatAnEditorHasScheduled() {
        Desk.Piece piece = desk.draft(unique("Planned")).does("publish", Map.of("at", hourAhead()));

        credentials
                .writer()
                .header("If-Match", "\"" + piece.version() + "\"")
                .delete("/v1/editorial/articles/{id}", piece.id())
                .then()
                .statusCode(403);
        piece.read().then().body("state", equalTo("scheduled"));
        credentials
                .editor()
                .header("If-Match", "\"" + piece.version() + "\"")
                .delete("/v1/editorial/articles/{id}", piece.id())
                .then()
                .statusCode(200)
                .body("state", equalTo("discarded"));
    }

    @Test
    void revertMakesANewRevisionOfAnOldOne() {
        String headline = unique("Old");
        Desk.Piece piece = desk.draft(headline).edit(Map.of("headline", "New"));

        piece.does("revert", Map.of("revision", 1));

        assertThat(piece.last().getInt("revision")).isEqualTo(3);
        assertThat(piece.last().getString("draft.headline")).isEqualTo(headline);
        credentials
                .editor()
                .get("/v1/editorial/articles/{id}/revisions", piece.id())
                .then()
                .body("items.number", equalTo(List.of(3, 2, 1)));
        credentials
                .editor()
                .get("/v1/editorial/articles/{id}/revisions/2", piece.id())
                .then()
                .body("article.headline", equalTo("New"));
        credentials
                .editor()
                .get("/v1/editorial/articles/{id}/revisions/9", piece.id())
                .then()
                .statusCode(404);
    }
}
