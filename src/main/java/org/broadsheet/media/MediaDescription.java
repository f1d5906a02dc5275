package org.broadsheet.media;

import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** What is said of a medium. Sizes are in pixels; the url is absolute; the focal point must stay in view. */
@Schema(name = "MediaForm", description = "What editors say about a picture, video or sound. The texts are plain.")
public record MediaDescription(
        @Schema(description = "`image` when left out.") MediaType type,

        @Schema(
                description = "Where the original is: absolute.",
                maxLength = 2048,
                examples = "https://images.ledger.example/2026/11/quay.jpg",
                required = true)
        String url,

        @Schema(description = "In pixels.", minimum = "1") @Nullable
        Integer width,

        @Schema(description = "In pixels.", minimum = "1") @Nullable
        Integer height,

        @Schema(description = "What it shows, for those who can't see it.", maxLength = 5000) @Nullable
        String alt,

        @Schema(maxLength = 5000) @Nullable String caption,

        @Schema(description = "Whose it is.", maxLength = 200) @Nullable
        String credit,

        @Schema(description = "What must stay in view when it is cropped.")
        MediaView.@Nullable FocalPoint focalPoint) {

    public MediaDescription(
            MediaType type,
            String url,
            @Nullable Integer width,
            @Nullable Integer height,
            @Nullable String alt,
            @Nullable String caption,
            @Nullable String credit) {
        this(type, url, width, height, alt, caption, credit, null);
    }
}
