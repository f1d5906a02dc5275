package org.broadsheet.delivery;

import io.vertx.core.http.HttpServerRequest;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
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
        return representations.of(views.of(article, fields, form(form)), fields.filter(), freshness, request);
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
        List<ArticleView> items = window.items().stream()
                .map(article -> views.of(article, fields, form(form)))
                .toList();
        window.items().forEach(article -> article.addTo(keys));
        Instant firstExpiry = window.items().stream()
                .map(PublishedArticle::validUntil)
                .filter(Objects::nonNull)
                .min(Comparator.naturalOrder())
                .orElse(null);
        Response answer = representations.of(
                new ArticleView.Articles(items, page),
                fields.itemsFilter(),
                new Freshness(keys, null, firstExpiry),
                request);
        return asked.link(page, answer);
    }

    private static BodyForm form(@Nullable BodyForm asked) {
        return Objects.requireNonNullElse(asked, BodyForm.BLOCKS);
    }
}
