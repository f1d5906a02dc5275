package org.broadsheet.manuscript;

import org.broadsheet.body.CleanText;
import org.broadsheet.problem.Violation;

/**
 * One thing that is wrong with a piece as it was handed in. Both parts may quote what somebody sent, so they are made
 * fit to be written anywhere.
 *
 * @param pointer to the place (RFC 6901), such as {@code /tags/2}; empty for the piece as a whole
 * @param detail the end of a sentence that begins with the place, or a sentence of its own
 */
public record Fault(String pointer, String detail) {

    public Fault {
        pointer = CleanText.clean(pointer);
        detail = CleanText.clean(detail);
    }

    /** A key as a part of a pointer. */
    public static String token(String key) {
        return "/" + key.replace("~", "~0").replace("/", "~1");
    }

    /** As a problem document says it. */
    public Violation violation() {
        boolean ended = detail.endsWith(".") || detail.endsWith("?");
        return Violation.pointer(pointer, ended ? detail : detail + ".");
    }
}
