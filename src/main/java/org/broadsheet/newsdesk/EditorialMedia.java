package org.broadsheet.newsdesk;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.broadsheet.media.Media;
import org.broadsheet.media.MediaDescription;
import org.broadsheet.media.MediaView;
import org.broadsheet.query.Page;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A medium as the newsroom sees it. */
@Schema(description = "A picture, video or sound as the newsroom sees it.")
@JsonInclude(JsonInclude.Include.NON_NULL)
record EditorialMedia(
        @Schema(required = true) UUID id,

        @Schema(
                enumeration = {"image", "video", "audio"},
                required = true)
        String type,

        @Schema(
                description = "Where the original is.",
                examples = "https://images.ledger.example/2026/11/quay.jpg",
                required = true)
        String url,

        @Schema(description = "In pixels.", examples = "1600") @Nullable
        Integer width,

        @Schema(description = "In pixels.", examples = "1067") @Nullable
        Integer height,

        @Schema(description = "What it shows, for those who can't see it.", examples = "A ferry at a quay") @Nullable
        String alt,

        @Nullable String caption,

        @Schema(description = "Whose it is.", examples = "Inês Quarrie / The Harbour Ledger") @Nullable
        String credit,

        @Schema(description = "What must stay in view when the picture is cropped.")
        MediaView.@Nullable FocalPoint focalPoint,

        @Schema(examples = "2026-11-14T07:30:00Z", required = true)
        Instant modifiedAt,

        @Schema(description = "What `If-Match` is held against.", examples = "3", required = true)
        int version) {

    static EditorialMedia of(Media media) {
        MediaDescription said = media.description();
        return new EditorialMedia(
                media.id(),
                said.type().wire(),
                said.url(),
                said.width(),
                said.height(),
                said.alt(),
                said.caption(),
                said.credit(),
                said.focalPoint(),
                media.modifiedAt(),
                media.version());
    }

    /** A page of media. */
    @Schema(name = "EditorialMediaList", description = "A page of the newsroom's media, the last changed first.")
    record Shelf(
            @Schema(required = true) List<EditorialMedia> items,

            @Schema(required = true) Page page) {}
}
