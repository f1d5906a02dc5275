package org.broadsheet.format;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Objects;
import org.broadsheet.article.Publication;
import org.broadsheet.body.BodyForm;
import org.broadsheet.published.ArticleView;
import org.broadsheet.published.ArticleViews;
import org.broadsheet.published.PublishedArticle;
import org.jspecify.annotations.Nullable;

/** Gets articles ready to go out. */
@ApplicationScoped
public class Pieces {

    private final ArticleViews views;
    private final Publication publication;

    Pieces(ArticleViews views, Publication publication) {
        this.views = views;
        this.publication = publication;
    }

    /** The article, which was read with the fields of an {@link Extent}. */
    public Piece of(PublishedArticle article) {
        ArticleView view = views.of(article, Extent.SUMMARY.fields(), BodyForm.BLOCKS);
        String url = publication.urlOf(article.path());
        String canonical = Objects.requireNonNull(view.canonicalUrl());
        return new Piece(
                article.id(),
                Objects.requireNonNull(view.type()),
                article.headline(),
                view.kicker(),
                article.standfirst(),
                html(article, url),
                article.text(),
                Objects.requireNonNull(view.section()),
                Objects.requireNonNull(view.bylines()),
                view.bylineText(),
                Objects.requireNonNull(view.tags()),
                view.lead(),
                article.language(),
                url,
                canonical.equals(url) ? null : canonical,
                Objects.requireNonNull(view.source()),
                article.publishedAt(),
                Objects.requireNonNullElse(view.firstPublishedAt(), article.publishedAt()),
                article.updatedAt(),
                Objects.requireNonNull(view.version()),
                Objects.requireNonNullElse(view.corrections(), List.of()),
                view.rights(),
                Objects.requireNonNullElse(view.wordCount(), 0),
                article.underEmbargo(),
                ArticleViews.withheld(article, Extent.FULL.fields()).stream()
                        .map(ArticleView.Withheld::reason)
                        .toList());
    }

    private static @Nullable String html(PublishedArticle article, String url) {
        String html = article.html();
        return html == null ? null : PortableHtml.of(html, url);
    }
}
