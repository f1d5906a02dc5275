package org.broadsheet.webhook;

import java.time.Instant;
import java.util.UUID;
import org.broadsheet.problem.Refusal;
import org.jspecify.annotations.Nullable;

/**
 * Somebody who is told of changes.
 *
 * @param pausedBecause null when it is not paused
 * @param secret as it is kept
 * @param previousSecret signs as well; null when there is none, or its time is over
 * @param seq of the change up to which everything was delivered, or was not wanted
 * @param behind how far that is from the end of the log
 * @param failures since the last delivery that went well
 */
record Webhook(
        UUID id,
        String createdBy,
        Wish wish,
        @Nullable String pausedBecause,
        @Nullable Instant pausedAt,
        byte[] secret,
        byte @Nullable [] previousSecret,
        @Nullable Instant previousUntil,
        long seq,
        long behind,
        int failures,
        @Nullable Instant failingSince,
        Instant nextAttemptAt,
        Instant createdAt,
        Instant modifiedAt,
        int version,
        @Nullable UUID partner) {

    boolean paused() {
        return pausedBecause != null;
    }

    void checkVersion(int expected) {
        if (version != expected) {
            throw new Refusal.Stale(version);
        }
    }
}
