package org.broadsheet.syndication;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.util.Objects;
import org.broadsheet.delivery.ArticleListParams;
import org.broadsheet.format.Extent;
import org.broadsheet.query.Fields;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** What a feed is asked with, besides filters. */
public record FeedParams(
        @Parameter(
                description =
                        "Only articles that this finds, as in `GET /v1/articles`, but the newest first, as in every"
                                + " feed.",
                example = "ferries")
        @RestQuery
        @Nullable
        String q,

        @Parameter(description = "`full` text, or only a `summary`: standfirst and corrections.") @RestQuery @Nullable
        Extent content,

        @Parameter(description = "How many items a page may hold.")
        @RestQuery
        @Min(value = 1, message = "has to be from 1 to 100")
        @Max(value = 100, message = "has to be from 1 to 100")
        @Nullable
        Integer limit,

        @Parameter(description = "Where the page begins: taken from the link `next` of a page before.")
        @RestQuery
        @Nullable
        String cursor) {

    private static final int DEFAULT_LIMIT = 20;

    Fields fields() {
        return Objects.requireNonNullElse(content, Extent.FULL).fields();
    }

    ArticleListParams list() {
        return ArticleListParams.newest(q, Objects.requireNonNullElse(limit, DEFAULT_LIMIT), cursor);
    }
}
