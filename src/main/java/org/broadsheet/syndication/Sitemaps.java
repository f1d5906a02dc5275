package org.broadsheet.syndication;

import io.vertx.core.http.HttpServerRequest;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import javax.xml.stream.XMLStreamException;
import org.broadsheet.access.Access;
import org.broadsheet.access.CurrentAccess;
import org.broadsheet.article.Publication;
import org.broadsheet.problem.Refusal;
import org.broadsheet.published.ArticleQuery;
import org.broadsheet.published.ArticleView;
import org.broadsheet.published.PublishedAddresses;
import org.broadsheet.published.PublishedArticle;
import org.broadsheet.published.PublishedArticles;
import org.broadsheet.query.Fields;
import org.broadsheet.web.Form;
import org.broadsheet.web.Freshness;
import org.broadsheet.web.Representations;
import org.broadsheet.web.SurrogateKeys;
import org.jspecify.annotations.Nullable;

/** Puts sitemaps together. Their pages are the front-end's, whichever address of a piece is the
 * canonical one; what is under an embargo is in none, as search engines can't be told to wait. */
@ApplicationScoped
class Sitemaps {

    /** https://www.sitemaps.org/protocol.html: no more addresses in one. */
    private static final int MOST = 50_000;

    /** https://developers.google.com/search/docs/crawling-indexing/sitemaps/news-sitemap: no more, and none older. */
    private static final int MOST_NEWS = 1_000;

    private static final Duration NEWS = Duration.ofDays(2);
    private static final Fields NEWS_FIELDS = Fields.select(ArticleView.SHAPE, Set.of(), "headline,language", null);

    private final PublishedAddresses addresses;
    private final PublishedArticles published;
    private final Representations representations;
    private final Publication publication;
    private final SyndicationSettings settings;
    private final CurrentAccess readers;

    Sitemaps(
            PublishedAddresses addresses,
            PublishedArticles published,
            Representations representations,
            Publication publication,
            SyndicationSettings settings,
            CurrentAccess readers) {
        this.addresses = addresses;
        this.published = published;
        this.representations = representations;
        this.publication = publication;
        this.settings = settings;
        this.readers = readers;
    }

    Response index(HttpServerRequest request) {
        List<PublishedAddresses.Month> months = addresses.months(readers.get().toWhatIsOut());
        byte[] bytes = SitemapXml.index(index -> {
            // it is always there, so the index is never empty, which the schema would not allow
            index.sitemapAt(address("/v1/sitemaps/news"), null);
            for (PublishedAddresses.Month month : months) {
                add(index, month);
            }
        });
        return answer(
                bytes,
                List.of(),
                first(months.stream().flatMap(month -> Stream.ofNullable(month.validUntil()))),
                request);
    }

    private void add(SitemapXml index, PublishedAddresses.Month month) throws XMLStreamException {
        String address = address("/v1/sitemaps/" + month.month());
        index.sitemapAt(address, month.changedAt());
        for (long part = 2; (part - 1) * MOST < month.articles(); part++) {
            index.sitemapAt(address + "?part=" + part, month.changedAt());
        }
    }

    /** A sitemap has to have an absolute address. */
    private String address(String path) {
        return settings.apiUrl().isPresent() ? settings.absolute(path) : publication.urlOf(path);
    }

    Response month(YearMonth month, int part, HttpServerRequest request) {
        List<PublishedAddresses.Address> all =
                addresses.of(month, (part - 1) * MOST, MOST, readers.get().toWhatIsOut());
        if (all.isEmpty()) {
            throw new Refusal.NotFound(
                    "There are no articles of " + month + (part == 1 ? "." : " in part " + part + "."));
        }
        byte[] bytes = SitemapXml.sitemap(sitemap -> {
            for (PublishedAddresses.Address one : all) {
                sitemap.page(publication.urlOf(one.path()), one.changedAt(), null);
            }
        });
        return answer(
                bytes, List.of(), first(all.stream().flatMap(one -> Stream.ofNullable(one.validUntil()))), request);
    }

    Response news(HttpServerRequest request) {
        Access access = readers.get().toWhatIsOut();
        ArticleQuery query = new ArticleQuery().publishedAfter(access.at().minus(NEWS));
        List<PublishedArticle> all =
                published.window(query, null, MOST_NEWS, access, NEWS_FIELDS).items();
        byte[] bytes = SitemapXml.news(sitemap -> {
            if (all.isEmpty()) {
                // the schema asks for a page, and Google for none that is called news and is not
                sitemap.page(publication.urlOf("/"), null, null);
            }
            for (PublishedArticle one : all) {
                sitemap.page(publication.urlOf(one.path()), one.updatedAt(), news(one));
            }
        });
        Stream<Instant> ends = all.stream()
                .flatMap(one ->
                        Stream.concat(Stream.of(one.publishedAt().plus(NEWS)), Stream.ofNullable(one.expiresAt())));
        return answer(bytes, all, first(ends), request);
    }

    private SitemapXml.News news(PublishedArticle article) {
        return new SitemapXml.News(publication.name(), article.language(), article.publishedAt(), article.headline());
    }

    private static @Nullable Instant first(Stream<Instant> moments) {
        return moments.min(Comparator.naturalOrder()).orElse(null);
    }

    private Response answer(
            byte[] bytes, List<PublishedArticle> shown, @Nullable Instant validUntil, HttpServerRequest request) {
        SurrogateKeys keys = new SurrogateKeys().add("articles");
        shown.forEach(article -> keys.show(article.id()));
        Freshness freshness = new Freshness(keys, null, validUntil);
        return representations.of(bytes, Form.only(SitemapResource.XML), freshness, request);
    }
}
