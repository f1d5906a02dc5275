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
import org.broadsheet.problem.Refusal;
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

    private int version;

    @SuppressWarnings("NullAway.Init")
    protected Media() {}

    Media(UUID id, MediaDescription description, Instant now) {
        this.id = id;
        this.version = 1;
        say(description, now);
    }

    @SuppressWarnings("NullAway.Init")
    private void say(MediaDescription description, Instant now) {
        type = description.type().wire();
        url = description.url();
        width = description.width();
        height = description.height();
        alt = description.alt();
        caption = description.caption();
        credit = description.credit();
        FocalPoint focal = description.focalPoint();
        focalX = focal == null ? null : focal.x();
        focalY = focal == null ? null : focal.y();
        modifiedAt = now;
    }

    /** Says something else of it; whether that is another thing than before. */
    public boolean rewrite(MediaDescription description, Instant now) {
        if (description.equals(description())) {
            return false;
        }
        say(description, now);
        version++;
        return true;
    }

    /** @throws Refusal.Stale when this is not {@code expected} */
    public void checkVersion(int expected) {
        if (version != expected) {
            throw new Refusal.Stale(version);
        }
    }

    /**
     * The same picture with another caption is another medium, so that importing one piece never changes what another
     * shows. Nothing tells when a picture was made, so these ids begin with the time nought.
     *
     * @param attempt how many ids of this medium belong to others already
     */
    static UUID idOf(MediaDescription media, int attempt) {
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
        if (attempt > 0) {
            key.add("again " + attempt);
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

    public int version() {
        return version;
    }

    public Instant modifiedAt() {
        return modifiedAt;
    }

    public UUID id() {
        return id;
    }
}
