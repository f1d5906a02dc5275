package org.broadsheet.article;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What readers see of an article, in short.
 *
 * @param visible whether they see it now
 */
public record LiveCopy(
        boolean visible,
        int version,
        String path,
        Instant publishedAt,
        Instant updatedAt,
        @Nullable Instant embargoedUntil,
        @Nullable Instant expiresAt) {

    /** What is said of an article that was taken down. */
    public record Down(String kind, @Nullable String reason, Instant at, java.util.@Nullable UUID target) {}
}
