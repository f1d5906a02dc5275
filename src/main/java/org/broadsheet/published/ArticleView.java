package org.broadsheet.published;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.broadsheet.article.ArticleType;
import org.broadsheet.article.Correction;
import org.broadsheet.media.MediaView;
import org.broadsheet.query.Page;
import org.broadsheet.query.PlainValue;
import org.broadsheet.query.Shape;
import org.broadsheet.section.SectionRef;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * An article as readers see it. What an article does not have is left out, and so is what {@code fields} does not
 * select; lists are there even when they are empty.
 */
@Schema(
        name = "Article",
        description = "An article. What it does not have, and what `fields` does not select, is left out.")
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ArticleView(
        @Schema(description = "Never changes.") @Nullable UUID id,

        @Nullable ArticleType type,

        @Schema(description = "As plain text.", examples = "Ferries return to the outer islands") @Nullable
        String headline,

        @Schema(description = "A word or two above the headline.", examples = "Shipping") @Nullable
        String kicker,

        @Schema(description = "What stands under the headline: paragraphs of plain text.") @Nullable
        List<String> standfirst,

        @Schema(ref = "ArticleBody") @Nullable BodyView body,

        @Nullable SectionRef section,

        @Schema(description = "Who is credited, in order.") @Nullable
        List<Credit> bylines,

        @Schema(description = "The credits as one line.", examples = "Ada Lindqvist and Tomas Reyl") @Nullable
        String bylineText,

        @Schema(description = "What it is about, the most important first.") @Nullable
        List<TagRef> tags,

        @Schema(description = "The picture, video or sound at its head.") @Nullable
        MediaView lead,

        @Schema(description = "BCP 47.", examples = "en") @Nullable
        String language,

        @Schema(description = "The same piece in other languages.") @Nullable
        List<Translation> translations,

        @Schema(
                description =
                        "Where it stands on the front-end, decoded; may change, and the former path then leads here.",
                examples = "/world/osterey/2026/10/02/ferries-return")
        @Nullable
        String path,

        @Schema(
                description = "The one address that search engines should know.",
                examples = "https://ledger.example/world/osterey/2026/10/02/ferries-return")
        @Nullable
        String canonicalUrl,

        @Nullable Source source,

        @Schema(description = "The date of the piece, by which lists are ordered.") @Nullable
        Instant publishedAt,

        @Schema(description = "There, and true, when the date is not known and the time of import stands in for it.")
        @Nullable
        Boolean publishedAtEstimated,

        @Nullable Instant firstPublishedAt,

        @Schema(description = "When the newsroom last changed it.") @Nullable
        Instant updatedAt,

        @Schema(description = "Counts the versions that readers have seen, from 1.", examples = "1") @Nullable
        Integer version,

        @Schema(description = "What was wrong and was put right, oldest first.") @Nullable
        List<Correction> corrections,

        @Nullable Rights rights,

        @Schema(description = "Of the body.", examples = "412") @Nullable
        Integer wordCount,

        @Schema(
                description = "At 238 words a minute (Brysbaert 2019, for reading English silently), rounded up.",
                examples = "2")
        @Nullable
        Integer readingMinutes,

        @Schema(description = "Where what was searched for stands; with `highlight=true`.") @Nullable
        Highlights highlights,

        @Schema(description = "Similar articles, the most similar first; with `include=similar`.") @Nullable
        List<SimilarArticle> similar,

        @Schema(
                description = "There, and true, when the article is still under an embargo"
                        + " (`rights.embargoedUntil`), which binds you too: for partners who see it ahead of time.")
        @Nullable
        Boolean embargoed,

        @Schema(description = "What was asked for, and is withheld from you, and why; absent when nothing is.")
        @Nullable
        List<Withheld> withheld) {

    /** Told whichever fields are asked for. */
    public static final Set<String> ALWAYS = Set.of("embargoed", "withheld");

    /** A part of an article that is not shown. */
    @Schema(name = "Withheld", description = "A part of an article that is there, and is not shown to you.")
    public record Withheld(
            @Schema(description = "The field.", examples = "body")
            String field,

            @Schema(
                    description = "The right that is missing.",
                    enumeration = {"fullText", "images"},
                    examples = "fullText")
            String right,

            @Schema(examples = "Your rights give the card of an article, and not its text.")
            String reason) {

        static final Withheld FULL_TEXT =
                new Withheld("body", "fullText", "Your rights give the card of an article, and not its text.");
        static final Withheld PICTURES =
                new Withheld("body", "images", "Your rights give no pictures; those in the text are left out.");
        static final Withheld LEAD =
                new Withheld("lead", "images", "Your rights give no pictures; the one at the head is left out.");
    }

    /** The fields there are to select from. */
    public static final Shape SHAPE = Shape.of(ArticleView.class);

    /** What a card leaves out. */
    public static final Set<String> BEYOND_CARD = Set.of("body", "highlights", "similar");

    /** Where what was searched for stands. */
    @PlainValue
    @Schema(
            description =
                    "Where what was searched for stands: HTML in which `<mark>` is the only element, all else is escaped.")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Highlights(
            @Schema(
                    description = "The headline; absent when nothing in it was searched for.",
                    examples = "<mark>Ferries</mark> return")
            @Nullable
            String headline,

            @Schema(description = "The best sentences of standfirst and body, in their order.")
            List<String> text) {}

    /** A byline and what it is credited for. */
    @Schema(description = "A byline, and what it is credited for.")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Credit(
            UUID id,

            @Schema(examples = "ada-lindqvist") String slug,

            @Schema(examples = "Ada Lindqvist") String name,

            @Schema(
                    description = "What for, in the newsroom's words; absent when it does not say.",
                    examples = "reporter")
            @Nullable
            String role,

            @Schema(description = "Counts from 1.") int position) {}

    /** A tag as an article shows it. */
    @Schema(description = "A tag, as an article shows it.")
    public record TagRef(
            UUID id,

            @Schema(
                    enumeration = {"topic", "person", "organisation", "place", "event", "story"},
                    examples = "place")
            String type,

            @Schema(examples = "sandholm") String slug,

            @Schema(examples = "Sandholm") String name) {}

    /** The same piece in another language. */
    @Schema(description = "The same piece in another language.")
    public record Translation(
            UUID id,

            @Schema(examples = "de") String language,

            @Schema(examples = "/world/osterey/2026/10/03/faehren-kehren-zurueck")
            String path,

            String headline,

            @JsonIgnore @Nullable Instant expiresAt) {

        /** From translation key, id, language, path, headline, expiry. */
        static Translation of(Object[] row) {
            return new Translation((UUID) row[1], (String) row[2], (String) row[3], (String) row[4], (Instant) row[5]);
        }
    }

    /** Where a piece comes from. */
    @Schema(description = "Where a piece comes from.")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Source(
            @Schema(description = "The outlet.", examples = "The Harbour Ledger")
            String name,

            @Schema(description = "What the outlet calls the piece.", examples = "hl-0001")
            String externalId,

            @Schema(description = "Where it stands there.") @Nullable
            String url) {}

    /** What may be done with a piece. */
    @Schema(description = "What may be done with a piece.")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Rights(
            @Nullable String usageTerms,

            @Schema(description = "Until when it was held back; in the past, or readers would not see the piece.")
            @Nullable
            Instant embargoedUntil,

            @Schema(description = "From when readers may no longer see it.") @Nullable
            Instant expiresAt,

            @Schema(description = "Whether machines may learn from it, in the newsroom's words.", examples = "denied")
            @Nullable
            String aiUse) {}

    /** A page of articles. */
    @Schema(
            name = "ArticleList",
            description = "A page of articles. Each is a card, everything but its body, unless the body was asked for.")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Articles(
            @Schema(required = true) List<ArticleView> items,

            @Schema(required = true) Page page,

            @Schema(
                    description =
                            "How many of the whole result there are of each kind; with `facets`. Each is counted as if"
                                    + " the parameter of its own name were not there, so that the other values can be chosen too.")
            @Nullable
            Facets facets,

            @Schema(
                    description = "Words that would find something, when those of `q` find nothing.",
                    examples = "ferries strait")
            @Nullable
            String didYouMean) {}

    /** How a result is divided. */
    @Schema(
            name = "Facets",
            description = "How a result is divided: the most frequent values first, months in their order.")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Facets(
            @Schema(description = "By section, those under it included; the value is its path.") @Nullable
            List<FacetValue> section,

            @Schema(description = "By tag; the value is `type/slug`.") @Nullable
            List<FacetValue> tag,

            @Schema(description = "By byline; the value is its slug.") @Nullable
            List<FacetValue> byline,

            @Nullable List<FacetValue> type,

            @Schema(description = "By month (UTC), the newest first; the value is `yyyy-MM`.") @Nullable
            List<FacetValue> month) {}

    /** One value of a facet. */
    @Schema(name = "FacetValue", description = "A value, and how many articles have it.")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record FacetValue(
            @Schema(
                    description = "What the parameter of the facet's name takes.",
                    examples = "world/osterey",
                    required = true)
            String value,

            @Schema(description = "What it is called, where it has a name.", examples = "Osterey") @Nullable
            String name,

            @Schema(examples = "12", required = true) long count) {}
}
