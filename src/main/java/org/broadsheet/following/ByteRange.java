package org.broadsheet.following;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.broadsheet.problem.Refusal;
import org.jspecify.annotations.Nullable;

/** The part of a file that is asked for (RFC 9110, section 14), both ends included. */
record ByteRange(long first, long last) {

    private static final Pattern SINGLE = Pattern.compile("bytes\\s*=\\s*([0-9]{0,18})\\s*-\\s*([0-9]{0,18})");

    /**
     * What a {@code Range} asks of a file of {@code size} bytes. Nothing, and so all of it, when there is none, or one
     * that is not understood: several parts at once are not (section 14.2 lets them be passed over).
     *
     * @throws Refusal.OutOfRange when the file has no such part
     */
    static Optional<ByteRange> parse(@Nullable String header, long size) {
        Matcher range = SINGLE.matcher(header == null ? "" : header.strip());
        if (!range.matches() || (range.group(1).isEmpty() && range.group(2).isEmpty())) {
            return Optional.empty();
        }
        long first;
        long last = size - 1;
        if (range.group(1).isEmpty()) {
            long length = Long.parseLong(range.group(2));
            first = length == 0 ? size : Math.max(0, size - length);
        } else {
            first = Long.parseLong(range.group(1));
            if (!range.group(2).isEmpty()) {
                long asked = Long.parseLong(range.group(2));
                if (asked < first) {
                    return Optional.empty();
                }
                last = Math.min(last, asked);
            }
        }
        if (first >= size) {
            throw new Refusal.OutOfRange(size);
        }
        return Optional.of(new ByteRange(first, last));
    }

    long length() {
        return last - first + 1;
    }

    /** The value of {@code Content-Range}. */
    String of(long size) {
        return "bytes " + first + "-" + last + "/" + size;
    }
}
