package org.broadsheet.section;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import java.time.Instant;
import java.util.UUID;
import org.broadsheet.naming.Ids;
import org.broadsheet.problem.Refusal;
import org.jspecify.annotations.Nullable;

/** A section: a node of the tree that the publication is divided into. */
@Entity
public class Section {

    /** Deeper trees are mistakes: a cycle written out, or a path that is not one. */
    public static final int DEEPEST = 8;

    @Id
    private UUID id;

    @Column(name = "parent_id")
    private @Nullable UUID parentId;

    private String slug;
    private String path;
    private String name;
    private @Nullable String description;
    private int position;

    @Column(name = "modified_at")
    private Instant modifiedAt;

    private int version;

    @SuppressWarnings("NullAway.Init")
    protected Section() {}

    /** A new section under {@code parent}, or at the top. */
    Section(@Nullable Section parent, String slug, String name, Instant since, Instant now) {
        this.parentId = parent == null ? null : parent.id;
        this.slug = slug;
        this.path = parent == null ? slug : parent.path + "/" + slug;
        this.name = name;
        this.modifiedAt = now;
        this.id = Ids.of(since, "section", path);
        this.version = 1;
    }

    /** What the newsroom says about the section, for readers. */
    void describe(String newName, @Nullable String newDescription, int newPosition, Instant now) {
        name = newName;
        description = newDescription;
        position = newPosition;
        modifiedAt = now;
    }

    /** Says something else of it; whether that is another thing than before. Its place in the tree stays. */
    public boolean rewrite(SectionDescription said, Instant now) {
        if (said.equals(said())) {
            return false;
        }
        describe(said.name(), said.description(), said.position(), now);
        version++;
        return true;
    }

    /** What the newsroom says about it. */
    public SectionDescription said() {
        return new SectionDescription(path, name, description, position);
    }

    /** @throws Refusal.Stale when this is not {@code expected} */
    public void checkVersion(int expected) {
        if (version != expected) {
            throw new Refusal.Stale(version);
        }
    }

    public int version() {
        return version;
    }

    public UUID id() {
        return id;
    }

    public @Nullable UUID parentId() {
        return parentId;
    }

    public String slug() {
        return slug;
    }

    public String path() {
        return path;
    }

    public String name() {
        return name;
    }

    public @Nullable String description() {
        return description;
    }

    public int position() {
        return position;
    }

    public Instant modifiedAt() {
        return modifiedAt;
    }
}
