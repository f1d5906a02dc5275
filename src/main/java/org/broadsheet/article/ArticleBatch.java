package org.broadsheet.article;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;
import org.broadsheet.article.ArticleRows.ArticleRow;
import org.broadsheet.article.ArticleRows.PathRow;
import org.broadsheet.article.ArticleRows.PublishedRow;
import org.broadsheet.article.ArticleRows.RevisionRow;
import org.broadsheet.article.ArticleRows.VersionRow;
import org.broadsheet.article.Articles.Outcome;
import org.broadsheet.changes.Facets;
import org.broadsheet.naming.Ids;
import org.jspecify.annotations.Nullable;

/** Works out what a batch of submissions changes, from what is known of the pieces, into rows to be written. */
final class ArticleBatch {

    /** Which piece. */
    record Key(String source, String externalId) {

        static Key of(ArticleSubmission submission) {
            return new Key(submission.source(), submission.externalId());
        }
    }

    /**
     * What the database knows of a piece.
     *
     * @param slug the last part of its path when it was last put out
     * @param path where it stands, or stood last
     * @param versions how many versions readers have seen; more are to come out while {@code seen} says no
     * @param firstPublishedAt when the first of them came out
     * @param takenDown whether readers are told that it is gone
     * @param told whether the log has told of it, so that readers have seen it, though it may have been put off since
     */
    record Known(
            Key key,
            UUID id,
            Article.State state,
            String slug,
            int revision,
            @Nullable String hash,
            @Nullable String path,
            int versions,
            @Nullable Instant firstPublishedAt,
            boolean takenDown,
            boolean told,
            @Nullable Live live) {

        /** Whether readers can have seen the piece. */
        boolean seen(Instant now) {
            return takenDown || live != null && live.seen(now);
        }

        /** The same, also of one whose embargo was put off when readers had seen it: somebody may have kept it. */
        boolean everSeen(Instant now) {
            return seen(now) || told;
        }
    }

    /**
     * What the database knows of a piece's live copy.
     *
     * @param embargoOrdered the embargo that the order named which put it out; null when it named none
     */
    record Live(
            boolean shown,
            int version,
            Facets facets,
            Instant firstPublishedAt,
            @Nullable Instant embargoedUntil,
            @Nullable Instant embargoOrdered,
            @Nullable Instant expiresAt,
            int corrections) {

        boolean seen(Instant now) {
            return !facets.publishedAt().isAfter(now) && (embargoedUntil == null || !embargoedUntil.isAfter(now));
        }
    }

    private final Publication publication;
    private final Instant now;
    private final List<ArticleChange> changes = new ArrayList<>();
    private final List<PathRow> paths = new ArrayList<>();
    private final List<PublishedRow> published = new ArrayList<>();

    ArticleBatch(Publication publication, Instant now) {
        this.publication = publication;
        this.now = now;
    }

    List<Outcome> accept(List<ArticleSubmission> batch, Map<Key, Known> known) {
        return batch.stream()
                .map(submission -> accept(submission, known.get(Key.of(submission))))
                .toList();
    }

    private Outcome accept(ArticleSubmission submission, @Nullable Known known) {
        Outcome outcome = outcome(known, submission.digest(), submission.publish(), now);
        switch (outcome) {
            case CREATED, UPDATED -> changes.add(ArticleChange.of(submission, known, now));
            case UNCHANGED, TAKEN_DOWN, STAYS_LIVE -> {}
        }
        return outcome;
    }

    /** Adds a piece that editors put out. */
    ArticleChange add(ArticleChange change) {
        changes.add(change);
        return change;
    }

    static Outcome outcome(@Nullable Known known, byte[] digest, boolean publish, Instant now) {
        if (known == null) {
            return Outcome.CREATED;
        }
        if (HexFormat.of().formatHex(digest).equals(known.hash())) {
            return Outcome.UNCHANGED;
        }
        return switch (known.state()) {
            case GONE, REDIRECTED, WITHDRAWN, KILLED, DISCARDED -> Outcome.TAKEN_DOWN;
            case DRAFT, REVIEW, SCHEDULED, PUBLISHED ->
                !publish && known.seen(now) ? Outcome.STAYS_LIVE : Outcome.UPDATED;
        };
    }

    /**
     * Gives each piece its path: the template's, or with a suffix that follows from the piece's identity when that
     * path belongs to another piece. So the same file always leads to the same paths.
     *
     * @param owners looks up which of many paths belong to whom
     */
    void placeAll(Function<List<String>, Map<String, UUID>> owners) {
        List<ArticleChange> live =
                changes.stream().filter(ArticleChange::publishes).toList();
        List<String> wanted = live.stream()
                .flatMap(change ->
                        Stream.concat(change.pathChoices(publication).stream(), change.formerPaths().stream()))
                .distinct()
                .toList();
        Map<String, UUID> owned = new HashMap<>(owners.apply(wanted));
        for (ArticleChange change : live) {
            String path = change.pathChoices(publication).stream()
                    .filter(choice ->
                            owned.computeIfAbsent(choice, free -> change.id()).equals(change.id()))
                    .findFirst()
                    .orElseThrow(() -> new IllegalStateException("no free path for " + change.id()));
            paths.add(new PathRow(path, change.id(), true));
            published.add(change.publishedRow(path));
        }
        // former paths only after every piece has its own, so that none is kept from where it stands today
        live.forEach(change -> change.formerPaths().stream()
                .filter(former -> owned.putIfAbsent(former, change.id()) == null)
                .forEach(former -> paths.add(new PathRow(former, change.id(), false))));
    }

    List<ArticleChange> publishing() {
        return changes.stream().filter(ArticleChange::publishes).toList();
    }

    List<ArticleRow> articles() {
        return changes.stream().map(ArticleChange::articleRow).toList();
    }

    List<RevisionRow> revisions() {
        return changes.stream().map(ArticleChange::revisionRow).toList();
    }

    List<PathRow> paths() {
        return paths;
    }

    List<PublishedRow> published() {
        return published;
    }

    List<VersionRow> versions() {
        return changes.stream()
                .filter(ArticleChange::publishes)
                .flatMap(ArticleChange::versionRows)
                .toList();
    }

    /** The pieces whose present path may be another from now on. */
    List<UUID> movable() {
        return published.stream().map(PublishedRow::id).toList();
    }

    /** The pieces that were to come out and are drafts again. */
    List<UUID> recalled() {
        return changes.stream()
                .filter(change -> !change.publishes())
                .map(ArticleChange::id)
                .toList();
    }

    /** The pieces whose history begins with this change, as readers have seen nothing of them before. */
    List<UUID> unseen() {
        return changes.stream()
                .filter(change -> !change.wasSeen())
                .map(ArticleChange::id)
                .toList();
    }

    /** The bylines that these pieces carry, or carried. */
    List<UUID> bylinesTouched() {
        return Stream.concat(
                        published.stream().map(PublishedRow::bylineIds),
                        changes.stream().map(ArticleChange::formerBylines))
                .flatMap(List::stream)
                .distinct()
                .toList();
    }

    List<UUID> tagsTouched() {
        return Stream.concat(
                        published.stream().map(PublishedRow::tagIds),
                        changes.stream().map(ArticleChange::formerTags))
                .flatMap(List::stream)
                .distinct()
                .toList();
    }

    /** The hexadecimal digits of a digest of a piece's identity. */
    static String fingerprint(Key key) {
        byte[] digest = Ids.sha256(key.source() + "\u001f" + key.externalId());
        return HexFormat.of().formatHex(Arrays.copyOf(digest, 16));
    }
}
