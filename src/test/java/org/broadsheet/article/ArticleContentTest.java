package org.broadsheet.article;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.broadsheet.fixture.Newsroom.unique;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.broadsheet.body.Bodies;
import org.broadsheet.body.Body;
import org.broadsheet.fixture.Newsroom;
import org.broadsheet.fixture.TestDatabase;
import org.broadsheet.importing.SampleNewsroom;
import org.broadsheet.tag.TagType;
import org.junit.jupiter.api.Test;

/** Contents, as revisions keep them. */
@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class ArticleContentTest {

    private static final Instant DAY = Instant.parse("2026-10-02T08:30:00.123456Z");

    @Inject
    Newsroom newsroom;

    @Inject
    SampleNewsroom samples;

    @Inject
    EntityManager database;

    @Inject
    ObjectMapper json;

    private List<String> contents(String where) {
        return database.createNativeQuery("select cast(content as text) from article_revision " + where, String.class)
                .getResultList();
    }

    private String write(Object content) {
        try {
            return json.writeValueAsString(content);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void empty() {
        QuarkusTransaction.requiringNew()
                .run(() -> database.createNativeQuery(
                                "truncate article, section, section_front, byline, tag, media cascade")
                        .executeUpdate());
    }

    @Test
    void everySampleStoryReadsBack() {
        empty();
        samples.loadIfEmpty();

        List<String> kept = contents("");

        empty();
        assertThat(kept).hasSize(64).allSatisfy(one -> {
            ArticleContent read = ArticleContent.read(one);
            assertThat(read.body().isEmpty()).isFalse();
            assertThat(json.readTree(write(read))).isEqualTo(json.readTree(one));
        });
    }

    @Test
    void pieceWithEverythingReadsBack() {
        UUID id = newsroom.article()
                .by(unique("Ann Lee"))
                .tagged(TagType.PLACE, unique("quay"))
                .ledBy("https://images.example/quay.jpg")
                .formerlyAt("/a", "/b")
                .standingAt("https://elsewhere.example/a")
                .slug("everything")
                .translationOf(unique("original"))
                .publishedAt(DAY)
                .updatedAt(DAY.plusSeconds(1))
                .embargoedUntil(DAY.plusSeconds(2))
                .expiringAt(DAY.plusSeconds(3))
                .corrected(new Correction(DAY, "Wrong."))
                .save();

        String kept = contents("where article_id = '" + id + "'").getFirst();
        ArticleContent read = ArticleContent.read(kept);

        assertThat(write(read)).isEqualTo(write(ArticleContent.read(write(read))));
        assertThat(read.publishedAt()).isEqualTo(DAY);
        assertThat(read.credits()).hasSize(1);
        assertThat(read.corrections()).containsExactly(new Correction(DAY, "Wrong."));
        assertThat(read.formerPaths()).containsExactly("/a", "/b");
    }

    @Test
    void anyBodyReadsBack() {
        Bodies.any().sampleStream().limit(300).forEach(body -> {
            ArticleContent content = of(body);
            assertThat(ArticleContent.read(write(content))).isEqualTo(content);
        });
    }

    private static ArticleContent of(Body body) {
        UUID section = UUID.randomUUID();
        return new ArticleContent(
                ArticleType.OPINION,
                "H",
                "K",
                List.of("S"),
                body,
                section,
                "news",
                List.of(new ArticleContent.Credit(section, null), new ArticleContent.Credit(section, "editor")),
                List.of(section),
                section,
                "en",
                null,
                List.of(),
                null,
                DAY,
                null,
                null,
                null,
                null,
                null,
                List.of(),
                null);
    }

    @Test
    void keysOfLaterReleasesArePassedOverAndThoseThatOlderOnesLackAreEmpty() throws JsonProcessingException {
        ArticleContent content = of(Body.EMPTY);
        ObjectNode kept = (ObjectNode) json.readTree(write(content));
        kept.put("mood", "grave").putObject("audience").put("age", 7);
        ((ObjectNode) kept.get("credits").get(0)).put("weight", 3);
        kept.remove(List.of("body", "corrections", "formerPaths", "kicker"));

        ArticleContent read = ArticleContent.read(kept.toString());

        assertThat(read.body()).isEqualTo(Body.EMPTY);
        assertThat(read.corrections()).isEmpty();
        assertThat(read.formerPaths()).isEmpty();
        assertThat(read.kicker()).isNull();
        assertThat(read.credits()).isEqualTo(content.credits());
    }

    @Test
    void whatIsNoContentIsRefused() {
        assertThatThrownBy(() -> ArticleContent.read("[]")).isInstanceOf(UncheckedIOException.class);
        assertThatThrownBy(() -> ArticleContent.read("{")).isInstanceOf(UncheckedIOException.class);
    }
}
