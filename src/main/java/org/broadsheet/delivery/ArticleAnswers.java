package org.broadsheet.delivery;

import io.vertx.core.http.HttpServerRequest;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.broadsheet.body.BodyForm;
import org.broadsheet.format.Format;
import org.broadsheet.format.Formats;
import org.broadsheet.problem.Refusal;
import org.broadsheet.published.ArticleView;
import org.broadsheet.published.ArticleViews;
import org.broadsheet.published.PublishedArticle;
import org.broadsheet.query.FeedLinks;
import org.broadsheet.query.Fields;
import org.broadsheet.query.Listing;
import org.broadsheet.query.Page;
import org.broadsheet.query.PageLinks;
import org.broadsheet.web.Freshness;
import org.broadsheet.web.Representations;
import org.broadsheet.web.SurrogateKeys;
import org.jspecify.annotations.Nullable;

/** Answers with articles: rendered, with what the answer depends on. */
@ApplicationScoped
class ArticleAnswers {

    private final ArticleViews views;
    private final Formats formats;
    private final Representations representations;

    ArticleAnswers(ArticleViews views, Formats formats, Representations representations) {
        this.views = views;
        this.formats = formats;
        this.representations = representations;
    }

    /** One article. */
    Response article(PublishedArticle article, Fields fields, @Nullable BodyForm form, HttpServerRequest request) {
        byte[] bytes = representations.bytes(
                views.of(article, fields, form(form)),
                fields.and(ArticleView.ALWAYS).filter());
        return representations.of(bytes, Format.JSON.form(), freshness(article), request);
    }

    /** One article in a format of the trade. */
    Response article(PublishedArticle article, Format format, HttpServerRequest request) {
        return representations.of(formats.write(article, format), format.form(), freshness(article), request);
    }

    private static Freshness freshness(PublishedArticle article) {
        SurrogateKeys keys = new SurrogateKeys();
        article.addTo(keys);
        return new Freshness(keys, article.lastModified(), article.validUntil());
    }

    /** What is left of an article, in a format that has words for it. */
    Response takenDown(UUID id, Refusal.Gone gone) {
        return Response.status(410)
                .entity(formats.ninjs(id, gone))
                .type(Format.NINJS_TYPE)
                .header("Cache-Control", "no-store")
                .build();
    }

    /**
     * One article that shows others, which any article may come among.
     *
     * @param until when it is to be made anew at the latest; null for whenever something changes
     */
    Response article(
            PublishedArticle article,
            List<PublishedArticle> others,
            Fields fields,
            @Nullable BodyForm form,
            @Nullable Instant until,
            @Nullable Long asOf,
            HttpServerRequest request) {
        SurrogateKeys keys = new SurrogateKeys().add("articles");
        List<PublishedArticle> all =
                Stream.concat(Stream.of(article), others.stream()).toList();
        all.forEach(one -> one.addTo(keys));
        return representations.of(
                representations.bytes(
                        views.of(article, fields, form(form)),
                        fields.and(ArticleView.ALWAYS).filter()),
                Format.JSON.form(),
                new Freshness(keys, null, until != null ? until : firstExpiry(all), asOf),
                request);
    }

    private static @Nullable Instant firstExpiry(List<PublishedArticle> articles) {
        return articles.stream()
                .map(PublishedArticle::validUntil)
                .filter(Objects::nonNull)
                .min(Comparator.naturalOrder())
                .orElse(null);
    }

    /** A page of cards. */
    Response list(
            Page.Window<PublishedArticle> window,
            Page page,
            Listing.Request<PublishedArticle> asked,
            Fields fields,
            @Nullable BodyForm form,
            SurrogateKeys keys,
            HttpServerRequest request) {
        ArticleView.Articles list = new ArticleView.Articles(views(window.items(), fields, form), page, null, null);
        return asked.link(page, list(list, window.items(), fields, keys, null, request));
    }

    /** A page of a list, as it was asked for with {@code params}. */
    Response list(
            ArticleLists.Found found, ArticleListParams params, Fields fields, UriInfo uri, HttpServerRequest request) {
        ArticleView.Articles list = new ArticleView.Articles(
                views(found.articles(), fields, params.body()), found.page(), found.facets(), found.didYouMean());
        Fields shown = params.highlighted() ? fields.and(Set.of("highlights")) : fields;
        return list(representations.bytes(list, shown.itemsFilter()), Format.JSON, found, uri, request);
    }

    /** A page of a list in ninjs. */
    Response ninjs(ArticleLists.Found found, UriInfo uri, HttpServerRequest request) {
        return list(formats.ninjs(found.articles(), found.page()), Format.NINJS, found, uri, request);
    }

    private Response list(
            byte[] bytes, Format format, ArticleLists.Found found, UriInfo uri, HttpServerRequest request) {
        Response answer = representations.of(bytes, format.form(), found.freshness(), request);
        return FeedLinks.link(uri, PageLinks.link(found.page(), uri, answer));
    }

    List<ArticleView> views(List<PublishedArticle> articles, Fields fields, @Nullable BodyForm form) {
        return articles.stream()
                .map(article -> views.of(article, fields, form(form)))
                .toList();
    }

    /** The answer {@code list}, which shows {@code articles}. */
    Response list(
            Object list,
            List<PublishedArticle> articles,
            Fields fields,
            SurrogateKeys keys,
            @Nullable Long asOf,
            HttpServerRequest request) {
        return list(list, articles, fields, keys, null, asOf, request);
    }

    /** @param until when it is to be made anew at the latest; null for whenever something changes */
    Response list(
            Object list,
            List<PublishedArticle> articles,
            Fields fields,
            SurrogateKeys keys,
            @Nullable Instant until,
            @Nullable Long asOf,
            HttpServerRequest request) {
        return representations.of(
                list, fields.and(ArticleView.ALWAYS).itemsFilter(), freshness(articles, keys, until, asOf), request);
    }

    /**
     * What an answer that shows {@code articles} depends on, besides {@code keys}.
     *
     * @param until when it is to be made anew at the latest; null for whenever something changes
     */
    static Freshness freshness(
            List<PublishedArticle> articles, SurrogateKeys keys, @Nullable Instant until, @Nullable Long asOf) {
        articles.forEach(article -> article.addTo(keys));
        return new Freshness(keys, null, until != null ? until : firstExpiry(articles), asOf);
    }

    /** The list {@code list}, which shows {@code articles}, and which nobody may keep. */
    Response ofTheMoment(Object list, List<PublishedArticle> articles, Fields fields) {
        SurrogateKeys keys = new SurrogateKeys();
        articles.forEach(article -> article.addTo(keys));
        representations.shown(keys);
        return Response.ok(
                        representations.bytes(
                                list, fields.and(ArticleView.ALWAYS).itemsFilter()),
                        "application/json")
                .header("Cache-Control", "no-store")
                .build();
    }

    private static BodyForm form(@Nullable BodyForm asked) {
        return Objects.requireNonNullElse(asked, BodyForm.BLOCKS);
    }
}
