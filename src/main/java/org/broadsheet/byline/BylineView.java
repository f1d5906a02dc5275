package org.broadsheet.byline;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.UUID;
import org.broadsheet.query.Page;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A byline, as readers see it. */
@Schema(name = "Byline", description = "A person or a desk that articles are credited to.")
@JsonInclude(JsonInclude.Include.NON_NULL)
public record BylineView(
        @Schema(required = true) UUID id,

        @Schema(description = "Its address, and its name in filters.", examples = "ada-lindqvist", required = true)
        String slug,

        @Schema(examples = "Ada Lindqvist", required = true) String name,

        @Schema(description = "What the person does.", examples = "Harbour correspondent") @Nullable
        String role,

        @Schema(description = "A few sentences about the person, as plain text.") @Nullable
        String bio,

        @Nullable Portrait image,

        @Schema(required = true) List<BylineLink> links) {

    public static BylineView of(Byline byline) {
        return new BylineView(
                byline.id(), byline.slug(), byline.name(), byline.role(), byline.bio(), byline.image(), byline.links());
    }

    /** A page of bylines. */
    @Schema(name = "BylineList", description = "A page of bylines, by name.")
    public record Bylines(
            @Schema(required = true) List<BylineView> items,

            @Schema(required = true) Page page) {}
}
