package org.broadsheet.tag;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.UUID;
import org.broadsheet.query.Page;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A tag, as readers see it. */
@Schema(name = "Tag", description = "What articles are about.")
@JsonInclude(JsonInclude.Include.NON_NULL)
public record TagView(
        @Schema(required = true) UUID id,

        @Schema(required = true) TagType type,

        @Schema(
                description = "With the type, its address, and its name in filters.",
                examples = "sandholm",
                required = true)
        String slug,

        @Schema(examples = "Sandholm", required = true) String name,

        @Schema(description = "What the tag stands for, as plain text.") @Nullable
        String description) {

    public static TagView of(Tag tag) {
        return new TagView(tag.id(), tag.key().type(), tag.key().slug(), tag.name(), tag.description());
    }

    /** A page of tags. */
    @Schema(name = "TagList", description = "A page of tags, by name.")
    public record Tags(
            @Schema(required = true) List<TagView> items,

            @Schema(required = true) Page page) {}
}
