package org.broadsheet.article;

import java.net.URI;
import java.net.URISyntaxException;
import java.text.Normalizer;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.util.Locale;
import java.util.Optional;

/** The paths that pieces stand at on the front-end. */
public final class Paths {

    /** Above what eight sections and a slug of the greatest length come to. */
    public static final int LONGEST = 1000;

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
            String rooted = composed.startsWith("/") ? composed : "/" + composed;
            String trimmed = rooted.replaceAll("/{2,}", "/");
            return Optional.of(
                    trimmed.length() > 1 && trimmed.endsWith("/")
                            ? trimmed.substring(0, trimmed.length() - 1)
                            : trimmed);
        } catch (URISyntaxException e) {
            return Optional.empty();
        }
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
