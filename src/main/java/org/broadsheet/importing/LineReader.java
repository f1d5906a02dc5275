package org.broadsheet.importing;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Splits a stream of UTF-8 into lines. Holds one line at a time and never more than {@code longest} bytes of it, so
 * that a file of any size, and a line of any length, can be read.
 */
final class LineReader {

    /** Far more than any article; a line of this length still fits into memory several times over. */
    static final int LONGEST = 8 << 20;

    /**
     * A line that is not blank.
     *
     * @param number from 1, blank lines counted
     * @param text empty when there is a fault
     * @param size in bytes
     * @param fault why the line can't be read
     */
    record Line(
            long number, String text, int size, @Nullable String fault) {}

    private final InputStream in;
    private final int longest;
    private final byte[] chunk = new byte[1 << 16];
    private int at;
    private int end;
    private byte[] line = new byte[1 << 14];
    private int length;
    private boolean tooLong;
    private long number;

    LineReader(InputStream in, int longest) {
        this.in = in;
        this.longest = longest;
    }

    /** The next line that is not blank; empty at the end. */
    Optional<Line> next() throws IOException {
        while (readLine()) {
            number++;
            int start = number == 1 && startsWithMark() ? 3 : 0;
            if (tooLong) {
                return Optional.of(fault("is longer than " + (longest >> 20) + " MiB"));
            }
            Line decoded = decode(start);
            if (decoded.fault() != null || !decoded.text().isBlank()) {
                return Optional.of(decoded);
            }
        }
        return Optional.empty();
    }

    /** The byte order mark that some editors put at the start of UTF-8. */
    private boolean startsWithMark() {
        return length >= 3 && line[0] == (byte) 0xEF && line[1] == (byte) 0xBB && line[2] == (byte) 0xBF;
    }

    private Line decode(int start) {
        try {
            // a decoder of its own reports what is malformed; the String constructor would replace it
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(line, start, length - start))
                    .toString();
            return new Line(number, text, length, null);
        } catch (CharacterCodingException e) {
            return fault("is not valid UTF-8");
        }
    }

    private Line fault(String reason) {
        return new Line(number, "", 0, reason);
    }

    /** Reads up to the next line feed or the end; false when nothing was left. A carriage return is white space. */
    private boolean readLine() throws IOException {
        forgetLongLine();
        boolean anything = false;
        while (fill()) {
            anything = true;
            int feed = at;
            while (feed < end && chunk[feed] != '\n') {
                feed++;
            }
            append(at, feed);
            at = feed;
            if (feed < end) {
                at++;
                return true;
            }
        }
        return anything;
    }

    private void forgetLongLine() {
        length = 0;
        tooLong = false;
        if (line.length > 1 << 20) {
            line = new byte[1 << 14];
        }
    }

    private boolean fill() throws IOException {
        if (at < end) {
            return true;
        }
        at = 0;
        end = Math.max(0, in.read(chunk));
        return end > 0;
    }

    private void append(int from, int to) {
        int more = to - from;
        tooLong |= more > longest - length;
        if (tooLong) {
            return;
        }
        if (length + more > line.length) {
            line = Arrays.copyOf(line, Math.max(length + more, Math.min(longest, 2 * line.length)));
        }
        System.arraycopy(chunk, from, line, length, more);
        length += more;
    }
}
