package org.broadsheet.article;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.broadsheet.body.Body;
import org.jspecify.annotations.Nullable;

/**
 * What the newsroom writes: all of a piece's content, its references found. A revision keeps exactly this.
 *
 * @param standfirst paragraphs of plain text
 * @param sectionPath the section's path now, for the piece's own path
 * @param slug the last part of the path; null to make it from the headline
 * @param formerPaths paths at which the piece stood before
 * @param url where the piece stands elsewhere, when that is its canonical address
 * @param publishedAt null when it is not known
 * @param translationOf the external id of the piece that this one translates
 */
public record ArticleContent(
        ArticleType type,
        String headline,
        @Nullable String kicker,
        List<String> standfirst,
        Body body,
        UUID sectionId,
        String sectionPath,
        List<Credit> credits,
        List<UUID> tagIds,
        @Nullable UUID leadId,
        String language,
        @Nullable String slug,
        List<String> formerPaths,
        @Nullable String url,
        @Nullable Instant publishedAt,
        @Nullable Instant updatedAt,
        @Nullable Instant embargoedUntil,
        @Nullable Instant expiresAt,
        @Nullable String usageTerms,
        @Nullable String aiUse,
        List<Correction> corrections,
        @Nullable String translationOf) {

    /** Nobody is credited twice, and no tag stands twice: two that are the same have been merged. */
    public ArticleContent {
        credits = once(credits);
        tagIds = tagIds.stream().distinct().toList();
    }

    private static List<Credit> once(List<Credit> credits) {
        Map<UUID, Credit> once = new LinkedHashMap<>();
        credits.forEach(credit -> once.merge(
                credit.bylineId(),
                credit,
                (first, second) -> first.role() == null && second.role() != null ? second : first));
        return List.copyOf(once.values());
    }

    /**
     * Reads the content of a revision as the database keeps it.
     *
     * @throws java.io.UncheckedIOException when it is anything else
     */
    public static ArticleContent read(String json) {
        return ContentJson.read(json);
    }

    /** Who is credited, and for what: {@code reporter}, {@code photographer}, or nothing in particular. */
    public record Credit(UUID bylineId, @Nullable String role) {}

    /** The same with one more correction. */
    public ArticleContent corrected(Correction correction) {
        List<Correction> all =
                Stream.concat(corrections.stream(), Stream.of(correction)).toList();
        return new ArticleContent(
                type,
                headline,
                kicker,
                standfirst,
                body,
                sectionId,
                sectionPath,
                credits,
                tagIds,
                leadId,
                language,
                slug,
                formerPaths,
                url,
                publishedAt,
                updatedAt,
                embargoedUntil,
                expiresAt,
                usageTerms,
                aiUse,
                all,
                translationOf);
    }

    /** The same with what it refers to as it is now. */
    ArticleContent referring(String presentPath, List<Credit> presentCredits, List<UUID> presentTags) {
        return new ArticleContent(
                type,
                headline,
                kicker,
                standfirst,
                body,
                sectionId,
                presentPath,
                presentCredits,
                presentTags,
                leadId,
                language,
                slug,
                formerPaths,
                url,
                publishedAt,
                updatedAt,
                embargoedUntil,
                expiresAt,
                usageTerms,
                aiUse,
                corrections,
                translationOf);
    }
}
