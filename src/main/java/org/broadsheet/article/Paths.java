package org.broadsheet.article;

import java.net.URI;
import java.net.URISyntaxException;
import java.text.Normalizer;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** The paths that pieces stand at on the front-end. */
public final class Paths {

    /** Above what eight sections and a slug of the greatest length come to. */
    public static final int LONGEST = 1000;

    private static final Pattern ORIGIN = Pattern.compile("^https?://[^/?#]*", Pattern.CASE_INSENSITIVE);

    private static final Pattern DOTS = Pattern.compile("/(?:\\.|%2e){1,2}/", Pattern.CASE_INSENSITIVE);

    private Paths() {}

    /** The path of a piece by the publication's template. */
    static String of(Publication publication, String sectionPath, Instant publishedAt, String slug) {
        ZonedDateTime day = publishedAt.atZone(publication.timeZone());
        return publication
                .pathTemplate()
                .replace("{section}", sectionPath)
                .replace("{yyyy}", String.format(Locale.ROOT, "%04d", day.getYear()))
                .replace("{MM}", String.format(Locale.ROOT, "%02d", day.getMonthValue()))
                .replace("{dd}", String.format(Locale.ROOT, "%02d", day.getDayOfMonth()))
                .replace("{slug}", slug);
    }

    /**
     * The one way to write a path: decoded, in Unicode's form NFC, beginning with a slash and not ending in one, without query or fragment.
     * Empty when {@code text} is neither a path nor an absolute http(s) address.
     */
    public static Optional<String> normalise(String text) {
        try {
            URI uri = new URI(escapeBlanks(text.strip()));
            if (uri.getScheme() == null && uri.getRawAuthority() != null) {
                // "//host/path" is an address without its scheme, not a path
                return Optional.empty();
            }
            boolean web = uri.getScheme() == null
                    || uri.getScheme().equalsIgnoreCase("http")
                    || uri.getScheme().equalsIgnoreCase("https");
            String path = uri.getPath();
            if (!web || path == null || path.length() > LONGEST || path.chars().anyMatch(Character::isISOControl)) {
                return Optional.empty();
            }
            String composed = Normalizer.normalize(path, Normalizer.Form.NFC);
            return Optional.of(withoutDots(composed));
        } catch (URISyntaxException e) {
            return Optional.empty();
        }
    }

    /** As browsers ask for it (RFC 3986, section 5.2.4); empty segments go, too. */
    private static String withoutDots(String path) {
        Deque<String> segments = new ArrayDeque<>();
        for (String segment : path.split("/")) {
            if (segment.equals("..")) {
                segments.pollLast();
            } else if (!segment.isEmpty() && !segment.equals(".")) {
                segments.addLast(segment);
            }
        }
        return "/" + String.join("/", segments);
    }

    /**
     * What {@link #normalise} would silently put right in a path, or an absolute address, so that it would not be the one
     * that was meant: the end of a sentence that begins with it. Empty when a browser could ask for it.
     */
    public static Optional<String> fault(String text) {
        String path = ORIGIN.matcher(text.strip()).replaceFirst("");
        if (path.contains("?") || path.contains("#")) {
            return Optional.of("has a query or a fragment, which is no part of a path");
        }
        if (!path.startsWith("/")) {
            return Optional.of("has to begin with a slash");
        }
        if (path.contains("//")) {
            return Optional.of("has two slashes in a row");
        }
        return DOTS.matcher(path + "/").find()
                ? Optional.of("has '.' or '..' for one of its parts, which no browser asks for")
                : Optional.empty();
    }

    private static String escapeBlanks(String text) {
        return text.replace(" ", "%20");
    }

    /** A path as it stands in an address. */
    public static String encode(String path) {
        try {
            return new URI(null, null, path, null).toASCIIString();
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException("not a path: " + path, e);
        }
    }
}
