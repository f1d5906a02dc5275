package org.broadsheet.web;

import java.util.HexFormat;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The id that ties an answer to the log: the caller's own (W3C Trace Context), else a new one. */
public final class TraceId {

    private static final Pattern TRACEPARENT = Pattern.compile("00-([0-9a-f]{32})-[0-9a-f]{16}-[0-9a-f]{2}");

    private TraceId() {}

    /** The caller's own, when the header is there and sound. */
    public static Optional<String> sent(@Nullable String traceparent) {
        Matcher matcher = TRACEPARENT.matcher(traceparent == null ? "" : traceparent);
        return matcher.matches() ? Optional.of(matcher.group(1)) : Optional.empty();
    }

    static String of(@Nullable String traceparent) {
        return sent(traceparent).orElseGet(TraceId::draw);
    }

    private static String draw() {
        byte[] bytes = new byte[16];
        ThreadLocalRandom.current().nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }
}
