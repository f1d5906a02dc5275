package org.broadsheet.byline;

import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** What the newsroom says about a byline; {@code slug} tells which. */
@Schema(name = "BylineForm", description = "What editors say about a byline. All of it is plain text.")
public record BylineDescription(
        @Schema(
                description = "Its address, and its name in filters. Left out: made of the name, or as it was. Former"
                        + " slugs go on leading to it.",
                maxLength = 80,
                examples = "ada-lindqvist")
        String slug,

        @Schema(maxLength = 200, examples = "Ada Lindqvist", required = true)
        String name,

        @Schema(description = "What the person does.", maxLength = 100, examples = "Harbour correspondent") @Nullable
        String role,

        @Schema(
                description = "A few sentences about the person, as plain text.",
                maxLength = 5000,
                examples = "Ada Lindqvist has covered the port of Sandholm since 2014.")
        @Nullable
        String bio,

        @Nullable Portrait image,

        @Schema(description = "Where else to find the person.", maxItems = 20) @Nullable
        List<BylineLink> links) {}
