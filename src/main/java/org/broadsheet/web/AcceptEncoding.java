package org.broadsheet.web;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What an {@code Accept-Encoding} header allows (RFC 9110, section 12.5.3). */
final class AcceptEncoding {

    private AcceptEncoding() {}

    /** Whether the answer may be sent in gzip: named, or covered by {@code *}, and not with a weight of nought. */
    static boolean gzip(@Nullable String header) {
        if (header == null) {
            return false;
        }
        boolean any = false;
        for (String item : header.toLowerCase(Locale.ROOT).split(",")) {
            String[] parts = item.strip().split(";");
            String coding = parts[0].strip();
            boolean wanted = parts.length < 2 || !parts[1].strip().matches("q=0(\\.0{0,3})?");
            if (coding.equals("gzip")) {
                return wanted;
            }
            any |= coding.equals("*") && wanted;
        }
        return any;
    }
}
