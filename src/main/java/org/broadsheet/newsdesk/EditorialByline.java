package org.broadsheet.newsdesk;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.broadsheet.byline.Byline;
import org.broadsheet.byline.BylineDescription;
import org.broadsheet.byline.BylineLink;
import org.broadsheet.byline.Portrait;
import org.broadsheet.query.Page;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A byline as the newsroom sees it. */
@Schema(description = "A byline as the newsroom sees it.")
@JsonInclude(JsonInclude.Include.NON_NULL)
record EditorialByline(
        @Schema(required = true) UUID id,

        @Schema(description = "Its address, and its name in filters.", examples = "ada-lindqvist", required = true)
        String slug,

        @Schema(examples = "Ada Lindqvist", required = true) String name,

        @Schema(examples = "Harbour correspondent") @Nullable
        String role,

        @Schema(examples = "Ada Lindqvist has covered the port of Sandholm since 2014.") @Nullable
        String bio,

        @Nullable Portrait image,

        @Schema(required = true) List<BylineLink> links,

        @Schema(
                description = "Other slugs that lead to it: its own of before, and those of bylines merged into it.",
                required = true)
        List<String> formerSlugs,

        @Schema(
                description = "When readers may first know of it: when the first article that credits it comes out.",
                examples = "2026-11-14T07:30:00Z")
        @Nullable
        Instant publicFrom,

        @Schema(description = "The byline that stands for this one since they were merged.") @Nullable
        UUID mergedInto,

        @Schema(examples = "2026-11-14T07:30:00Z", required = true)
        Instant modifiedAt,

        @Schema(description = "What `If-Match` is held against.", examples = "3", required = true)
        int version) {

    static EditorialByline of(Byline byline, List<String> formerSlugs) {
        BylineDescription said = byline.description();
        return new EditorialByline(
                byline.id(),
                said.slug(),
                said.name(),
                said.role(),
                said.bio(),
                said.image(),
                byline.links(),
                formerSlugs,
                byline.publicFrom(),
                byline.mergedInto(),
                byline.modifiedAt(),
                byline.version());
    }

    /** A page of bylines. */
    @Schema(name = "EditorialBylineList", description = "A page of the newsroom's bylines, by name.")
    record Bylines(
            @Schema(required = true) List<EditorialByline> items,

            @Schema(required = true) Page page) {}
}
