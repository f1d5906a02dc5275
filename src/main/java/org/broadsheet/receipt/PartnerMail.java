package org.broadsheet.receipt;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A way to partners besides what they follow of their own accord. */
public interface PartnerMail {

    /**
     * What a partner is sent of a notice.
     *
     * @param number 0 for the notice, then that of the reminder
     * @param seq of the change; below 0 for what the log does not tell
     * @param kind {@code kill} or {@code correction}
     * @param embargoed whether the article is held back yet, and what was corrected therefore not in {@code reason}
     */
    record Message(
            UUID notice,
            UUID partner,
            int number,
            long seq,
            UUID article,
            String kind,
            @Nullable String path,
            @Nullable String reason,
            boolean embargoed,
            Instant at,
            Instant dueAt) {}

    /** The number of a change, if it is one of the log's. */
    static @Nullable Long inLog(long seq) {
        return seq < 0 ? null : Long.valueOf(seq);
    }

    /** Whether this process may send. */
    boolean open();

    /** Sends it; whether the partner has taken it. */
    boolean send(Message message);
}
