package org.broadsheet.article;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;
import org.broadsheet.article.ArticleBatch.Key;
import org.broadsheet.article.ArticleBatch.Known;
import org.broadsheet.article.ArticleRows.ArticleRow;
import org.broadsheet.article.ArticleRows.PublishedRow;
import org.broadsheet.article.ArticleRows.RevisionRow;
import org.broadsheet.article.ArticleRows.VersionRow;
import org.broadsheet.body.BodyJson;
import org.broadsheet.naming.Ids;
import org.broadsheet.naming.Slugs;
import org.jspecify.annotations.Nullable;

/** One submission that changes something, next to what was there before. */
final class ArticleChange {

    private final ArticleSubmission submission;
    private final ArticleContent content;
    private final @Nullable Known known;
    private final Instant now;
    private final Instant publishedAt;
    private final UUID id;
    private final String slug;

    ArticleChange(ArticleSubmission submission, @Nullable Known known, Instant now) {
        this.submission = submission;
        this.content = submission.content();
        this.known = known;
        this.now = now;
        Instant before = known == null ? null : known.publishedAt();
        Instant given = content.publishedAt();
        this.publishedAt = given != null ? given : Objects.requireNonNullElse(before, now);
        this.id = known == null
                // an estimate would be another one the next time
                ? Ids.of(given != null ? given : Instant.EPOCH, "article", submission.source(), submission.externalId())
                : known.id();
        this.slug = slug(known == null ? null : known.slug());
    }

    /** A slug that was given, else the one it has, else one made of the headline, else one of its identity. */
    private String slug(@Nullable String before) {
        String given = content.slug() == null ? "" : Slugs.of(content.slug());
        if (!given.isEmpty()) {
            return given;
        }
        String made = before == null ? Slugs.of(content.headline()) : before;
        return made.isEmpty() ? "story-" + fingerprint().substring(0, 8) : made;
    }

    private String fingerprint() {
        return ArticleBatch.fingerprint(new Key(submission.source(), submission.externalId()));
    }

    UUID id() {
        return id;
    }

    boolean publishes() {
        return submission.publish();
    }

    List<String> pathChoices(Publication publication) {
        String first = Paths.of(publication, content.sectionPath(), publishedAt, slug);
        return List.of(first, first + "-" + fingerprint().substring(0, 6), first + "-" + fingerprint());
    }

    List<String> formerPaths() {
        return content.formerPaths();
    }

    ArticleRow articleRow() {
        return new ArticleRow(
                id,
                submission.source(),
                submission.externalId(),
                (publishes() ? Article.State.PUBLISHED : Article.State.DRAFT).wire(),
                slug,
                revision(),
                "\\x" + HexFormat.of().formatHex(submission.digest()),
                now,
                now);
    }

    RevisionRow revisionRow() {
        return new RevisionRow(id, revision(), content, now);
    }

    private int revision() {
        return known == null ? 1 : known.revision() + 1;
    }

    PublishedRow publishedRow(String path) {
        return new PublishedRow(
                id,
                version(),
                content.type().wire(),
                content.headline(),
                content.kicker(),
                content.standfirst(),
                BodyJson.write(content.body()),
                content.sectionId(),
                content.credits().stream().map(ArticleContent.Credit::bylineId).toList(),
                content.credits().stream()
                        .<@Nullable String>map(ArticleContent.Credit::role)
                        .toList(),
                content.tagIds(),
                content.leadId(),
                content.language(),
                Ids.of(Instant.EPOCH, "translations", submission.source(), original()),
                path,
                content.url(),
                submission.source(),
                submission.externalId(),
                publishedAt,
                content.publishedAt() == null,
                firstPublishedAt(),
                updatedAt(),
                content.embargoedUntil(),
                content.expiresAt(),
                content.usageTerms(),
                content.aiUse(),
                content.body().wordCount(),
                content.corrections(),
                now);
    }

    private String original() {
        return Objects.requireNonNullElse(content.translationOf(), submission.externalId());
    }

    /** Whether readers can have seen the piece before this change. */
    boolean wasSeen() {
        return known != null && known.seen(now);
    }

    List<UUID> formerBylines() {
        return known == null ? List.of() : known.bylineIds();
    }

    List<UUID> formerTags() {
        return known == null ? List.of() : known.tagIds();
    }

    private Instant firstPublishedAt() {
        Instant first = known == null || !wasSeen() ? null : known.firstPublishedAt();
        return first == null || publishedAt.isBefore(first) ? publishedAt : first;
    }

    /** What was given; else, for a piece that readers have seen in another form, now. */
    private Instant updatedAt() {
        Instant given = content.updatedAt();
        if (given != null) {
            return given;
        }
        return wasSeen() ? now : publishedAt;
    }

    /** What is new: the first time publication and every correction, later the corrections, or else the change. */
    private int version() {
        return versionsBefore() + (int) versionRows().count();
    }

    private int versionsBefore() {
        return wasSeen() ? Objects.requireNonNull(known).version() : 0;
    }

    Stream<VersionRow> versionRows() {
        List<Correction> corrections = content.corrections();
        int told = wasSeen() ? Math.min(Objects.requireNonNull(known).corrections(), corrections.size()) : 0;
        List<VersionRow> rows = new ArrayList<>();
        if (!wasSeen()) {
            rows.add(new VersionRow(id, 1, "published", firstPublishedAt(), null));
        } else if (told == corrections.size()) {
            rows.add(new VersionRow(id, versionsBefore() + 1, "updated", updatedAt(), null));
        }
        for (Correction correction : corrections.subList(told, corrections.size())) {
            rows.add(new VersionRow(
                    id, versionsBefore() + rows.size() + 1, "corrected", correction.at(), correction.text()));
        }
        return rows.stream();
    }
}
