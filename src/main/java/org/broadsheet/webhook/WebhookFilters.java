package org.broadsheet.webhook;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.broadsheet.delivery.ArticleFilterParams;
import org.broadsheet.query.IdList;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** The filters of {@code GET /v1/articles}, as they stand in JSON. What is given twice there is a list here. */
@Schema(
        name = "WebhookFilters",
        description = "The filters of `GET /v1/articles`, with the same words: `a,b` is any of the two, `-a` is not.")
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record WebhookFilters(
        @Schema(description = "In this section or one under it.", examples = "world,climate") @Nullable
        String section,

        @Schema(description = "Credited to each of these.", examples = "[\"ada-lindqvist\"]", maxItems = MOST_GROUPS)
        @Nullable
        List<String> byline,

        @Schema(
                description = "With each of these tags.",
                examples = "[\"story/lantern-strait\", \"osterey,karland\"]",
                maxItems = MOST_GROUPS)
        @Nullable
        List<String> tag,

        @Schema(description = "Of this type.", examples = "-liveblog") @Nullable
        String type,

        @Schema(description = "In this language.", examples = "en") @Nullable
        String language,

        @Schema(description = "Dated after this moment.") @Nullable
        Instant publishedAfter,

        @Schema(description = "Dated before this moment.") @Nullable
        Instant publishedBefore,

        @Schema(description = "Last changed after this moment.") @Nullable
        Instant updatedAfter,

        @Schema(description = "Last changed before this moment.") @Nullable
        Instant updatedBefore,

        @Schema(description = "Only these articles.", maxItems = IdList.MOST) @Nullable
        List<UUID> ids) {

    static final int MOST_GROUPS = 20;

    static final WebhookFilters NONE = new WebhookFilters(null, null, null, null, null, null, null, null, null, null);

    ArticleFilterParams params() {
        return new ArticleFilterParams(
                section,
                Objects.requireNonNullElse(byline, List.of()),
                Objects.requireNonNullElse(tag, List.of()),
                type,
                language,
                publishedAfter,
                publishedBefore,
                updatedAfter,
                updatedBefore,
                ids == null || ids.isEmpty() ? null : new IdList(ids));
    }

    @JsonIgnore
    boolean isNone() {
        return params().isEmpty();
    }
}
