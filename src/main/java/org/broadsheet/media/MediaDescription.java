package org.broadsheet.media;

import org.jspecify.annotations.Nullable;

/** What is said of a medium. Sizes are in pixels; the url is absolute; the focal point must stay in view. */
public record MediaDescription(
        MediaType type,
        String url,
        @Nullable Integer width,
        @Nullable Integer height,
        @Nullable String alt,
        @Nullable String caption,
        @Nullable String credit,
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
