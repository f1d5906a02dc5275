package org.broadsheet.tag;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import java.time.Instant;
import java.util.UUID;
import org.broadsheet.naming.Ids;
import org.broadsheet.naming.Slugs;
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

    @SuppressWarnings("NullAway.Init")
    protected Tag() {}

    Tag(TagKey key, String name, Instant since, Instant now) {
        this.id = Ids.of(since, "tag", key.type().wire(), key.slug());
        this.type = key.type().wire();
        this.slug = key.slug();
        this.name = name;
        this.foldedName = Slugs.fold(name);
        this.modifiedAt = now;
    }

    /** What the newsroom says about the tag; from then on readers may know of it. */
    void describe(String newName, @Nullable String newDescription, Instant now) {
        name = newName;
        foldedName = Slugs.fold(newName);
        description = newDescription;
        modifiedAt = now;
        publicFrom = publicFrom == null || publicFrom.isAfter(now) ? now : publicFrom;
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

    String foldedName() {
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

    Instant modifiedAt() {
        return modifiedAt;
    }
}
