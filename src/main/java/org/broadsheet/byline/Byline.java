package org.broadsheet.byline;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.broadsheet.naming.Ids;
import org.broadsheet.naming.Slugs;
import org.broadsheet.problem.Refusal;
import org.broadsheet.query.Cursor;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;

/** A person or a desk that pieces are credited to: one, wherever the name appears. */
@Entity
public class Byline {

    @Id
    private UUID id;

    private String slug;
    private String name;

    @Column(name = "folded_name")
    private String foldedName;

    private @Nullable String role;
    private @Nullable String bio;

    @JdbcTypeCode(SqlTypes.JSON)
    private @Nullable Portrait image;

    @JdbcTypeCode(SqlTypes.JSON)
    private @Nullable List<BylineLink> links;

    @Column(name = "public_from")
    private @Nullable Instant publicFrom;

    @Column(name = "modified_at")
    private Instant modifiedAt;

    private int version;

    /** The byline that stands for this one since they were merged. */
    @Column(name = "merged_into")
    private @Nullable UUID mergedInto;

    @SuppressWarnings("NullAway.Init")
    protected Byline() {}

    Byline(String slug, String name, Instant since, Instant now) {
        this.id = Ids.of(since, "byline", slug);
        this.slug = slug;
        this.name = name;
        this.foldedName = Slugs.fold(name);
        this.modifiedAt = now;
        this.version = 1;
    }

    /** A new byline, of which readers will know once a piece that carries it is to be seen. */
    static Byline of(BylineDescription description, Instant now) {
        Byline byline = new Byline(description.slug(), description.name(), now, now);
        byline.say(description, now);
        return byline;
    }

    /** What the newsroom says about the person or desk; from then on readers may know of it. */
    void describe(BylineDescription description, Instant now) {
        say(description, now);
        publicFrom = publicFrom == null || publicFrom.isAfter(now) ? now : publicFrom;
    }

    /**
     * What editors say about it from now on, its slug included; whether readers know of it stays as it is.
     *
     * @return whether that is anything new
     * @throws Refusal.Conflict when it was merged into another
     */
    public boolean rewrite(BylineDescription description, Instant now) {
        checkUnmerged();
        if (description.equals(description())) {
            return false;
        }
        slug = description.slug();
        say(description, now);
        version++;
        return true;
    }

    private void say(BylineDescription description, Instant now) {
        name = description.name();
        foldedName = Slugs.fold(name);
        role = description.role();
        bio = description.bio();
        image = description.image();
        links = description.links();
        modifiedAt = now;
    }

    /**
     * From now on {@code other} stands for this one. What readers knew of this one, they know of the other.
     *
     * @throws Refusal.Conflict when one of them was merged already
     */
    void mergeInto(Byline other, Instant now) {
        checkUnmerged();
        other.checkUnmerged();
        mergedInto = other.id;
        modifiedAt = now;
        version++;
        if (publicFrom != null && (other.publicFrom == null || publicFrom.isBefore(other.publicFrom))) {
            other.publicFrom = publicFrom;
        }
        // pieces that showed this one show the other now, and were changed by that
        other.modifiedAt = now;
        other.version++;
    }

    /** @throws Refusal.Conflict when another stands for it */
    public void checkUnmerged() {
        if (mergedInto != null) {
            throw new Refusal.Conflict("The byline '" + slug + "' was merged into " + mergedInto + ".");
        }
    }

    /** @throws Refusal.Stale when this is not {@code expected} */
    public void checkVersion(int expected) {
        if (version != expected) {
            throw new Refusal.Stale(version);
        }
    }

    /** What the newsroom says about it. */
    public BylineDescription description() {
        return new BylineDescription(slug, name, role, bio, image, links());
    }

    public UUID id() {
        return id;
    }

    public String slug() {
        return slug;
    }

    public String name() {
        return name;
    }

    public String foldedName() {
        return foldedName;
    }

    /** The place after it in the list of bylines. */
    public Cursor place() {
        return Cursor.after(foldedName, slug);
    }

    @Nullable
    String role() {
        return role;
    }

    @Nullable
    String bio() {
        return bio;
    }

    @Nullable
    Portrait image() {
        return image;
    }

    public List<BylineLink> links() {
        return links == null ? List.of() : links;
    }

    public Instant modifiedAt() {
        return modifiedAt;
    }

    public int version() {
        return version;
    }

    public @Nullable UUID mergedInto() {
        return mergedInto;
    }

    /** When readers may first know of it; null for not yet. */
    public @Nullable Instant publicFrom() {
        return publicFrom;
    }
}
