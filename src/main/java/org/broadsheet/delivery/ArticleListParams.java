package org.broadsheet.delivery;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.broadsheet.body.BodyForm;
import org.broadsheet.format.Extent;
import org.broadsheet.format.Format;
import org.broadsheet.naming.DidYouMean;
import org.broadsheet.naming.Text;
import org.broadsheet.problem.Refusal;
import org.broadsheet.published.ArticleQuery;
import org.broadsheet.published.ArticleView;
import org.broadsheet.query.Fields;
import org.broadsheet.search.Facet;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** What a list of articles is asked with, besides filters. */
public record ArticleListParams(
        @Parameter(description = """
                        What to search for, as people type it. Words are found in all their forms in headlines, standfirsts and bodies, and as they are in the names of bylines, tags and sections; of more than two words some may be missing. `"in quotes"`: these words in this order. `-word`: without it. `AND`, `OR`, `NOT` and brackets. `ferr*`: what begins so. `headline:`, `byline:`, `tag:` or `section:` before a word or quotes: only there. Nothing that is typed is an error, up to 64 words.""", example = "ferries \"outer islands\" -strike") @RestQuery @Nullable
        String q,

        @Parameter(description = """
                        The order: by date, newest or oldest first, or by last change, newest first; with `q` also by relevance, which is the default there. A list by relevance ends after 1,000 articles.""") @RestQuery ArticleQuery.@Nullable Sort sort,

        @Parameter(
                description =
                        "`exact` counts the whole list into `page.total`, which takes the longer the more there are;"
                                + " `estimate` asks the database for a guess, in no time; of a search both are exact.")
        @RestQuery
        @Nullable
        Count count,

        @Parameter(
                description =
                        "Counts the whole result by `section`, `tag`, `byline`, `type` or `month`; several are divided"
                                + " by commas.",
                example = "section,month")
        @RestQuery
        @Nullable
        String facets,

        @Parameter(description = "With `q`: shows in `highlights` where what was searched for stands.")
        @RestQuery
        @Nullable
        Boolean highlight,

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

        @Parameter(description = BODY) @RestQuery @Nullable BodyForm body,

        @Parameter(
                description =
                        "`json`, this API's own, or `ninjs` (IPTC ninjs 3.1), which `Accept` can ask for as well. With"
                                + " `ninjs`, `include=body` adds the bodies; what selects or marks fields does not go with"
                                + " it.")
        @RestQuery
        @Nullable
        Format format) {

    static final String FIELDS = "Only these fields, divided by commas; a dot leads to a field's own fields."
            + " `-standfirst` leaves a field out. What is not asked for is not read either.";

    static final String BODY =
            "The form of the body: typed blocks (the default), or a string of HTML, plain text or" + " Markdown.";

    /** A list by date, the newest first, of what {@code q} finds, if it is there. */
    public static ArticleListParams newest(@Nullable String q, @Nullable Integer limit, @Nullable String cursor) {
        return new ArticleListParams(
                q, ArticleQuery.Sort.NEWEST, null, null, null, limit, cursor, null, null, null, null);
    }

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

    /**
     * What has to be read for a list in ninjs.
     *
     * @throws Refusal.Invalid when something is asked for that ninjs has not
     */
    Fields ninjs() {
        Format.NINJS.refuse("fields", fields);
        Format.NINJS.refuse("body", body);
        Format.NINJS.refuse("facets", facets);
        Format.NINJS.refuse("highlight", highlight);
        // refuses what else a list can include
        Fields.select(ArticleView.SHAPE, Set.of("body"), null, include);
        return ("body".equals(include) ? Extent.FULL : Extent.SUMMARY).fields();
    }

    /** Whether the search engine has to be asked. */
    boolean searched() {
        return q != null || facets != null || sort == ArticleQuery.Sort.RELEVANCE;
    }

    boolean highlighted() {
        return Boolean.TRUE.equals(highlight);
    }

    /** The order of a search. */
    ArticleQuery.Sort order() {
        return sort != null ? sort : q != null ? ArticleQuery.Sort.RELEVANCE : ArticleQuery.Sort.NEWEST;
    }

    /** The facets that are asked for. */
    Set<Facet> divided() {
        Set<Facet> wanted = EnumSet.noneOf(Facet.class);
        List<String> known = Arrays.stream(Facet.values())
                .map(facet -> facet.name().toLowerCase(Locale.ROOT))
                .toList();
        for (String word : facets == null ? new String[0] : facets.split(",", -1)) {
            if (!known.contains(word)) {
                throw Refusal.Invalid.parameter(
                        "facets",
                        "'" + Text.shorten(word) + "' is not a facet; there are " + String.join(", ", known) + "."
                                + DidYouMean.hint(word, known));
            }
            wanted.add(Facet.values()[known.indexOf(word)]);
        }
        return wanted;
    }

    /**
     * What goes only with something else.
     *
     * @throws Refusal.Invalid for what is there without it
     */
    void check() {
        if (q == null && sort == ArticleQuery.Sort.RELEVANCE) {
            throw Refusal.Invalid.parameter("sort", "is relevance, and there is no 'q' to be relevant to.");
        }
        if (q == null && highlighted()) {
            throw Refusal.Invalid.parameter("highlight", "goes with 'q' only.");
        }
    }

    /** How the whole list is counted. */
    public enum Count {
        EXACT,
        ESTIMATE
    }
}
