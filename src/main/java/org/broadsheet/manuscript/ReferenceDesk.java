package org.broadsheet.manuscript;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;
import org.broadsheet.article.ArticleContent;
import org.broadsheet.article.Translations;
import org.broadsheet.byline.Bylines;
import org.broadsheet.manuscript.EditorialManuscript.Author;
import org.broadsheet.manuscript.EditorialManuscript.Lead;
import org.broadsheet.manuscript.EditorialManuscript.Named;
import org.broadsheet.manuscript.EditorialManuscript.Subject;
import org.broadsheet.media.MediaDescription;
import org.broadsheet.media.MediaLibrary;
import org.broadsheet.naming.Slugs;
import org.broadsheet.problem.Refusal;
import org.broadsheet.problem.Violation;
import org.broadsheet.section.Sections;
import org.broadsheet.tag.Tags;
import org.jspecify.annotations.Nullable;

/**
 * Finds the sections, bylines, tags, media and originals that editors name. It creates none but media, of which nothing
 * but what is said of them is kept. The number of statements depends neither on how many references there are nor on
 * how many pieces.
 */
@ApplicationScoped
public class ReferenceDesk {

    /**
     * A piece whose references are to be found.
     *
     * @param source of the piece; empty for the publication itself
     * @param self the piece's id, if it is there already
     */
    public record Asked(
            EditorialManuscript manuscript,
            String source,
            @Nullable UUID self) {}

    /** What became of it. */
    public sealed interface Answer {

        record Whole(ArticleContent content) implements Answer {}

        /** Some of its references name nothing, or several things. */
        record Wanting(List<Violation> violations) implements Answer {}
    }

    private final Sections sections;
    private final Bylines bylines;
    private final Tags tags;
    private final MediaLibrary media;
    private final Translations translations;

    ReferenceDesk(Sections sections, Bylines bylines, Tags tags, MediaLibrary media, Translations translations) {
        this.sections = sections;
        this.bylines = bylines;
        this.tags = tags;
        this.media = media;
        this.translations = translations;
    }

    /** @throws Refusal.Unprocessable with a pointer to each reference that names nothing, or several things */
    @Transactional
    public ArticleContent resolve(Asked piece, Instant now) {
        return switch (resolveAll(List.of(piece), now).getFirst()) {
            case Answer.Whole whole -> whole.content();
            case Answer.Wanting wanting -> throw new Refusal.Unprocessable(wanting.violations());
        };
    }

    /** An answer for each piece, in order. Nothing is created for those that are wanting. */
    @Transactional
    public List<Answer> resolveAll(List<Asked> pieces, Instant now) {
        Catalogue catalogue = catalogue(pieces);
        List<Inquiry> inquiries =
                pieces.stream().map(piece -> new Inquiry(piece, catalogue)).toList();
        List<MediaDescription> missing = inquiries.stream()
                .filter(inquiry -> inquiry.violations().isEmpty())
                .flatMap(inquiry -> Stream.ofNullable(inquiry.newLead()))
                .toList();
        Map<MediaDescription, UUID> created = missing.isEmpty() ? Map.of() : media.ensure(missing, now);
        return inquiries.stream().map(inquiry -> inquiry.answer(created)).toList();
    }

    private Catalogue catalogue(List<Asked> pieces) {
        List<EditorialManuscript> manuscripts =
                pieces.stream().map(Asked::manuscript).toList();
        List<Named> authors = each(manuscripts, one -> one.authors().stream().map(Author::named));
        List<Named> subjects = each(manuscripts, one -> one.tags().stream().map(Subject::named));
        List<UUID> leads =
                each(manuscripts, one -> Stream.ofNullable(one.lead()).flatMap(ReferenceDesk::id));
        List<UUID> originals = each(manuscripts, one -> Stream.ofNullable(one.translationOf()));
        List<UUID> selves =
                pieces.stream().flatMap(one -> Stream.ofNullable(one.self())).toList();
        Catalogue catalogue = new Catalogue(
                leads.isEmpty() ? Map.of() : media.described(leads),
                originals.isEmpty()
                        ? Map.of()
                        : translations.pieces(Stream.concat(originals.stream(), selves.stream())
                                .toList()),
                sections.tree(),
                () -> bylines.near(slugs(authors)),
                () -> tags.near(slugs(subjects)));
        if (!authors.isEmpty()) {
            bylines.named(ids(authors), words(authors, Named::slug), names(authors))
                    .forEach(catalogue::add);
        }
        if (!subjects.isEmpty()) {
            tags.named(ids(subjects), words(subjects, Named::slug), names(subjects))
                    .forEach(catalogue::add);
        }
        return catalogue;
    }

    private static <T> List<T> each(List<EditorialManuscript> all, Function<EditorialManuscript, Stream<T>> some) {
        return all.stream().flatMap(some).toList();
    }

    private static Stream<UUID> id(Lead lead) {
        return Stream.ofNullable(lead.id());
    }

    private static List<UUID> ids(Collection<Named> named) {
        return named.stream().flatMap(one -> Stream.ofNullable(one.id())).toList();
    }

    private static List<String> words(Collection<Named> named, Function<Named, @Nullable String> word) {
        List<String> words = new ArrayList<>();
        for (Named one : named) {
            String said = word.apply(one);
            if (said != null) {
                words.add(said);
            }
        }
        return words;
    }

    private static List<String> names(Collection<Named> named) {
        return words(named, Named::name).stream().map(Slugs::fold).toList();
    }

    /** What slugs would be like if they were what the words mean; of {@code plce/sandholm} the end, too. */
    private static List<String> slugs(Collection<Named> named) {
        return named.stream()
                .map(one -> Objects.requireNonNullElse(one.slug(), one.said()))
                .flatMap(word -> Stream.of(word, word.substring(word.indexOf('/') + 1)))
                .map(Slugs::of)
                .distinct()
                .toList();
    }
}
