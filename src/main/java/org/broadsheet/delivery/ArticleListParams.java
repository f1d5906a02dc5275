package org.broadsheet.delivery;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Instant;
import java.util.List;
import org.broadsheet.body.BodyForm;
import org.broadsheet.published.ArticleQuery;
import org.broadsheet.query.IdList;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** What a list of articles is asked with. */
public record ArticleListParams(
        @Parameter(
                description = "Only articles in this section or one under it. `a,b`: in any of them. `-a`: not in it.")
        @RestQuery
        @Nullable
        String section,

        @Parameter(
                description =
                        "Only articles credited to this byline (slug). `a,b`: to any of them; given twice: to both;"
                                + " `-a`: not to it.")
        @RestQuery
        List<String> byline,

        @Parameter(
                description =
                        "Only articles with this tag (`type/slug`, or a slug alone). `a,b`: with any of them; given"
                                + " twice: with both; `-a`: without it.")
        @RestQuery
        List<String> tag,

        @Parameter(
                description =
                        "Only articles of this type: `article`, `liveblog`, `brief`, `opinion`, `video`, `gallery` or"
                                + " `audio`. `a,b`: of any of them; `-a`: not of it.")
        @RestQuery
        @Nullable
        String type,

        @Parameter(
                description = "Only articles in this language (BCP 47; `en` finds `en-GB` too). `a,b`: in any of them;"
                        + " `-a`: not in it.")
        @RestQuery
        @Nullable
        String language,

        @Parameter(description = "Only articles dated after this moment (RFC 3339).") @RestQuery @Nullable
        Instant publishedAfter,

        @Parameter(description = "Only articles dated before this moment (RFC 3339).") @RestQuery @Nullable
        Instant publishedBefore,

        @Parameter(description = "Only articles last changed after this moment (RFC 3339).") @RestQuery @Nullable
        Instant updatedAfter,

        @Parameter(description = "Only articles last changed before this moment (RFC 3339).") @RestQuery @Nullable
        Instant updatedBefore,

        @Parameter(
                description =
                        "Only these articles: up to 200 ids, divided by commas. Those that readers may not see are"
                                + " passed over; the order is that of `sort`, and a page holds all of them unless `limit` says less.",
                schema = @Schema(type = SchemaType.STRING))
        @RestQuery
        @Nullable
        IdList ids,

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
    Integer pageSize() {
        return limit == null && ids != null ? Integer.valueOf(ids.ids().size()) : limit;
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
