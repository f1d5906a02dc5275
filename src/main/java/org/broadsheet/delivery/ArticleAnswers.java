package org.broadsheet.delivery;

import io.vertx.core.http.HttpServerRequest;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.broadsheet.body.BodyForm;
import org.broadsheet.published.ArticleView;
import org.broadsheet.published.ArticleViews;
import org.broadsheet.published.PublishedArticle;
import org.broadsheet.query.Fields;
import org.broadsheet.query.Listing;
import org.broadsheet.query.Page;
import org.broadsheet.web.Freshness;
import org.broadsheet.web.Representations;
import org.broadsheet.web.SurrogateKeys;
import org.jspecify.annotations.Nullable;

/** Answers with articles: rendered, with what the answer depends on. */
@ApplicationScoped
class ArticleAnswers {

    private final ArticleViews views;
    private final Representations representations;

    ArticleAnswers(ArticleViews views, Representations representations) {
        this.views = views;
        this.representations = representations;
    }

    /** One article. */
    Response article(PublishedArticle article, Fields fields, @Nullable BodyForm form, HttpServerRequest request) {
        SurrogateKeys keys = new SurrogateKeys();
        article.addTo(keys);
        Freshness freshness = new Freshness(keys, article.lastModified(), article.validUntil());
        return representations.of(
                views.of(article, fields, form(form)),
                fields.and(ArticleView.ALWAYS).filter(),
                freshness,
                request);
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
                views.of(article, fields, form(form)),
                fields.and(ArticleView.ALWAYS).filter(),
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
        articles.forEach(article -> article.addTo(keys));
        return representations.of(
                list,
                fields.and(ArticleView.ALWAYS).itemsFilter(),
                new Freshness(keys, null, until != null ? until : firstExpiry(articles), asOf),
                request);
    }

    /** A list that nobody may keep. */
    Response ofTheMoment(Object list, Fields fields) {
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
