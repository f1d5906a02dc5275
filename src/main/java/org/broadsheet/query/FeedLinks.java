package org.broadsheet.query;

import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Says in the {@code Link} header where the feeds of what is shown are (RFC 8288, {@code alternate}). */
public final class FeedLinks {

    /** Parameters of a list that a feed has not, or that say how much of it is asked for. */
    private static final List<String> OF_A_LIST =
            List.of("cursor", "limit", "fields", "include", "body", "count", "facets", "highlight", "sort", "format");

    private FeedLinks() {}

    /** Adds the feeds of the list at {@code uri}. */
    public static Response link(UriInfo uri, Response answer) {
        return link(
                uri.getQueryParameters().entrySet().stream()
                        .filter(parameter -> !OF_A_LIST.contains(parameter.getKey()))
                        .flatMap(parameter ->
                                parameter.getValue().stream().map(value -> pair(parameter.getKey(), value)))
                        .collect(Collectors.joining("&")),
                answer);
    }

    /** Adds the feeds of the articles whose parameter {@code filter} is {@code value}. */
    public static Response link(String filter, String value, Response answer) {
        return link(pair(filter, value), answer);
    }

    private static Response link(String query, Response answer) {
        String links = Stream.of("rss+xml", "atom+xml", "feed+json")
                .map(type ->
                        "</v1/feeds/" + type.replaceAll("\\+xml|feed\\+", "") + (query.isEmpty() ? "" : "?" + query)
                                + ">; rel=\"alternate\"; type=\"application/" + type + "\"")
                .collect(Collectors.joining(", "));
        String known = answer.getHeaderString(HttpHeaders.LINK);
        Response.ResponseBuilder builder = Response.fromResponse(answer);
        return builder.header(HttpHeaders.LINK, null)
                .header(HttpHeaders.LINK, known == null ? links : known + ", " + links)
                .build();
    }

    /** A parameter of an address. */
    public static String pair(String name, String value) {
        return name + "=" + URLEncoder.encode(value, StandardCharsets.UTF_8);
    }
}
