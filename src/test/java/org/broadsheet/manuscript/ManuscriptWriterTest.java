package org.broadsheet.manuscript;

import static org.assertj.core.api.Assertions.assertThat;
import static org.broadsheet.fixture.Newsroom.unique;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import org.broadsheet.article.ArticleContent;
import org.broadsheet.article.Correction;
import org.broadsheet.fixture.ArticleBuilder;
import org.broadsheet.fixture.Newsroom;
import org.broadsheet.fixture.TestDatabase;
import org.broadsheet.importing.SampleNewsroom;
import org.broadsheet.manuscript.ManuscriptWriter.Piece;
import org.broadsheet.manuscript.ReferenceDesk.Asked;
import org.broadsheet.naming.Slugs;
import org.broadsheet.tag.TagType;
import org.hibernate.SessionFactory;
import org.hibernate.stat.Statistics;
import org.junit.jupiter.api.Test;

/** Pieces as editors see them, which is as they may hand them in again. */
@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class ManuscriptWriterTest {

    private static final Instant DAY = Instant.parse("2026-10-02T08:30:00Z");

    @Inject
    Newsroom newsroom;

    @Inject
    SampleNewsroom samples;

    @Inject
    ManuscriptWriter writer;

    @Inject
    ReferenceDesk desk;

    @Inject
    EntityManager database;

    @Inject
    SessionFactory sessions;

    private List<ArticleContent> contents(String where) {
        return database
                .createNativeQuery("select cast(content as text) from article_revision " + where, String.class)
                .getResultList()
                .stream()
                .map(kept -> ArticleContent.read((String) kept))
                .toList();
    }

    private ArticleContent content(UUID article) {
        return contents("where article_id = '" + article + "'").getFirst();
    }

    private ArticleContent readBack(ObjectNode written) throws StrictJson.Unreadable {
        ObjectNode sent = StrictJson.read(written.toString());
        return desk.resolve(new Asked(new EditorialForm("en").read(sent), "", null), newsroom.now());
    }

    private ArticleBuilder everything(String original) {
        return newsroom.article()
                .in(unique("written") + "/quays")
                .by(unique("Ann Lee"), unique("Bo Ray"))
                .tagged(TagType.PLACE, unique("quay"))
                .tagged(TagType.TOPIC, unique("sea"))
                .ledBy("https://images.example/" + unique("quay") + ".jpg")
                .formerlyAt("/a", "/100%")
                .standingAt("https://elsewhere.example/a")
                .slug("everything")
                .translationOf(original)
                .publishedAt(DAY)
                .updatedAt(DAY.plusSeconds(1))
                .embargoedUntil(DAY.plusSeconds(2))
                .expiringAt(DAY.plusSeconds(3))
                .corrected(new Correction(DAY, "Wrong."));
    }

    @Test
    void everythingIsWrittenUnderItsPresentName() {
        String original = unique("original");
        UUID originalId = newsroom.article().called(original).save();
        String author = unique("Cy Roe");
        ArticleContent content = content(everything(original).by(author).save());

        ObjectNode written = writer.write(new Piece("", content));

        assertThat(written.properties())
                .extracting(property -> property.getKey())
                .containsExactly(
                        "type",
                        "headline",
                        "standfirst",
                        "blocks",
                        "section",
                        "authors",
                        "tags",
                        "lead",
                        "language",
                        "slug",
                        "url",
                        "publishedAt",
                        "updatedAt",
                        "embargoedUntil",
                        "expiresAt",
                        "corrections",
                        "aliases",
                        "translationOf");
        assertThat(written.get("section").textValue()).endsWith("/quays");
        assertThat(written.get("translationOf").textValue()).isEqualTo(originalId.toString());
        assertThat(written.get("aliases").toString()).isEqualTo("[\"/a\",\"/100%25\"]");
        assertThat(written.at("/authors/2/slug").textValue()).isEqualTo(Slugs.of(author));
        assertThat(written.at("/authors/2/name").textValue()).isEqualTo(author);
        assertThat(written.at("/tags/0/type").textValue()).isEqualTo("place");
        assertThat(written.at("/lead/width").intValue()).isEqualTo(1600);
        assertThat(written.at("/blocks/0/type").textValue()).isEqualTo("paragraph");
    }

    @Test
    void whoReadsWhatWasWrittenHasTheSameContent() throws StrictJson.Unreadable {
        String original = unique("original");
        newsroom.article().called(original).save();
        for (ArticleBuilder piece : List.of(
                newsroom.article(), everything(original), newsroom.article().body(""))) {
            ArticleContent content = content(piece.save());
            assertThat(readBack(writer.write(new Piece("", content)))).isEqualTo(content);
        }
    }

    private void empty() {
        QuarkusTransaction.requiringNew()
                .run(() -> database.createNativeQuery(
                                "truncate article, section, section_front, byline, tag, media cascade")
                        .executeUpdate());
    }

    @Test
    void everySampleStoryReadsBack() throws StrictJson.Unreadable {
        empty();
        samples.loadIfEmpty();
        List<ArticleContent> stories = contents("");

        List<ObjectNode> written = writer.writeAll(
                stories.stream().map(story -> new Piece("", story)).toList());

        assertThat(written).hasSize(64);
        for (int i = 0; i < 64; i++) {
            assertThat(readBack(written.get(i))).isEqualTo(stories.get(i));
        }
        empty();
    }

    @Test
    void numberOfStatementsDoesNotDependOnTheNumberOfPieces() {
        Piece one = new Piece("", content(everything(unique("none")).save()));
        Piece other = new Piece("", content(everything(unique("none")).save()));
        Statistics statistics = sessions.getStatistics();
        for (List<Piece> pieces : List.of(List.of(one), Collections.nCopies(100, other), List.of(one, other))) {
            statistics.clear();
            assertThat(writer.writeAll(pieces)).hasSameSizeAs(pieces);
            // sections; bylines; tags; media; originals
            assertThat(statistics.getPrepareStatementCount()).isEqualTo(5);
        }
    }
}
