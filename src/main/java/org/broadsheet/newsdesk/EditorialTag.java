package org.broadsheet.newsdesk;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.broadsheet.query.Page;
import org.broadsheet.tag.Tag;
import org.broadsheet.tag.TagDescription;
import org.broadsheet.tag.TagType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A tag as the newsroom sees it. */
@Schema(description = "A tag as the newsroom sees it.")
@JsonInclude(JsonInclude.Include.NON_NULL)
record EditorialTag(
        @Schema(required = true) UUID id,

        @Schema(required = true) TagType type,

        @Schema(
                description = "With the type its address, and its name in filters.",
                examples = "sandholm",
                required = true)
        String slug,

        @Schema(examples = "Sandholm", required = true) String name,

        @Schema(examples = "The town, and its port.") @Nullable
        String description,

        @Schema(
                description = "Other names (`type/slug`) that lead to it: its own of before, and those of tags merged"
                        + " into it.",
                examples = "[\"topic/sandholm\"]",
                required = true)
        List<String> formerKeys,

        @Schema(
                description = "When readers may first know of it: when the first article that carries it comes out.",
                examples = "2026-11-14T07:30:00Z")
        @Nullable
        Instant publicFrom,

        @Schema(description = "The tag that stands for this one since they were merged.") @Nullable
        UUID mergedInto,

        @Schema(examples = "2026-11-14T07:30:00Z", required = true)
        Instant modifiedAt,

        @Schema(description = "What `If-Match` is held against.", examples = "3", required = true)
        int version) {

    static EditorialTag of(Tag tag, List<String> formerKeys) {
        TagDescription said = tag.said();
        return new EditorialTag(
                tag.id(),
                said.type(),
                said.slug(),
                said.name(),
                said.description(),
                formerKeys,
                tag.publicFrom(),
                tag.mergedInto(),
                tag.modifiedAt(),
                tag.version());
    }

    /** A page of tags. */
    @Schema(name = "EditorialTagList", description = "A page of the newsroom's tags, by name.")
    record Tags(
            @Schema(required = true) List<EditorialTag> items,

            @Schema(required = true) Page page) {}
}
