package org.broadsheet.published;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.broadsheet.query.PlainValue;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** An article that is similar to another one. */
@PlainValue
@Schema(
        name = "SimilarArticle",
        description = "An article that is similar to another one: its card, and why it is here.")
@JsonInclude(JsonInclude.Include.NON_NULL)
public record SimilarArticle(
        @JsonUnwrapped ArticleView article,

        @Schema(
                description = "How sure it is that both tell of the same, from 0 to 1; a pin of the editors' has 1.",
                examples = "0.83",
                required = true)
        double score,

        @Schema(description = "Why it is here, the weightiest first.", required = true)
        List<Reason> reasons,

        @Schema(
                description = "Other articles with the same text, such as copies of one piece of an agency's.",
                required = true)
        List<Copy> alsoAt) {

    /** What is there whichever fields of the card are asked for. */
    public static final Set<String> ALWAYS = Set.of("score", "reasons", "alsoAt");

    /** Why an article is similar. */
    @Schema(name = "SimilarityReason", description = "Why an article is similar.")
    public record Reason(
            @Schema(
                    description =
                            "`pinned` by editors; the same running `story`, `tag` or `byline`; words that both have (`text`);"
                                    + " `meaning`, whichever the words; close in time (`recency`).",
                    enumeration = {"pinned", "story", "tag", "byline", "text", "meaning", "recency"},
                    examples = "text")
            String type,

            @Schema(description = "The words, tags, names or days.", examples = "barrier, eelgrass, dredging")
            String detail) {}

    /** The same text once more. */
    @Schema(name = "SimilarCopy", description = "Another article with the same text.")
    public record Copy(
            UUID id,

            @Schema(examples = "/world/2026/10/02/ferries-return")
            String path,

            @Schema(description = "The outlet that it comes from.", examples = "The Harbour Ledger")
            String source) {}
}
