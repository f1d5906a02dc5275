package org.broadsheet.article;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.broadsheet.article.ArticleBatch.Key;
import org.broadsheet.article.ArticleBatch.Known;
import org.broadsheet.article.ArticleRows.ArticleRow;
import org.broadsheet.article.ArticleRows.PublishedRow;
import org.broadsheet.article.ArticleRows.RevisionRow;
import org.broadsheet.article.ArticleRows.VersionRow;
import org.broadsheet.body.BodyJson;
import org.broadsheet.changes.Change;
import org.broadsheet.changes.Facets;
import org.broadsheet.naming.Ids;
import org.broadsheet.naming.Slugs;
import org.jspecify.annotations.Nullable;

/** One piece that is put out, or saved as a draft, next to what was there before. */
final class ArticleChange {

    /**
     * What is written down.
     *
     * @param digest of what was imported; null when editors wrote it
     * @param embargo beyond that of the content
     * @param corrects whether its last correction is what this is about
     * @param mandatory whether that is for everybody who has a copy
     */
    private record Order(
            Key key,
            ArticleContent content,
            byte @Nullable [] digest,
            boolean publish,
            @Nullable Instant embargo,
            boolean corrects,
            boolean mandatory) {

        boolean imported() {
            return digest != null;
        }
    }

    private final Order order;
    private final ArticleContent content;
    private final @Nullable Known known;
    private final Instant now;
    private final Instant publishedAt;
    private final UUID id;
    private final String slug;

    /** A piece that is handed in. */
    static ArticleChange of(ArticleSubmission submission, @Nullable Known known, Instant now) {
        return new ArticleChange(
                new Order(
                        Key.of(submission),
                        submission.content(),
                        submission.digest(),
                        submission.publish(),
                        null,
                        false,
                        false),
                known,
                now);
    }

    /** A revision that editors put out. */
    static ArticleChange putOut(ArticleContent content, Known known, @Nullable Instant embargo, Instant now) {
        return new ArticleChange(new Order(known.key(), content, null, true, embargo, false, false), known, now);
    }

    /** A revision that editors put out for its last correction. */
    static ArticleChange correct(ArticleContent content, Known known, boolean mandatory, Instant now) {
        return new ArticleChange(new Order(known.key(), content, null, true, null, true, mandatory), known, now);
    }

    private ArticleChange(Order order, @Nullable Known known, Instant now) {
        this.order = order;
        this.content = order.content();
        this.known = known;
        this.now = now;
        Instant given = content.publishedAt();
        this.publishedAt = given != null ? given : Objects.requireNonNullElse(publishedBefore(), now);
        this.id = known == null
                // an estimate would be another one the next time
                ? Ids.of(
                        given != null ? given : Instant.EPOCH,
                        "article",
                        order.key().source(),
                        order.key().externalId())
                : known.id();
        this.slug = slug(known == null ? "" : known.slug());
    }

    private @Nullable Instant publishedBefore() {
        if (known == null) {
            return null;
        }
        return known.live() == null
                ? known.firstPublishedAt()
                : known.live().facets().publishedAt();
    }

    /** A slug that was given, else the one it has, else one made of the headline, else one of its identity. */
    private String slug(String before) {
        String given = content.slug() == null ? "" : Slugs.of(content.slug());
        if (!given.isEmpty()) {
            return given;
        }
        String made = before.isEmpty() ? Slugs.of(content.headline()) : before;
        return made.isEmpty() ? "story-" + fingerprint().substring(0, 8) : made;
    }

    private String fingerprint() {
        return ArticleBatch.fingerprint(order.key());
    }

    UUID id() {
        return id;
    }

    String slug() {
        return slug;
    }

    boolean publishes() {
        return order.publish();
    }

    /** Where it may stand, the best first: where it stands, unless what the path is made of has changed. */
    List<String> pathChoices(Publication publication) {
        String first = Paths.of(publication, content.sectionPath(), publishedAt, slug);
        String suffixed = first + "-" + fingerprint().substring(0, 6);
        return keepsItsPlace(publication, first)
                ? List.of(Objects.requireNonNull(known).path(), first, suffixed, first + "-" + fingerprint())
                : List.of(first, suffixed, first + "-" + fingerprint());
    }

    private boolean keepsItsPlace(Publication publication, String first) {
        if (order.imported()
                || known == null
                || known.path() == null
                || !known.slug().equals(slug)) {
            return false;
        }
        return known.live() == null
                || known.live().facets().sectionId().equals(content.sectionId())
                        && first.equals(Paths.of(
                                publication,
                                content.sectionPath(),
                                known.live().facets().publishedAt(),
                                slug));
    }

    List<String> formerPaths() {
        return content.formerPaths();
    }

    ArticleRow articleRow() {
        return new ArticleRow(
                id,
                order.key().source(),
                order.key().externalId(),
                (publishes() ? Article.State.PUBLISHED : Article.State.DRAFT).wire(),
                slug,
                revision(),
                "\\x" + HexFormat.of().formatHex(Objects.requireNonNull(order.digest())),
                now,
                now,
                publishes() ? revision() : null,
                content.headline(),
                content.type().wire(),
                content.sectionId(),
                content.language(),
                bylineIds().stream().distinct().toList(),
                content.tagIds());
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
                bylineIds(),
                content.credits().stream()
                        .<@Nullable String>map(ArticleContent.Credit::role)
                        .toList(),
                content.tagIds(),
                content.leadId(),
                content.language(),
                translationKey(),
                path,
                content.url(),
                order.key().source(),
                order.key().externalId(),
                publishedAt,
                order.imported() && content.publishedAt() == null,
                firstPublishedAt(),
                updatedAt(),
                embargo(),
                embargoOrdered(),
                content.expiresAt(),
                content.usageTerms(),
                content.aiUse(),
                content.body().wordCount(),
                content.corrections(),
                now,
                shown());
    }

    private List<UUID> bylineIds() {
        return content.credits().stream().map(ArticleContent.Credit::bylineId).toList();
    }

    private UUID translationKey() {
        return Ids.of(Instant.EPOCH, "translations", order.key().source(), original());
    }

    private String original() {
        return Objects.requireNonNullElse(content.translationOf(), order.key().externalId());
    }

    /** The content's own, unless an order names one: whoever corrects a piece does not lift its embargo by that. */
    private @Nullable Instant embargo() {
        Instant ordered = embargoOrdered();
        return ordered == null ? content.embargoedUntil() : ordered;
    }

    private @Nullable Instant embargoOrdered() {
        if (order.embargo() != null || known == null || known.live() == null) {
            return order.embargo();
        }
        Instant before = known.live().embargoOrdered();
        return before != null && before.isAfter(now) ? before : null;
    }

    /** Whether readers see it from now on; what waits for its moment, the timekeeper lets out. */
    private boolean shown() {
        Instant embargo = embargo();
        Instant expiry = content.expiresAt();
        return !publishedAt.isAfter(now)
                && (embargo == null || !embargo.isAfter(now))
                && (expiry == null || expiry.isAfter(now));
    }

    /** Whether readers can have seen the piece before this change. */
    boolean wasSeen() {
        return known != null && known.seen(now);
    }

    List<UUID> formerBylines() {
        Facets before = before();
        return before == null ? List.of() : before.bylineIds();
    }

    List<UUID> formerTags() {
        Facets before = before();
        return before == null ? List.of() : before.tagIds();
    }

    private @Nullable Facets before() {
        return known == null || known.live() == null ? null : known.live().facets();
    }

    private Instant firstPublishedAt() {
        Instant first = known == null || !wasSeen() ? null : known.firstPublishedAt();
        return first == null || publishedAt.isBefore(first) ? publishedAt : first;
    }

    /** What was given; else, for a piece that readers have seen in another form, now. */
    private Instant updatedAt() {
        Instant given = content.updatedAt();
        Facets before = before();
        boolean stale = !order.imported() && given != null && before != null && !given.isAfter(before.updatedAt());
        if (given != null && !stale) {
            return given;
        }
        return wasSeen() ? now : publishedAt;
    }

    /** What is new: the first time publication and every correction, later the corrections, or else the change. */
    private int version() {
        return versionsBefore() + (int) versionRows().count();
    }

    private int versionsBefore() {
        return wasSeen() ? Objects.requireNonNull(known).versions() : 0;
    }

    private int correctionsTold() {
        if (known == null || !wasSeen()) {
            return 0;
        }
        // of a piece that was taken down all is told already that was there to tell
        int told = known.live() == null ? Integer.MAX_VALUE : known.live().corrections();
        // one is new, also when it is the only one of a revision from before others
        return Math.min(told, content.corrections().size() - (order.corrects() ? 1 : 0));
    }

    private List<Correction> correctionsNew() {
        return content.corrections()
                .subList(correctionsTold(), content.corrections().size());
    }

    Stream<VersionRow> versionRows() {
        List<VersionRow> rows = new ArrayList<>();
        if (!wasSeen()) {
            rows.add(new VersionRow(id, 1, "published", firstPublishedAt(), null));
        } else if (correctionsNew().isEmpty()) {
            rows.add(new VersionRow(id, versionsBefore() + 1, "updated", updatedAt(), null));
        }
        for (Correction correction : correctionsNew()) {
            rows.add(new VersionRow(
                    id, versionsBefore() + rows.size() + 1, "corrected", correction.at(), correction.text()));
        }
        return rows.stream();
    }

    /**
     * What readers can notice of this; nothing, when they saw nothing of it and see nothing yet.
     *
     * @param changedFields of the live copy
     */
    Optional<Change> told(String path, List<String> changedFields) {
        boolean before = known != null && known.live() != null && known.live().shown();
        Facets was = before ? before() : null;
        Facets is = shown() ? facets() : null;
        if (was == null && is == null) {
            return Optional.empty();
        }
        Change.Type type = type(was, is, changedFields);
        boolean corrected = type == Change.Type.CORRECTED;
        String reason = corrected ? correctionsNew().getLast().text() : null;
        Change change = Change.ofArticle(type, id, path, changedFields, reason, was, is);
        return Optional.of(corrected && order.mandatory() ? change.binding() : change);
    }

    private Change.Type type(@Nullable Facets was, @Nullable Facets is, List<String> changedFields) {
        if (was == null) {
            return Change.Type.PUBLISHED;
        }
        if (is == null) {
            Instant expiry = content.expiresAt();
            return expiry != null && !expiry.isAfter(now) ? Change.Type.EXPIRED : Change.Type.UNPUBLISHED;
        }
        if (!correctionsNew().isEmpty()) {
            return Change.Type.CORRECTED;
        }
        if (changedFields.equals(List.of("rights"))) {
            return Change.Type.RIGHTS_CHANGED;
        }
        return changedFields.contains("path") ? Change.Type.MOVED : Change.Type.UPDATED;
    }

    private Facets facets() {
        return new Facets(
                content.sectionId(),
                bylineIds(),
                content.tagIds(),
                content.type().wire(),
                content.language(),
                translationKey(),
                publishedAt,
                updatedAt());
    }
}
