package org.broadsheet.query;

import jakarta.ws.rs.core.UriInfo;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.StringJoiner;

/** The {@code Link} header of a list (RFC 8288): {@code first}, {@code prev} and {@code next}, root-relative. */
public final class PageLinks {

    private PageLinks() {}

    /** The header's value for {@code page} of the list at {@code uri}. */
    public static String of(Page page, UriInfo uri) {
        StringJoiner query = new StringJoiner("&");
        uri.getQueryParameters().forEach((name, values) -> {
            if (!name.equals("cursor")) {
                values.forEach(value -> query.add(encode(name) + "=" + encode(value)));
            }
        });
        String base = uri.getRequestUri().getRawPath() + "?" + query;
        StringJoiner links = new StringJoiner(", ");
        links.add(link(query.length() == 0 ? base.substring(0, base.length() - 1) : base, "first"));
        String withCursor = base + (query.length() == 0 ? "" : "&") + "cursor=";
        if (page.previous() != null) {
            links.add(link(withCursor + page.previous(), "prev"));
        }
        if (page.next() != null) {
            links.add(link(withCursor + page.next(), "next"));
        }
        return links.toString();
    }

    /** A link to what comes next, where that is the same call with another value of one parameter. */
    public static String next(UriInfo uri, String parameter, String value) {
        StringJoiner query = new StringJoiner("&");
        query.add(parameter + "=" + encode(value));
        uri.getQueryParameters().forEach((name, values) -> {
            if (!name.equals(parameter)) {
                values.forEach(other -> query.add(encode(name) + "=" + encode(other)));
            }
        });
        return link(uri.getRequestUri().getRawPath() + "?" + query, "next");
    }

    private static String link(String target, String relation) {
        return "<" + target + ">; rel=\"" + relation + "\"";
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    /** A canonical text of the filters that make a list what it is, for {@link CursorSeal}. */
    public static String query(String list, UriInfo uri) {
        List<String> filters = uri.getQueryParameters().entrySet().stream()
                .filter(entry -> !List.of(
                                "cursor", "limit", "fields", "include", "body", "count", "facets", "highlight")
                        .contains(entry.getKey()))
                .map(entry -> entry.getKey() + "="
                        + String.join(
                                "\u001f", entry.getValue().stream().sorted().toList()))
                .sorted()
                .toList();
        return list + "?" + String.join("\u001e", filters);
    }
}
