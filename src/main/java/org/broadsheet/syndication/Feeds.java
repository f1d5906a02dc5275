package org.broadsheet.syndication;

import io.vertx.core.http.HttpServerRequest;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.broadsheet.access.CurrentAccess;
import org.broadsheet.article.Publication;
import org.broadsheet.delivery.ArticleFilterParams;
import org.broadsheet.delivery.ArticleLists;
import org.broadsheet.format.Pieces;
import org.broadsheet.published.Tombstones;
import org.broadsheet.query.Page;
import org.broadsheet.query.PageLinks;
import org.broadsheet.web.Form;
import org.broadsheet.web.Representations;

/** Puts feeds together: a list of articles, and where it is. */
@ApplicationScoped
class Feeds {

    /** What makes a feed another one; the rest says how much of it is asked for. */
    private static final List<String> OF_A_PAGE = List.of("cursor", "limit", "content");

    private final ArticleLists lists;
    private final Pieces pieces;
    private final Tombstones tombstones;
    private final CurrentAccess readers;
    private final Representations representations;
    private final Publication publication;
    private final SyndicationSettings settings;

    Feeds(
            ArticleLists lists,
            Pieces pieces,
            Tombstones tombstones,
            CurrentAccess readers,
            Representations representations,
            Publication publication,
            SyndicationSettings settings) {
        this.lists = lists;
        this.pieces = pieces;
        this.tombstones = tombstones;
        this.readers = readers;
        this.representations = representations;
        this.publication = publication;
        this.settings = settings;
    }

    Response answer(
            FeedForm form, ArticleFilterParams filter, FeedParams params, UriInfo uri, HttpServerRequest request) {
        ArticleLists.Found found = lists.find("feed", filter, params.list(), params.fields(), uri, request);
        Feed feed = feed(found, params, uri);
        Response answer = representations.of(form.write(feed), Form.only(form.mediaType()), found.freshness(), request);
        return Response.fromResponse(answer)
                .header(HttpHeaders.LINK, links(feed, found.page(), uri))
                .build();
    }

    private Feed feed(ArticleLists.Found found, FeedParams params, UriInfo uri) {
        Page page = found.page();
        String words = words(uri);
        return new Feed(
                id(uri),
                words.isEmpty() ? publication.name() : publication.name() + ": " + words,
                publication.description().orElse("The newest of " + publication.name() + "."),
                publication.name(),
                publication.baseUrl().toString(),
                publication.language(),
                settings.absolute(PageLinks.address(uri, params.cursor())),
                settings.absolute(PageLinks.address(uri, null)),
                page.next() == null ? null : settings.absolute(PageLinks.address(uri, page.next())),
                page.previous() == null ? null : settings.absolute(PageLinks.address(uri, page.previous())),
                Topics.has(uri) ? settings.hubUrl().map(URI::toString).orElse(null) : null,
                found.articles().stream().map(pieces::of).toList(),
                params.cursor() == null ? tombstones.of(found.query(), readers.get()) : List.of());
    }

    /** What it is a feed of, in the words of whoever asks. */
    private static String words(UriInfo uri) {
        return uri.getQueryParameters().entrySet().stream()
                .filter(parameter -> !OF_A_PAGE.contains(parameter.getKey()))
                .map(Map.Entry::getValue)
                .flatMap(Collection::stream)
                .collect(Collectors.joining(", "))
                // XML has no place for them
                .replaceAll("[\\uFFFE\\uFFFF]", "");
    }

    /** Made of the front-end's address and the filters, so that it outlives this server's address. */
    private String id(UriInfo uri) {
        String key = publication.baseUrl() + "\n" + PageLinks.query("feed", uri);
        return "urn:uuid:" + UUID.nameUUIDFromBytes(key.getBytes(StandardCharsets.UTF_8));
    }

    private static String links(Feed feed, Page page, UriInfo uri) {
        String links = PageLinks.link(feed.self(), "self") + ", " + PageLinks.of(page, uri);
        return feed.hub() == null ? links : links + ", " + PageLinks.link(feed.hub(), "hub");
    }
}
