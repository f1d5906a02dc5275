package org.broadsheet.delivery;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.broadsheet.published.ArticleQuery;
import org.broadsheet.query.IdList;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** Which of the similar articles are wanted. */
public record SimilarParams(
        @Parameter(description = "How many, from 1 to 50; 5 unless it is said.")
        @RestQuery
        @Min(value = 1, message = "has to be from 1 to 50")
        @Max(value = 50, message = "has to be from 1 to 50")
        @Nullable
        Integer limit,

        @Parameter(
                description = "Not these articles: up to 200 ids, divided by commas. What was read already, say.",
                schema = @Schema(type = SchemaType.STRING))
        @RestQuery
        @Nullable
        IdList exclude,

        @Parameter(
                description = "Only articles dated within this time before or after (ISO 8601; `P30D` is 30 days).",
                example = "P30D",
                schema = @Schema(type = SchemaType.STRING))
        @RestQuery
        @Nullable
        Duration within,

        @Parameter(
                description = "Only articles in this section or one under it. `a,b`: in any of them. `-a`: not in it.")
        @RestQuery
        @Nullable
        String section,

        @Parameter(description = ArticleListParams.FIELDS) @RestQuery @Nullable
        String fields) {

    static final int DEFAULT_LIMIT = 5;

    /** Longer than any archive. */
    private static final Duration FOREVER = Duration.ofDays(365_000);

    int most() {
        return Objects.requireNonNullElse(limit, DEFAULT_LIMIT);
    }

    /** The parameters that lists have too. */
    ArticleFilterParams filter() {
        return new ArticleFilterParams(section, List.of(), List.of(), null, null, null, null, null, null, null);
    }

    /** Narrows {@code query} down to what is wanted by somebody who reads an article of {@code date}. */
    ArticleQuery narrow(ArticleQuery query, Instant date) {
        if (exclude != null) {
            query.withoutIds(exclude.ids());
        }
        if (within != null && within.compareTo(FOREVER) < 0) {
            query.publishedAfter(date.minus(within)).publishedBefore(date.plus(within));
        }
        return query;
    }
}
