package org.broadsheet.manuscript;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.broadsheet.article.ArticleContent.Credit;
import org.broadsheet.article.Translations;
import org.broadsheet.byline.Bylines;
import org.broadsheet.manuscript.EditorialManuscript.Lead;
import org.broadsheet.manuscript.EditorialManuscript.Named;
import org.broadsheet.manuscript.ReferenceDesk.Answer;
import org.broadsheet.manuscript.ReferenceDesk.Asked;
import org.broadsheet.media.MediaDescription;
import org.broadsheet.naming.Text;
import org.broadsheet.problem.Violation;
import org.broadsheet.section.Section;
import org.broadsheet.tag.Tags;
import org.jspecify.annotations.Nullable;

/** What one piece's references mean, and which of them mean nothing. */
final class Inquiry {

    private static final int MOST_NAMED = 5;

    private final Asked piece;
    private final Catalogue catalogue;
    private final List<Violation> violations = new ArrayList<>();
    private final @Nullable Section section;
    private final List<Credit> credits;
    private final List<UUID> tagIds;
    private final @Nullable UUID knownLead;
    private final @Nullable MediaDescription newLead;
    private final @Nullable String translationOf;

    Inquiry(Asked piece, Catalogue catalogue) {
        this.piece = piece;
        this.catalogue = catalogue;
        EditorialManuscript manuscript = piece.manuscript();
        section = section(manuscript.section());
        credits = credits(manuscript.authors());
        tagIds = tagIds(manuscript.tags());
        Lead lead = manuscript.lead();
        knownLead = lead == null ? null : knownLead(lead);
        newLead = lead == null || knownLead != null ? null : lead.described();
        translationOf = manuscript.translationOf() == null ? null : original(manuscript.translationOf());
    }

    List<Violation> violations() {
        return violations;
    }

    /** The lead that there is not yet. */
    @Nullable
    MediaDescription newLead() {
        return newLead;
    }

    Answer answer(Map<MediaDescription, UUID> created) {
        if (section == null || !violations.isEmpty()) {
            return new Answer.Wanting(List.copyOf(violations));
        }
        UUID lead = newLead == null ? knownLead : Objects.requireNonNull(created.get(newLead));
        References found = new References(section.id(), section.path(), credits, tagIds, lead, translationOf);
        return new Answer.Whole(piece.manuscript().copy().with(found));
    }

    private @Nullable Section section(String said) {
        List<Section> found = catalogue.sections(said);
        return one("/section", said, "section", found, Section::id, Section::path, catalogue::sectionHint);
    }

    /** Whoever is named twice is credited once, as first named. */
    private List<Credit> credits(List<EditorialManuscript.Author> authors) {
        Map<UUID, Credit> credits = new LinkedHashMap<>();
        for (EditorialManuscript.Author author : authors) {
            Named named = author.named();
            Bylines.Match byline = one(
                    named.pointer(),
                    named.said(),
                    "byline",
                    catalogue.bylines(named),
                    Bylines.Match::target,
                    Bylines.Match::slug,
                    catalogue::bylineHint);
            if (byline != null) {
                credits.putIfAbsent(byline.target(), new Credit(byline.target(), author.role()));
            }
        }
        return List.copyOf(credits.values());
    }

    private List<UUID> tagIds(List<EditorialManuscript.Subject> subjects) {
        Set<UUID> ids = new LinkedHashSet<>();
        for (EditorialManuscript.Subject subject : subjects) {
            Named named = subject.named();
            Tags.Match tag = one(
                    named.pointer(),
                    named.said(),
                    subject.type() == null ? "tag" : subject.type().wire() + " tag",
                    catalogue.tags(subject),
                    Tags.Match::target,
                    match -> match.key().toString(),
                    catalogue::tagHint);
            if (tag != null) {
                ids.add(tag.target());
            }
        }
        return List.copyOf(ids);
    }

    private <T> @Nullable T one(
            String pointer,
            String said,
            String kind,
            List<T> found,
            Function<T, UUID> target,
            Function<T, String> name,
            UnaryOperator<String> hint) {
        long different = found.stream().map(target).distinct().count();
        if (different == 1) {
            return found.getFirst();
        }
        String quoted = "'" + Text.shorten(said) + "'";
        if (different == 0) {
            refuse(pointer, "there is no " + kind + " " + quoted + "." + hint.apply(said));
        } else {
            String names = found.stream().limit(MOST_NAMED).map(name).collect(Collectors.joining(", "));
            refuse(pointer, quoted + " may be any of several: " + names + ". Say which, by its id.");
        }
        return null;
    }

    /** The medium with the id, unless something else is said of it: then it is another, and this one stays as it is. */
    private @Nullable UUID knownLead(Lead lead) {
        if (lead.id() == null) {
            return null;
        }
        MediaDescription known = catalogue.media(lead.id());
        if (known == null) {
            refuse("/lead", "there is no medium " + lead.id() + ".");
            return null;
        }
        return lead.described() == null || lead.described().equals(known) ? lead.id() : null;
    }

    /** What the source calls the original, which is the same for all translations of a piece. */
    private @Nullable String original(UUID id) {
        Translations.Piece original = catalogue.piece(id);
        Translations.Piece self = piece.self() == null ? null : catalogue.piece(piece.self());
        if (original == null) {
            refuse("/translationOf", "there is no article " + id + ".");
        } else if (!original.name().source().equals(piece.source())) {
            refuse("/translationOf", "that article comes from another source, and its translations with it.");
        } else if (self != null && original.original().equals(self.name().externalId())) {
            refuse(
                    "/translationOf",
                    id.equals(piece.self()) ? "is the article itself." : "is a translation of this article.");
        } else {
            return original.original();
        }
        return null;
    }

    private void refuse(String pointer, String detail) {
        violations.add(Violation.pointer(pointer, detail));
    }
}
