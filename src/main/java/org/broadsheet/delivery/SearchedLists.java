package org.broadsheet.delivery;

import io.vertx.core.http.HttpServerRequest;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.broadsheet.access.Access;
import org.broadsheet.access.CurrentAccess;
import org.broadsheet.body.BodyForm;
import org.broadsheet.problem.Refusal;
import org.broadsheet.published.ArticleQuery;
import org.broadsheet.published.ArticleView;
import org.broadsheet.published.PublishedArticle;
import org.broadsheet.published.PublishedArticles;
import org.broadsheet.query.Fields;
import org.broadsheet.query.Listing;
import org.broadsheet.query.Page;
import org.broadsheet.search.Highlighter;
import org.broadsheet.search.IndexHit;
import org.broadsheet.search.Searches;
import org.broadsheet.web.SurrogateKeys;
import org.jspecify.annotations.Nullable;

/** Lists that the search engine makes: it says which articles, the database what they are. */
@ApplicationScoped
class SearchedLists {

    private static final Set<String> MARKED = Set.of("headline", "standfirst", "body", "language");
    private static final int FRAGMENTS = 3;

    private final Searches searches;
    private final SearchProgress progress;
    private final ArticleFilters filters;
    private final FacetNames facets;
    private final SimilarLists similar;
    private final PublishedArticles published;
    private final ArticleAnswers answers;
    private final Listing listing;
    private final CurrentAccess readers;

    SearchedLists(
            Searches searches,
            SearchProgress progress,
            ArticleFilters filters,
            FacetNames facets,
            SimilarLists similar,
            PublishedArticles published,
            ArticleAnswers answers,
            Listing listing,
            CurrentAccess readers) {
        this.searches = searches;
        this.progress = progress;
        this.filters = filters;
        this.facets = facets;
        this.similar = similar;
        this.published = published;
        this.answers = answers;
        this.listing = listing;
        this.readers = readers;
    }

    ArticleLists.Found find(
            String list,
            ArticleFilterParams filter,
            ArticleListParams params,
            Fields fields,
            UriInfo uri,
            HttpServerRequest request) {
        Listing.Request<IndexHit> asked =
                listing.request("search of " + list, params.pageSize(filter), params.cursor(), uri);
        Access access = readers.get();
        SurrogateKeys keys = new SurrogateKeys();
        ArticleQuery query =
                filters.query(filter, access, keys).sort(params.order()).withoutIds(published.lateOfEmbargo(access));
        if (params.facets() != null) {
            // they count what other values of the filters would let through
            keys.add("articles");
        }
        progress.await(request);
        Searches.Found found = searches.find(new Searches.Question(
                params.q(), query, asked.cursor(), asked.limit(), params.divided(), params.count() != null));
        Page.Window<IndexHit> window = Page.Window.of(
                found.hits(),
                asked.limit(),
                asked.cursor() != null && asked.cursor().back());
        List<PublishedArticle> articles = published.among(
                window.items().stream().map(IndexHit::id).toList(),
                query,
                access,
                params.highlighted() ? fields.and(MARKED) : fields);
        if (params.highlighted()) {
            String words = Objects.requireNonNull(params.q());
            articles.forEach(article -> mark(article, words));
        }
        Page page = asked.page(
                window, hit -> Searches.place(hit, query.sort()), params.count() == null ? null : found.total());
        return new ArticleLists.Found(
                articles,
                page,
                query,
                keys,
                found.seq(),
                params.facets() == null ? null : facets.named(found.facets()),
                found.didYouMean());
    }

    /** One article with those that are similar to it. */
    Response withSimilar(UUID id, Access access, Fields fields, @Nullable BodyForm body, HttpServerRequest request) {
        PublishedArticle article = published.get(id, access, fields.and(SimilarLists.COMPARED));
        Fields cards = Fields.select(ArticleView.SHAPE, ArticleView.BEYOND_CARD, null, null);
        try {
            progress.awaitCompared(request);
            long seq = searches.index().seq();
            SimilarLists.Found found =
                    similar.to(article, new ArticleQuery().within(access), SimilarParams.DEFAULT_LIMIT, access, cards);
            article.resemble(found.items());
            return answers.article(
                    article, found.articles(), fields, body, found.whole() ? null : access.at(), seq, request);
        } catch (Refusal.Unavailable e) {
            // the article is what was asked for; it is not kept without what goes with it
            return answers.article(article, List.of(), fields, body, access.at(), null, request);
        }
    }

    private static void mark(PublishedArticle article, String words) {
        Highlighter.of(words, article.language()).ifPresent(marks -> {
            List<String> text = new ArrayList<>(article.standfirst());
            text.add(article.text());
            article.highlight(new ArticleView.Highlights(
                    marks.whole(article.headline()).orElse(null), marks.fragments(String.join("\n", text), FRAGMENTS)));
        });
    }
}
