package org.broadsheet.body;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Which addresses may stand in a body. Everything else is refused: a list of what is bad would never be complete. */
public final class Links {
    /** What browsers, proxies and sitemaps agree to carry. */
    public static final int MAX_LENGTH = 2_048;

    private static final Set<String> LINK_SCHEMES = Set.of("http", "https", "mailto", "tel");

    private Links() {}

    /** The address as it may be kept, or null: http, https, mailto, tel, {@code /path} or {@code #fragment}. */
    public static @Nullable String link(String raw) {
        String url = tidy(raw);
        if (url == null) {
            return null;
        }
        if (url.startsWith("#")) {
            return url.length() > 1 ? url : null;
        }
        // Browsers read a backslash as a slash: /\evil.example is another host.
        return url.startsWith("/") && !url.startsWith("/\\") ? url : absolute(url);
    }

    /** The address as it may be kept, or null: http or https. */
    public static @Nullable String media(String raw) {
        String url = tidy(raw);
        String absolute = url == null ? null : absolute(url);
        return absolute != null && absolute.startsWith("http") ? absolute : null;
    }

    /** Why an address was refused, for the report: "javascript: link", "relative link". */
    static String refused(String raw) {
        if (raw.length() > MAX_LENGTH) {
            return "link of more than 2,048 characters";
        }
        String scheme = scheme(raw.replaceAll("[\\p{Cntrl}\\s]", ""));
        if (scheme == null) {
            return "relative link";
        }
        return LINK_SCHEMES.contains(scheme) ? "broken " + scheme + ": link" : scheme + ": link";
    }

    /** As a browser would read it: white space around it and line breaks within are nothing, a space is %20. */
    private static @Nullable String tidy(String raw) {
        // An address that cannot fit is not worth reading; data: images have millions of characters.
        if (raw.length() > 3 * MAX_LENGTH) {
            return null;
        }
        StringBuilder out = new StringBuilder(raw.length() + 8);
        String stripped = raw.strip();
        for (int i = 0; i < stripped.length(); ) {
            int c = stripped.codePointAt(i);
            i += Character.charCount(c);
            if (c == '\t' || c == '\n' || c == '\r') {
                continue;
            }
            if (Character.isISOControl(c) || c >= 0xD800 && c <= 0xDFFF || c == 0xFFFE || c == 0xFFFF) {
                return null;
            }
            if (Character.isWhitespace(c) || Character.isSpaceChar(c)) {
                out.append(c == ' ' ? "%20" : URLEncoder.encode(Character.toString(c), StandardCharsets.UTF_8));
            } else {
                out.appendCodePoint(c);
            }
        }
        if (out.length() >= 2 && out.charAt(0) == '/' && out.charAt(1) == '/') {
            out.insert(0, "https:");
        }
        return out.isEmpty() || out.length() > MAX_LENGTH ? null : out.toString();
    }

    private static @Nullable String absolute(String url) {
        String scheme = scheme(url);
        if (scheme == null || !LINK_SCHEMES.contains(scheme)) {
            return null;
        }
        String rest = url.substring(scheme.length() + 1);
        boolean complete = scheme.startsWith("http")
                ? rest.length() > 2 && rest.startsWith("//") && "/\\?#:@".indexOf(rest.charAt(2)) < 0
                : !rest.isEmpty();
        return complete ? scheme + ":" + rest : null;
    }

    private static @Nullable String scheme(String url) {
        for (int i = 0; i < Math.min(url.length(), 40); i++) {
            char c = url.charAt(i);
            if (c == ':') {
                return i == 0 ? null : url.substring(0, i).toLowerCase(Locale.ROOT);
            }
            boolean letter = c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z';
            if (!letter && (i == 0 || !(c >= '0' && c <= '9' || c == '+' || c == '-' || c == '.'))) {
                return null;
            }
        }
        return null;
    }

    /** The host in lower case without www or m, empty when there is none that can be read. */
    public static String host(String url) {
        try {
            String host = URI.create(url).getHost();
            return host == null ? "" : host.toLowerCase(Locale.ROOT).replaceFirst("^(www|m)\\.", "");
        } catch (IllegalArgumentException unreadable) {
            return "";
        }
    }
}
