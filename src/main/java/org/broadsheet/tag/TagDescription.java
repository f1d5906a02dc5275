package org.broadsheet.tag;

import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** What the newsroom says about a tag; type and slug tell which. */
@Schema(name = "TagForm", description = "What editors say about a tag. All of it is plain text.")
public record TagDescription(
        @Schema(description = "Left out: `topic`, or as it was.", examples = "place")
        TagType type,

        @Schema(
                description = "With the type its address, and its name in filters. Left out: made of the name, or as it"
                        + " was. Former ones go on leading to it.",
                maxLength = 80,
                examples = "sandholm")
        String slug,

        @Schema(maxLength = 200, examples = "Sandholm", required = true)
        String name,

        @Schema(
                description = "What the tag stands for, as plain text.",
                maxLength = 5000,
                examples = "The town, and its port.")
        @Nullable
        String description) {

    public TagKey key() {
        return new TagKey(type, slug);
    }
}
