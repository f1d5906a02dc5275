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
     * @param kind {@code kill} or {@code correction}
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
            Instant at,
            Instant dueAt) {}

    /** Whether this process may send. */
    boolean open();

    /** Sends it; whether the partner has taken it. */
    boolean send(Message message);
}
