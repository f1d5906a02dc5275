package org.broadsheet.writing;

import org.broadsheet.problem.Refusal;
import org.jspecify.annotations.Nullable;

/** The version that a change is meant for (RFC 9110, section 13.1.1). */
public final class IfMatch {

    private IfMatch() {}

    /**
     * @param header the value of {@code If-Match}: one entity tag, {@code "7"}
     * @throws Refusal.Unconditional when there is none
     * @throws Refusal.Invalid when it is anything but one of this API's entity tags
     */
    public static int version(@Nullable String header) {
        if (header == null || header.isBlank()) {
            throw new Refusal.Unconditional(
                    "This call needs 'If-Match' with the ETag of the version that the change is meant for.");
        }
        String tag = header.strip();
        if (!tag.matches("\"\\d{1,9}\"")) {
            throw Refusal.Invalid.parameter("If-Match", "has to be one entity tag such as \"7\", in its quotes.");
        }
        return Integer.parseInt(tag.substring(1, tag.length() - 1));
    }
}
