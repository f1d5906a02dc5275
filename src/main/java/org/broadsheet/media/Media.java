package org.broadsheet.media;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.broadsheet.media.MediaView.FocalPoint;
import org.broadsheet.naming.Ids;
import org.jspecify.annotations.Nullable;

/** A picture, video or sound: what is said of it, and where its bytes are. */
@Entity
public class Media {

    @Id
    private UUID id;

    private String type;
    private String url;
    private @Nullable Integer width;
    private @Nullable Integer height;
    private @Nullable String alt;
    private @Nullable String caption;
    private @Nullable String credit;

    @Column(name = "focal_x")
    private @Nullable Float focalX;

    @Column(name = "focal_y")
    private @Nullable Float focalY;

    @Column(name = "modified_at")
    private Instant modifiedAt;

    @SuppressWarnings("NullAway.Init")
    protected Media() {}

    Media(MediaDescription description, Instant now) {
        this.id = idOf(description);
        this.type = description.type().wire();
        this.url = description.url();
        this.width = description.width();
        this.height = description.height();
        this.alt = description.alt();
        this.caption = description.caption();
        this.credit = description.credit();
        FocalPoint focal = description.focalPoint();
        this.focalX = focal == null ? null : focal.x();
        this.focalY = focal == null ? null : focal.y();
        this.modifiedAt = now;
    }

    /**
     * The same picture with another caption is another medium, so that importing one piece never changes what another
     * shows. Nothing tells when a picture was made, so these ids begin with the time nought.
     */
    static UUID idOf(MediaDescription media) {
        List<String> key = new ArrayList<>(List.of(
                "media",
                media.type().wire(),
                media.url(),
                Objects.toString(media.width(), ""),
                Objects.toString(media.height(), ""),
                Objects.toString(media.alt(), ""),
                Objects.toString(media.caption(), ""),
                Objects.toString(media.credit(), "")));
        // only where there is one: the ids of those without are older than focal points
        FocalPoint focal = media.focalPoint();
        if (focal != null) {
            key.add(focal.x() + "," + focal.y());
        }
        return Ids.of(Instant.EPOCH, key.toArray(String[]::new));
    }

    /** What is said of it. */
    public MediaDescription description() {
        return new MediaDescription(
                MediaType.parse(type).orElseThrow(),
                url,
                width,
                height,
                alt,
                caption,
                credit,
                focalX == null || focalY == null ? null : new FocalPoint(focalX, focalY));
    }

    public UUID id() {
        return id;
    }
}
