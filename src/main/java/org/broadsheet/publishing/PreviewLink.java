package org.broadsheet.publishing;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.broadsheet.naming.Ids;
import org.jspecify.annotations.Nullable;

/** A link under which a revision is shown as readers would see it. */
@Entity
@Table(name = "preview_link")
public class PreviewLink {

    @Id
    private UUID id;

    @Column(name = "article_id")
    private UUID articleId;

    private @Nullable Integer revision;

    @Column(name = "created_by")
    private String createdBy;

    @Column(name = "created_at")
    private Instant createdAt;

    @Column(name = "expires_at")
    private Instant expiresAt;

    @Column(name = "revoked_at")
    private @Nullable Instant revokedAt;

    @SuppressWarnings("NullAway.Init")
    protected PreviewLink() {}

    PreviewLink(UUID articleId, @Nullable Integer revision, String createdBy, Instant now, Instant expiresAt) {
        this.id = Ids.of(now, "preview", UUID.randomUUID().toString());
        this.articleId = articleId;
        this.revision = revision;
        this.createdBy = createdBy;
        this.createdAt = now;
        this.expiresAt = expiresAt;
    }

    boolean holds(Instant now) {
        return revokedAt == null && expiresAt.isAfter(now);
    }

    void revoke(Instant now) {
        revokedAt = revokedAt == null ? now : revokedAt;
    }

    UUID id() {
        return id;
    }

    UUID articleId() {
        return articleId;
    }

    @Nullable
    Integer revision() {
        return revision;
    }

    String createdBy() {
        return createdBy;
    }

    Instant createdAt() {
        return createdAt;
    }

    Instant expiresAt() {
        return expiresAt;
    }

    @Nullable
    Instant revokedAt() {
        return revokedAt;
    }
}
