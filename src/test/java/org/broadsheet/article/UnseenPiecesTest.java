package org.broadsheet.article;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.broadsheet.fixture.Newsroom.unique;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.broadsheet.fixture.ArticleBuilder;
import org.broadsheet.fixture.Newsroom;
import org.broadsheet.fixture.TestDatabase;
import org.broadsheet.tag.TagType;
import org.junit.jupiter.api.Test;

/** What is saved again before anybody has seen it. */
@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class UnseenPiecesTest {

    @Inject
    Newsroom newsroom;

    @Inject
    EntityManager database;

    private List<Instant> publicFrom(String tag) {
        return database.createNativeQuery("select public_from from tag where slug = :slug", Instant.class)
                .setParameter("slug", tag)
                .getResultList();
    }

    @Test
    void tagOfAPieceWhoseEmbargoIsPutOffStaysUnknownAsLong() {
        String tag = unique("merger");
        Instant soon = newsroom.now().plus(Duration.ofMinutes(5));
        Instant later = newsroom.now().plus(Duration.ofDays(30));
        ArticleBuilder piece = newsroom.article().tagged(TagType.STORY, tag);
        piece.embargoedUntil(soon).save();
        assertThat(publicFrom(tag)).containsExactly(soon);

        piece.embargoedUntil(later).headline("Put off").save();

        assertThat(publicFrom(tag)).containsExactly(later);
    }

    @Test
    void tagOfAPieceThatIsADraftAgainStaysUnknown() {
        String tag = unique("recalled");
        ArticleBuilder piece = newsroom.article().tagged(TagType.STORY, tag);
        piece.embargoedUntil(newsroom.now().plus(Duration.ofMinutes(5))).save();

        piece.draft().headline("Not yet").save();

        assertThat(publicFrom(tag)).containsExactly((Instant) null);
    }

    @Test
    void tagOfAPieceThatIsKilledUnderEmbargoStaysUnknown() {
        String tag = unique("killed");
        UUID piece = newsroom.article()
                .tagged(TagType.STORY, tag)
                .embargoedUntil(newsroom.now().plus(Duration.ofMinutes(5)))
                .save();

        newsroom.takeDown(piece, Article.Takedown.KILLED, "Wrong.");

        assertThat(publicFrom(tag)).containsExactly((Instant) null);
    }

    @Test
    void tagThatReadersKnowStaysKnown() {
        String tag = unique("known");
        newsroom.article().tagged(TagType.TOPIC, tag).save();
        newsroom.article()
                .tagged(TagType.TOPIC, tag)
                .embargoedUntil(newsroom.now().plus(Duration.ofDays(1)))
                .save();

        given().get("/v1/tags/topic/{slug}", tag).then().statusCode(200);
    }

    @Test
    void historyBeginsWithWhatReadersSawFirst() {
        String name = unique("replanned");
        Instant june = newsroom.now().plus(Duration.ofDays(200));
        newsroom.article().called(name).scheduledFor(june).save();
        Instant hourAgo = newsroom.now().minus(Duration.ofHours(1));
        UUID id = newsroom.article()
                .called(name)
                .headline("Out after all")
                .publishedAt(hourAgo)
                .save();

        given().get("/v1/articles/{id}", id)
                .then()
                .statusCode(200)
                .body("version", equalTo(1))
                .body("firstPublishedAt", equalTo(hourAgo.toString()));
        given().get("/v1/articles/{id}/history", id).then().body("items.kind", equalTo(List.of("published")));
    }

    @Test
    void draftDoesNotTakeALivePieceFromReaders() {
        String name = unique("live");
        UUID id = newsroom.article().called(name).headline("Live").save();

        assertThat(newsroom.article().called(name).headline("Draft").draft().saveForOutcome())
                .isEqualTo(Articles.Outcome.STAYS_LIVE);
        given().get("/v1/articles/{id}", id).then().body("headline", equalTo("Live"));
    }

    @Test
    void everyCorrectionIsAVersion() {
        String name = unique("corrected");
        newsroom.article().called(name).headline("First").save();
        Instant then = newsroom.now().minus(Duration.ofMinutes(9));
        UUID id = newsroom.article()
                .called(name)
                .headline("Second")
                .corrected(new Correction(then, "One."), new Correction(then.plusSeconds(60), "Two."))
                .save();

        given().get("/v1/articles/{id}/history", id)
                .then()
                .body("items.kind", equalTo(List.of("published", "corrected", "corrected")))
                .body("items.note[2]", equalTo("Two."));
        given().get("/v1/articles/{id}", id).then().body("version", equalTo(3));
    }
}
