package org.broadsheet.following;

import java.util.List;

/**
 * What was found in a stretch of the log.
 *
 * @param items oldest first
 * @param through the number up to which the log was looked through
 * @param more whether the log goes on past that
 */
public record Stretch(List<ChangeView> items, long through, boolean more) {

    /** As much of it as is not after {@code seq}. */
    Stretch upTo(long since, long seq) {
        return seq >= through
                ? this
                : new Stretch(
                        items.stream().filter(change -> change.seq() <= seq).toList(), Math.max(since, seq), true);
    }
}
