package org.broadsheet.manuscript;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.broadsheet.fixture.Newsroom.unique;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.broadsheet.article.ArticleContent;
import org.broadsheet.article.ArticleContent.Credit;
import org.broadsheet.fixture.Newsroom;
import org.broadsheet.fixture.TestDatabase;
import org.broadsheet.manuscript.ReferenceDesk.Answer;
import org.broadsheet.manuscript.ReferenceDesk.Asked;
import org.broadsheet.naming.Slugs;
import org.broadsheet.problem.Refusal;
import org.broadsheet.problem.Violation;
import org.broadsheet.tag.TagType;
import org.hibernate.SessionFactory;
import org.hibernate.stat.Statistics;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What editors refer to is found by any of its names, or is pointed at. */
@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class ReferenceDeskTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    @Inject
    Newsroom newsroom;

    @Inject
    ReferenceDesk desk;

    @Inject
    EntityManager database;

    @Inject
    SessionFactory sessions;

    private String section;
    private String author;
    private String tag;
    private UUID article;

    @BeforeEach
    void aPieceThatRefersToEverything() {
        section = unique("desk");
        author = unique("Åsa Lind");
        tag = unique("harbour");
        article = newsroom.article()
                .called(unique("original"))
                .in(section + "/quays")
                .by(author)
                .tagged(TagType.PLACE, tag)
                .ledBy("https://images.example/" + tag + ".jpg")
                .draft()
                .save();
    }

    private Asked asked(String members) {
        return new Asked(form(members), "", null);
    }

    private EditorialManuscript form(String members) {
        try {
            String text = "{'headline': 'Ferry', 'section': '" + section + "', " + members + "}";
            // a key that is given again counts
            return new EditorialForm("en").read((ObjectNode) JSON.readTree(text.replace('\'', '"')));
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    private ArticleContent resolve(String members) {
        return desk.resolve(asked(members), newsroom.now());
    }

    private List<Violation> refused(Asked asked) {
        Refusal.Unprocessable refusal =
                catchThrowableOfType(Refusal.Unprocessable.class, () -> desk.resolve(asked, newsroom.now()));
        return refusal.violations();
    }

    private List<Violation> refused(String members) {
        return refused(asked(members));
    }

    private UUID id(String table, String column, String value) {
        return (UUID)
                database.createNativeQuery("select id from " + table + " where " + column + " = :value", UUID.class)
                        .setParameter("value", value)
                        .getSingleResult();
    }

    private long count(String table) {
        return (Long) database.createNativeQuery("select count(*) from " + table, Long.class)
                .getSingleResult();
    }

    @Test
    void sectionIsFoundByIdPathSlugOrName() {
        String slug = unique("pier");
        newsroom.article().in(section + "/" + slug).save();
        UUID id = id("section", "path", section + "/" + slug);
        String name = slug.substring(0, 1).toUpperCase() + slug.substring(1).replace('-', ' ');
        for (String said : List.of(id.toString(), section + "/" + slug, "/" + section + "/" + slug, slug, name)) {
            ArticleContent content = resolve("'section': '" + said + "'");
            assertThat(content.sectionId()).as(said).isEqualTo(id);
            assertThat(content.sectionPath()).isEqualTo(section + "/" + slug);
        }
    }

    @Test
    void slugOfSeveralSectionsIsRefused() {
        String slug = unique("local");
        newsroom.article().in(section + "/" + slug).save();
        newsroom.article().in(section + "/quays/" + slug).save();

        assertThat(refused("'section': '" + slug + "'")).singleElement().satisfies(violation -> {
            assertThat(violation.name()).isEqualTo("/section");
            assertThat(violation.detail())
                    .contains("may be any of several: ", section + "/" + slug, section + "/quays/" + slug);
        });
    }

    @Test
    void authorsAreFoundByIdSlugOrNameInAnySpelling() {
        UUID id = id("byline", "slug", Slugs.of(author));
        for (String said : List.of(
                "'" + id + "'",
                "'" + Slugs.of(author) + "'",
                "'" + author + "'",
                "'" + author.replace("Å", "A").toUpperCase() + "'",
                "{'id': '" + id + "', 'name': 'Somebody Else'}",
                "{'slug': '" + Slugs.of(author) + "'}",
                "{'name': '" + author + "'}")) {
            assertThat(resolve("'authors': [" + said + "]").credits()).as(said).containsExactly(new Credit(id, null));
        }
        assertThat(resolve("'authors': [{'id': '" + id + "', 'role': 'editor'}, '" + author + "']")
                        .credits())
                .containsExactly(new Credit(id, "editor"));
    }

    @Test
    void tagsAreFoundByIdKeySlugOrName() {
        UUID id = id("tag", "slug", tag);
        for (String said : List.of(
                "'" + id + "'",
                "'place/" + tag + "'",
                "'" + tag + "'",
                "'" + tag.toUpperCase() + "'",
                "{'id': '" + id + "'}",
                "{'type': 'place', 'slug': '" + tag + "'}",
                "{'name': '" + tag + "'}")) {
            assertThat(resolve("'tags': [" + said + "]").tagIds()).as(said).containsExactly(id);
        }
    }

    @Test
    void wordOfSeveralTagsIsRefusedUnlessTheTypeTells() {
        newsroom.article().tagged(TagType.TOPIC, tag).save();

        assertThat(refused("'tags': ['" + tag + "']"))
                .containsExactly(Violation.pointer(
                        "/tags/0",
                        "'" + tag + "' may be any of several: place/" + tag + ", topic/" + tag
                                + ". Say which, by its id."));
        assertThat(resolve("'tags': ['topic/" + tag + "', {'type': 'place', 'name': '" + tag + "'}]")
                        .tagIds())
                .hasSize(2);
    }

    @Test
    void everythingThatIsNotThereIsPointedAtWithWhatMayBeMeant() {
        long bylines = count("byline");
        UUID nobody = UUID.randomUUID();
        List<Violation> violations = refused("'section': '" + section + "s', 'authors': ['" + author + "', '" + author
                + "d', '" + nobody + "'], 'tags': [{'type': 'place', 'slug': '" + tag + "s'}, 'plce/" + tag
                + "'], 'lead': '" + nobody + "', 'translationOf': '" + nobody + "'");

        assertThat(violations)
                .extracting(Violation::name)
                .containsExactly(
                        "/section", "/authors/1", "/authors/2", "/tags/0", "/tags/1", "/lead", "/translationOf");
        assertThat(violations.get(0).detail())
                .isEqualTo("there is no section '" + section + "s'. Did you mean '" + section + "'?");
        assertThat(violations.get(1).detail()).startsWith("there is no byline '" + author + "d'. Did you mean '");
        assertThat(violations.get(2).detail()).startsWith("there is no byline '" + nobody + "'.");
        assertThat(violations.get(3).detail()).startsWith("there is no place tag '" + tag + "s'. Did you mean '");
        assertThat(violations.get(4).detail()).endsWith("Did you mean 'place/" + tag + "'?");
        assertThat(count("byline")).isEqualTo(bylines);
    }

    @Test
    void leadIsTheMediumOfTheIdUnlessAnythingElseIsSaidOfIt() {
        UUID id = id("media", "url", "https://images.example/" + tag + ".jpg");
        String same = "'url': 'https://images.example/" + tag + ".jpg', 'type': 'image', 'width': 1600, 'height': 900,"
                + " 'alt': 'A quay', 'credit': 'Ann Lee'";

        assertThat(resolve("'lead': '" + id + "'").leadId()).isEqualTo(id);
        assertThat(resolve("'lead': {'id': '" + id + "'}").leadId()).isEqualTo(id);
        assertThat(resolve("'lead': {'id': '" + id + "', " + same + ", 'caption': 'The quay at dawn'}")
                        .leadId())
                .isEqualTo(id);
        UUID other = resolve("'lead': {'id': '" + id + "', " + same + ", 'caption': 'The quay at noon'}")
                .leadId();
        assertThat(other).isNotEqualTo(id).isNotNull();
        assertThat(resolve("'lead': {" + same + ", 'caption': 'The quay at noon'}")
                        .leadId())
                .isEqualTo(other);
        assertThat(resolve("'lead': {" + same + ", 'caption': 'The quay at noon', 'focalPoint': {'x': 0.25, 'y': 1}}")
                        .leadId())
                .isNotIn(id, other, null);
    }

    @Test
    void pieceThatIsRefusedLeavesNoMedium() {
        long media = count("media");
        refused("'lead': {'url': 'https://images.example/" + unique("new") + ".jpg'}, 'tags': ['" + unique("no")
                + "']");
        assertThat(count("media")).isEqualTo(media);
    }

    @Test
    void allTranslationsOfAPieceNameTheSameOriginal() {
        String name = unique("novel");
        UUID original = newsroom.article().called(name).save();
        UUID german = newsroom.article().translationOf(name).inLanguage("de").save();

        assertThat(resolve("'translationOf': '" + original + "'").translationOf())
                .isEqualTo(name);
        assertThat(resolve("'translationOf': '" + german + "'").translationOf()).isEqualTo(name);
        EditorialManuscript circle = form("'translationOf': '" + german + "'");
        assertThat(refused(new Asked(circle, "", original)))
                .containsExactly(Violation.pointer("/translationOf", "is a translation of this article."));
        EditorialManuscript self = form("'translationOf': '" + original + "'");
        assertThat(refused(new Asked(self, "", original)))
                .containsExactly(Violation.pointer("/translationOf", "is the article itself."));
        assertThat(refused(new Asked(self, "wire", null)))
                .extracting(Violation::name)
                .containsExactly("/translationOf");
    }

    private long statements(List<Asked> pieces) {
        Statistics statistics = sessions.getStatistics();
        assertThat(statistics.isStatisticsEnabled()).isTrue();
        statistics.clear();
        assertThat(desk.resolveAll(pieces, newsroom.now())).hasOnlyElementsOfType(Answer.Whole.class);
        return statistics.getPrepareStatementCount();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 20})
    void numberOfStatementsDependsNeitherOnReferencesNorOnPieces(int many) {
        List<String> authors = new ArrayList<>();
        List<String> tags = new ArrayList<>();
        for (int i = 0; i < many; i++) {
            authors.add(unique("Eve Gray"));
            tags.add(unique("tally"));
            newsroom.article()
                    .by(authors.getLast())
                    .tagged(TagType.TOPIC, tags.getLast())
                    .save();
        }
        UUID lead = id("media", "url", "https://images.example/" + tag + ".jpg");
        List<Asked> pieces = IntStream.range(0, many)
                .mapToObj(i -> asked("'authors': " + array(authors) + ", 'tags': " + array(tags) + ", 'lead': '" + lead
                        + "', 'translationOf': '" + article + "'"))
                .toList();

        // media; originals; sections; bylines; tags
        assertThat(statements(pieces)).isEqualTo(5);
    }

    @Test
    void whatIsMissingTakesOneMoreForBylinesAndOneForTags() {
        List<String> missing =
                IntStream.range(0, 40).mapToObj(i -> unique("nobody")).toList();
        Asked piece = asked("'authors': " + array(missing) + ", 'tags': " + array(missing));
        Statistics statistics = sessions.getStatistics();
        statistics.clear();
        assertThat(desk.resolveAll(List.of(piece, piece), newsroom.now())).hasOnlyElementsOfType(Answer.Wanting.class);
        assertThat(statistics.getPrepareStatementCount()).isEqualTo(5);
    }

    private static String array(List<String> words) {
        return words.stream().map(word -> "'" + word + "'").collect(Collectors.joining(", ", "[", "]"));
    }
}
