package org.broadsheet.delivery;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import org.broadsheet.body.BodyForm;
import org.broadsheet.published.ArticleQuery;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** What a list of articles is asked with, besides filters. */
public record ArticleListParams(
        @Parameter(description = "The order: by date, newest or oldest first, or by last change, newest first.")
        @RestQuery
        ArticleQuery.@Nullable Sort sort,

        @Parameter(
                description =
                        "`exact` counts the whole list into `page.total`, which takes the longer the more there are;"
                                + " `estimate` asks the database for a guess, in no time.")
        @RestQuery
        @Nullable
        Count count,

        @Parameter(description = "How many items a page may hold.")
        @RestQuery
        @Min(value = 1, message = "has to be from 1 to 200")
        @Max(value = 200, message = "has to be from 1 to 200")
        @Nullable
        Integer limit,

        @Parameter(description = "Where the page begins: `page.next` or `page.previous` of an answer to the same call.")
        @RestQuery
        @Nullable
        String cursor,

        @Parameter(description = FIELDS) @RestQuery @Nullable
        String fields,

        @Parameter(description = "Adds what a card leaves out: `body`.") @RestQuery @Nullable
        String include,

        @Parameter(description = BODY) @RestQuery @Nullable BodyForm body) {

    static final String FIELDS = "Only these fields, divided by commas; a dot leads to a field's own fields."
            + " `-standfirst` leaves a field out. What is not asked for is not read either.";

    static final String BODY =
            "The form of the body: typed blocks (the default), or a string of HTML, plain text or" + " Markdown.";

    /** How many items a page may hold: unless it is said, all of the ids that were asked for. */
    @Nullable
    Integer pageSize(ArticleFilterParams filter) {
        return limit == null && filter.ids() != null
                ? Integer.valueOf(filter.ids().ids().size())
                : limit;
    }

    /** Who asks for a form of the body asks for the body. */
    @Nullable
    String included() {
        return body == null ? include : "body";
    }

    /** How the whole list is counted. */
    public enum Count {
        EXACT,
        ESTIMATE
    }
}
