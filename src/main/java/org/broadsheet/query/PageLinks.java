package org.broadsheet.query;

import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/** The {@code Link} header of a list (RFC 8288): {@code first}, {@code prev} and {@code next}, root-relative. */
public final class PageLinks {

    private PageLinks() {}

    /** The header's value for {@code page} of the list at {@code uri}. */
    public static String of(Page page, UriInfo uri) {
        StringJoiner links = new StringJoiner(", ");
        links.add(link(address(uri, null), "first"));
        if (page.previous() != null) {
            links.add(link(address(uri, page.previous()), "prev"));
        }
        if (page.next() != null) {
            links.add(link(address(uri, page.next()), "next"));
        }
        return links.toString();
    }

    /** Where the page at {@code cursor} is; without one the first. Root-relative. */
    public static String address(UriInfo uri, @Nullable String cursor) {
        StringJoiner query = new StringJoiner("&");
        uri.getQueryParameters().forEach((name, values) -> {
            if (!name.equals("cursor")) {
                values.forEach(value -> query.add(encode(name) + "=" + encode(value)));
            }
        });
        if (cursor != null) {
            query.add("cursor=" + cursor);
        }
        String path = uri.getRequestUri().getRawPath();
        return query.length() == 0 ? path : path + "?" + query;
    }

    /** Adds the header to the answer. */
    public static Response link(Page page, UriInfo uri, Response answer) {
        return Response.fromResponse(answer)
                .header(HttpHeaders.LINK, of(page, uri))
                .build();
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

    public static String link(String target, String relation) {
        return "<" + target + ">; rel=\"" + relation + "\"";
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    /** A canonical text of the filters that make a list what it is, for {@link CursorSeal}. */
    public static String query(String list, UriInfo uri) {
        List<String> filters = uri.getQueryParameters().entrySet().stream()
                .filter(entry -> !List.of(
                                "cursor",
                                "limit",
                                "fields",
                                "include",
                                "body",
                                "count",
                                "facets",
                                "highlight",
                                "content",
                                "format")
                        .contains(entry.getKey()))
                .map(entry -> entry.getKey() + "="
                        + String.join(
                                "\u001f", entry.getValue().stream().sorted().toList()))
                .sorted()
                .toList();
        return list + "?" + String.join("\u001e", filters);
    }
}
