package org.broadsheet.media;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A medium, as readers see it. */
@Schema(name = "Media", description = "A picture, video or sound: what is said of it, and where its bytes are.")
@JsonInclude(JsonInclude.Include.NON_NULL)
public record MediaView(
        UUID id,

        @Schema(
                enumeration = {"image", "video", "audio"},
                examples = "image")
        String type,

        @Schema(description = "Where the original is.", examples = "https://images.ledger.example/2026/11/quay.jpg")
        String url,

        @Schema(description = "Of the original, in pixels.") @Nullable
        Integer width,

        @Schema(description = "Of the original, in pixels.") @Nullable
        Integer height,

        @Schema(description = "What it shows, for those who can't see it.") @Nullable
        String alt,

        @Nullable String caption,

        @Schema(description = "Whose it is.") @Nullable String credit,

        @Schema(description = "What must stay in view when the picture is cropped.") @Nullable
        FocalPoint focalPoint,

        @Schema(description = "The same picture in other sizes, when an image service is configured.")
        List<Rendition> renditions) {

    /** A point in a picture, from 0 (left, top) to 1 (right, bottom). */
    @Schema(description = "A point in a picture, from 0 (left, top) to 1 (right, bottom).")
    public record FocalPoint(float x, float y) {}

    /** A picture in one size. */
    @Schema(description = "A picture in one size.")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Rendition(
            String url,

            @Schema(description = "In pixels.") int width,

            @Schema(description = "In pixels; absent when the original's size is not known.") @Nullable
            Integer height) {}
}
