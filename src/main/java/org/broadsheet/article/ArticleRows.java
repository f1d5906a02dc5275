package org.broadsheet.article;

import com.fasterxml.jackson.annotation.JsonRawValue;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The rows that a submission becomes, a record for each table, with the columns' names. A whole batch goes to
 * PostgreSQL as one JSON document for each table ({@code json_populate_recordset}), which is within a small factor of
 * COPY and can still say {@code on conflict}.
 */
final class ArticleRows {

    private ArticleRows() {}

    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    record ArticleRow(
            UUID id,
            String source,
            String externalId,
            String state,
            String slug,
            int revision,
            String importHash,
            Instant createdAt,
            Instant modifiedAt,
            @Nullable Integer liveRevision,
            String headline,
            String type,
            UUID sectionId,
            String language,
            List<UUID> bylineIds,
            List<UUID> tagIds) {}

    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    record RevisionRow(UUID articleId, int number, Object content, Instant createdAt) {}

    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    record PathRow(String path, UUID articleId, boolean current) {}

    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    record VersionRow(
            UUID articleId,
            int number,
            String kind,
            Instant at,
            @Nullable String note) {}

    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    record PublishedRow(
            UUID id,
            int version,
            String type,
            String headline,
            @Nullable String kicker,
            List<String> standfirst,
            @JsonRawValue String body,
            UUID sectionId,
            List<UUID> bylineIds,
            List<@Nullable String> bylineRoles,
            List<UUID> tagIds,
            @Nullable UUID leadId,
            String language,
            UUID translationKey,
            String path,
            @Nullable String url,
            String source,
            String externalId,
            Instant publishedAt,
            boolean publishedAtEstimated,
            Instant firstPublishedAt,
            Instant updatedAt,
            @Nullable Instant embargoedUntil,
            @Nullable Instant embargoOrdered,
            @Nullable Instant expiresAt,
            @Nullable String usageTerms,
            @Nullable String aiUse,
            int wordCount,
            List<Correction> corrections,
            Instant modifiedAt,
            boolean live) {}
}
