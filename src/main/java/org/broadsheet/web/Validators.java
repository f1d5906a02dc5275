package org.broadsheet.web;

import io.vertx.core.http.HttpServerRequest;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;
import org.broadsheet.naming.Ids;
import org.jspecify.annotations.Nullable;

/**
 * The validators of a representation (RFC 9110, section 8.8). The ETag is a digest of the bytes, so it covers every
 * dependency by construction; the gzip form has one of its own, as a strong validator must.
 */
record Validators(String etag, Optional<String> lastModified) {

    private static final DateTimeFormatter HTTP_DATE = DateTimeFormatter.ofPattern(
                    "EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ENGLISH)
            .withZone(ZoneOffset.UTC);
    private static final int DIGEST_BYTES = 15;
    private static final String GZIP_SUFFIX = "-gzip\"";

    /**
     * A date of modification is a validator only once its second is over: two changes within one second have the
     * same date (RFC 9110, section 8.8.2.2).
     */
    private static final Duration SETTLED = Duration.ofSeconds(2);

    /** What stands for {@code bytes} in their ETag. */
    static String digest(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(Arrays.copyOf(Ids.sha256(bytes), DIGEST_BYTES));
    }

    static Validators of(String digest, boolean gzip, @Nullable Instant modified, Instant now) {
        boolean settled = modified != null && modified.isBefore(now.minus(SETTLED));
        return new Validators(
                '"' + digest + (gzip ? GZIP_SUFFIX : "\""),
                settled ? Optional.of(HTTP_DATE.format(modified)) : Optional.empty());
    }

    /** Whether the client has this representation already, in whichever encoding (RFC 9110, section 13.2.2). */
    boolean stillValid(HttpServerRequest request) {
        String known = request.getHeader("If-None-Match");
        if (known != null) {
            return Arrays.stream(known.split(","))
                    .map(String::strip)
                    .anyMatch(tag -> tag.equals("*") || plain(tag).equals(plain(etag)));
        }
        String since = request.getHeader("If-Modified-Since");
        return since != null && lastModified.map(date -> !isAfter(date, since)).orElse(false);
    }

    /** {@code tag} without the mark of weakness that an intermediary may have added, and without its encoding. */
    private static String plain(String tag) {
        String strong = tag.startsWith("W/") ? tag.substring(2) : tag;
        return strong.endsWith(GZIP_SUFFIX)
                ? strong.substring(0, strong.length() - GZIP_SUFFIX.length()) + '"'
                : strong;
    }

    private static boolean isAfter(String date, String since) {
        try {
            Instant modified = HTTP_DATE.parse(date, Instant::from);
            return modified.isAfter(HTTP_DATE.parse(since, Instant::from).truncatedTo(ChronoUnit.SECONDS));
        } catch (DateTimeException e) {
            return true;
        }
    }
}
