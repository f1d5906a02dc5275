package org.broadsheet.importing;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.broadsheet.article.ArticleContent;
import org.broadsheet.article.ArticleSubmission;
import org.broadsheet.article.Articles;
import org.broadsheet.article.Articles.Outcome;
import org.broadsheet.byline.Byline;
import org.broadsheet.byline.Bylines;
import org.broadsheet.changes.Change;
import org.broadsheet.changes.Telling;
import org.broadsheet.manuscript.Manuscript;
import org.broadsheet.manuscript.References;
import org.broadsheet.media.MediaDescription;
import org.broadsheet.media.MediaLibrary;
import org.broadsheet.problem.Refusal;
import org.broadsheet.problem.Violation;
import org.broadsheet.section.Section;
import org.broadsheet.section.SectionTree;
import org.broadsheet.section.Sections;
import org.broadsheet.tag.Tag;
import org.broadsheet.tag.TagKey;
import org.broadsheet.tag.Tags;
import org.jspecify.annotations.Nullable;

/**
 * Finds the sections, bylines, tags and media that manuscripts name, creates those that are missing, and hands the
 * pieces in. The number of look-ups does not depend on how many pieces there are.
 */
@ApplicationScoped
class CopyDesk {

    /** What became of a manuscript: an outcome, or the reason why there is none. */
    record Verdict(
            Item.Piece piece,
            @Nullable Outcome outcome,
            @Nullable String refusal) {

        static Verdict of(Item.Piece piece, Outcome outcome) {
            return switch (outcome) {
                case TAKEN_DOWN -> refused(piece, "was taken down here; handing it in again does not bring it back");
                case STAYS_LIVE ->
                    refused(piece, "is to be seen by readers; handing it in as a draft does not take it from them");
                case CREATED, UPDATED, UNCHANGED -> new Verdict(piece, outcome, null);
            };
        }

        static Verdict refused(Item.Piece piece, String reason) {
            return new Verdict(piece, null, reason);
        }
    }

    /** @param newSections paths of the sections that had to be created */
    record HandedIn(List<Verdict> verdicts, List<String> newSections) {}

    private record Placed(Item.Piece piece, Section section) {}

    /** What the pieces of a batch refer to. */
    private record Found(Map<String, Byline> bylines, Map<TagKey, Tag> tags, Map<MediaDescription, UUID> media) {}

    private final Sections sections;
    private final Bylines bylines;
    private final Tags tags;
    private final MediaLibrary media;
    private final Articles articles;
    private final Clock clock;

    CopyDesk(Sections sections, Bylines bylines, Tags tags, MediaLibrary media, Articles articles, Clock clock) {
        this.sections = sections;
        this.bylines = bylines;
        this.tags = tags;
        this.media = media;
        this.articles = articles;
        this.clock = clock;
    }

    /**
     * Hands in a batch, in the caller's transaction. A piece that changes nothing or can't go in creates nothing
     * either.
     *
     * @param presumed paths of sections that are to be taken as there
     */
    HandedIn handIn(List<Item.Piece> batch, Collection<String> presumed, Telling telling) {
        List<Outcome> foreseen =
                articles.foresee(batch.stream().map(Item.Piece::announcement).toList(), clock.instant());
        List<Verdict> verdicts = new ArrayList<>();
        List<Item.Piece> changing = new ArrayList<>();
        for (int i = 0; i < batch.size(); i++) {
            switch (foreseen.get(i)) {
                case CREATED, UPDATED -> changing.add(batch.get(i));
                case UNCHANGED, TAKEN_DOWN, STAYS_LIVE -> verdicts.add(Verdict.of(batch.get(i), foreseen.get(i)));
            }
        }
        return changing.isEmpty() ? new HandedIn(verdicts, List.of()) : handIn(changing, verdicts, presumed, telling);
    }

    private HandedIn handIn(
            List<Item.Piece> changing, List<Verdict> verdicts, Collection<String> presumed, Telling telling) {
        Instant now = clock.instant();
        SectionTree tree = sections.namedTree(now);
        presumed.forEach(path -> tree.ensure(path, Instant.EPOCH));
        List<Placed> placed = new ArrayList<>();
        for (Item.Piece piece : changing) {
            Manuscript manuscript = piece.manuscript();
            try {
                placed.add(new Placed(piece, tree.ensure(manuscript.section(), manuscript.since())));
            } catch (Refusal.Invalid e) {
                verdicts.add(Verdict.refused(piece, "section " + detail(e)));
            }
        }
        Found found = find(placed.stream().map(one -> one.piece().manuscript()).toList(), now);
        List<ArticleSubmission> submissions =
                placed.stream().map(one -> submission(one, found)).toList();
        List<Outcome> outcomes = articles.saveAll(submissions, telling, now);
        tree.created().forEach(section -> telling.tell(Change.of(Change.Kind.SECTION, section.id())));
        for (int i = 0; i < placed.size(); i++) {
            verdicts.add(Verdict.of(placed.get(i).piece(), outcomes.get(i)));
        }
        return new HandedIn(verdicts, tree.created().stream().map(Section::path).toList());
    }

    private static String detail(Refusal.Invalid refusal) {
        return refusal.violations().stream().map(Violation::detail).findFirst().orElse("can't be found");
    }

    private Found find(List<Manuscript> manuscripts, Instant now) {
        List<Bylines.Wanted> authors = new ArrayList<>();
        List<Tags.Wanted> subjects = new ArrayList<>();
        List<MediaDescription> leads = new ArrayList<>();
        for (Manuscript manuscript : manuscripts) {
            manuscript
                    .authors()
                    .forEach(author ->
                            authors.add(new Bylines.Wanted(author.slug(), author.name(), manuscript.since())));
            manuscript.tags().forEach(tag -> subjects.add(new Tags.Wanted(tag.key(), tag.name(), manuscript.since())));
            if (manuscript.lead() != null) {
                leads.add(manuscript.lead());
            }
        }
        return new Found(bylines.ensure(authors, now), tags.ensure(subjects, now), media.ensure(leads, now));
    }

    private static ArticleSubmission submission(Placed placed, Found found) {
        Manuscript piece = placed.piece().manuscript();
        References references = new References(
                placed.section().id(),
                placed.section().path(),
                piece.authors().stream()
                        .map(author -> new ArticleContent.Credit(
                                Objects.requireNonNull(found.bylines().get(author.slug()))
                                        .id(),
                                author.role()))
                        .toList(),
                piece.tags().stream()
                        .map(tag -> Objects.requireNonNull(found.tags().get(tag.key()))
                                .id())
                        .toList(),
                piece.lead() == null ? null : found.media().get(piece.lead()),
                piece.translationOf());
        return new ArticleSubmission(
                piece.source(),
                piece.id(),
                placed.piece().digest(),
                piece.copy().with(references),
                piece.publish());
    }
}
