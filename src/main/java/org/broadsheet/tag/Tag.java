package org.broadsheet.tag;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import java.time.Instant;
import java.util.UUID;
import org.broadsheet.naming.Ids;
import org.broadsheet.naming.Slugs;
import org.broadsheet.problem.Refusal;
import org.broadsheet.query.Cursor;
import org.jspecify.annotations.Nullable;

/** What a piece is about. Type and slug together tell which tag it is. */
@Entity
public class Tag {

    @Id
    private UUID id;

    /** The wire form of a {@link TagType}. */
    private String type;

    private String slug;
    private String name;

    @Column(name = "folded_name")
    private String foldedName;

    private @Nullable String description;

    @Column(name = "public_from")
    private @Nullable Instant publicFrom;

    @Column(name = "modified_at")
    private Instant modifiedAt;

    private int version;

    /** The tag that stands for this one since they were merged. */
    @Column(name = "merged_into")
    private @Nullable UUID mergedInto;

    @SuppressWarnings("NullAway.Init")
    protected Tag() {}

    Tag(TagKey key, String name, Instant since, Instant now) {
        this.id = Ids.of(since, "tag", key.type().wire(), key.slug());
        this.type = key.type().wire();
        this.slug = key.slug();
        this.name = name;
        this.foldedName = Slugs.fold(name);
        this.modifiedAt = now;
        this.version = 1;
    }

    /** A new tag, of which readers will know once a piece that carries it is to be seen. */
    static Tag of(TagDescription said, Instant now) {
        Tag tag = new Tag(said.key(), said.name(), now, now);
        tag.description = said.description();
        return tag;
    }

    /** What the newsroom says about the tag; from then on readers may know of it. */
    void describe(String newName, @Nullable String newDescription, Instant now) {
        say(newName, newDescription, now);
        publicFrom = publicFrom == null || publicFrom.isAfter(now) ? now : publicFrom;
    }

    private void say(String newName, @Nullable String newDescription, Instant now) {
        name = newName;
        foldedName = Slugs.fold(newName);
        description = newDescription;
        modifiedAt = now;
    }

    /**
     * What editors say about it from now on, its key included; whether readers know of it stays as it is.
     *
     * @return whether that is anything new
     * @throws Refusal.Conflict when it was merged into another
     */
    public boolean rewrite(TagDescription said, Instant now) {
        checkUnmerged();
        if (said.equals(said())) {
            return false;
        }
        type = said.type().wire();
        slug = said.slug();
        say(said.name(), said.description(), now);
        version++;
        return true;
    }

    /**
     * From now on {@code other} stands for this one. What readers knew of this one, they know of the other.
     *
     * @throws Refusal.Conflict when one of them was merged already
     */
    void mergeInto(Tag other, Instant now) {
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
            throw new Refusal.Conflict("The tag '" + key() + "' was merged into " + mergedInto + ".");
        }
    }

    /** @throws Refusal.Stale when this is not {@code expected} */
    public void checkVersion(int expected) {
        if (version != expected) {
            throw new Refusal.Stale(version);
        }
    }

    /** What the newsroom says about it. */
    public TagDescription said() {
        return new TagDescription(key().type(), slug, name, description);
    }

    public UUID id() {
        return id;
    }

    public TagKey key() {
        return new TagKey(TagType.parse(type).orElseThrow(), slug);
    }

    public String name() {
        return name;
    }

    public String foldedName() {
        return foldedName;
    }

    /** The place after it in the list of tags. */
    public Cursor place() {
        return Cursor.after(foldedName, type, slug);
    }

    @Nullable
    String description() {
        return description;
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
