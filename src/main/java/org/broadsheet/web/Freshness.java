package org.broadsheet.web;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How long an answer may be kept, and what it depends on.
 *
 * @param keys everything the answer shows
 * @param lastModified when the newest of it changed; null for lists, where a piece that left the list would go
 *     unnoticed
 * @param validUntil when the first thing in it stops being valid of its own accord; null for never
 * @param asOf the last change that it is certain to reflect, where that is an earlier one than this replica has
 *     applied: what the search index says may be
 */
public record Freshness(
        SurrogateKeys keys,
        @Nullable Instant lastModified,
        @Nullable Instant validUntil,
        @Nullable Long asOf) {

    public Freshness(SurrogateKeys keys, @Nullable Instant lastModified, @Nullable Instant validUntil) {
        this(keys, lastModified, validUntil, null);
    }

    private static final Duration IN_APPS = Duration.ofSeconds(15);
    private static final Duration AT_THE_EDGE = Duration.ofSeconds(60);

    /**
     * Apps keep an answer for 15 seconds, edge caches for 60 (they are purged by key); a stale one may be served for
     * 30 seconds while a new one is fetched and 5 minutes while this API is away. An answer that expires on its own is
     * never kept past that moment.
     */
    String cacheControl(Instant now) {
        if (validUntil == null) {
            return "public, max-age=15, s-maxage=60, stale-while-revalidate=30, stale-if-error=300";
        }
        Duration left = Duration.between(now, validUntil);
        return "public, max-age=" + atMost(IN_APPS, left) + ", s-maxage=" + atMost(AT_THE_EDGE, left)
                + ", must-revalidate";
    }

    /** For whoever presents a credential: only their own client keeps it. */
    String privately(Instant now) {
        long most = validUntil == null ? IN_APPS.toSeconds() : atMost(IN_APPS, Duration.between(now, validUntil));
        return "private, max-age=" + most;
    }

    private static long atMost(Duration usual, Duration left) {
        return Math.max(0, Math.min(usual.toSeconds(), left.toSeconds()));
    }
}
