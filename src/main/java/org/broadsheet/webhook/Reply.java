package org.broadsheet.webhook;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What came of one request to an endpoint.
 *
 * @param status null when there was no answer
 * @param error why there was none, or why the answer is no good; null when it is good
 * @param retryAfter what the endpoint asks for
 */
record Reply(
        long millis,
        @Nullable Integer status,
        @Nullable String error,
        @Nullable Duration retryAfter) {

    private static final int GONE = 410;

    boolean delivered() {
        return error == null;
    }

    /** The endpoint wants nothing more, for good. */
    boolean gone() {
        return status != null && status == GONE;
    }
}
