package org.broadsheet.webhook;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What is sent.
 *
 * @param id the same however often it is sent, so that whoever gets it twice can tell
 * @param seq of the change; null for a test
 */
record Message(String id, String type, @Nullable Long seq, String body) {

    static String id(UUID webhook, String what) {
        // no full stop in it: the signature puts one behind it
        return "msg_" + webhook.toString().replace("-", "") + "_" + what;
    }
}
