package org.broadsheet.byline;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.broadsheet.naming.Ids;
import org.broadsheet.naming.Slugs;
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

    @SuppressWarnings("NullAway.Init")
    protected Byline() {}

    Byline(String slug, String name, Instant since, Instant now) {
        this.id = Ids.of(since, "byline", slug);
        this.slug = slug;
        this.name = name;
        this.foldedName = Slugs.fold(name);
        this.modifiedAt = now;
    }

    /** What the newsroom says about the person or desk; from then on readers may know of it. */
    void describe(BylineDescription description, Instant now) {
        name = description.name();
        foldedName = Slugs.fold(name);
        role = description.role();
        bio = description.bio();
        image = description.image();
        links = description.links();
        modifiedAt = now;
        publicFrom = publicFrom == null || publicFrom.isAfter(now) ? now : publicFrom;
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

    String foldedName() {
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

    List<BylineLink> links() {
        return links == null ? List.of() : links;
    }

    Instant modifiedAt() {
        return modifiedAt;
    }
}
