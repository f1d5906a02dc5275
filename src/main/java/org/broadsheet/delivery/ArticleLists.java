package org.broadsheet.delivery;

import io.vertx.core.http.HttpServerRequest;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import java.util.Objects;
import org.broadsheet.access.Access;
import org.broadsheet.access.CurrentAccess;
import org.broadsheet.published.ArticleQuery;
import org.broadsheet.published.ArticleView;
import org.broadsheet.published.PublishedArticle;
import org.broadsheet.published.PublishedArticles;
import org.broadsheet.query.Fields;
import org.broadsheet.query.Listing;
import org.broadsheet.query.Page;
import org.broadsheet.web.Freshness;
import org.broadsheet.web.SurrogateKeys;
import org.jspecify.annotations.Nullable;

/** Finds the articles of a list: the database by filters, the search engine where there are words to be found. */
@ApplicationScoped
public class ArticleLists {

    private final PublishedArticles published;
    private final ArticleFilters filters;
    private final SearchedLists searched;
    private final Listing listing;
    private final CurrentAccess readers;

    ArticleLists(
            PublishedArticles published,
            ArticleFilters filters,
            SearchedLists searched,
            Listing listing,
            CurrentAccess readers) {
        this.published = published;
        this.filters = filters;
        this.searched = searched;
        this.listing = listing;
        this.readers = readers;
    }

    /**
     * A page of a list.
     *
     * @param query what was asked for, but for words
     * @param keys what may come into the list
     * @param asOf the change that the search index is as of; null where it was not asked
     */
    public record Found(
            List<PublishedArticle> articles,
            Page page,
            ArticleQuery query,
            SurrogateKeys keys,
            @Nullable Long asOf,
            ArticleView.@Nullable Facets facets,
            @Nullable String didYouMean) {

        /** What an answer that shows these articles depends on. */
        public Freshness freshness() {
            return ArticleAnswers.freshness(articles, keys, null, asOf);
        }
    }

    /**
     * The articles that are asked for.
     *
     * @param list names the list; a cursor of one is refused in another
     * @throws org.broadsheet.problem.Refusal.Invalid when something is asked for that there is not
     */
    public Found find(
            String list,
            ArticleFilterParams filter,
            ArticleListParams params,
            Fields fields,
            UriInfo uri,
            HttpServerRequest request) {
        params.check();
        if (params.searched()) {
            return searched.find(list, filter, params, fields, uri, request);
        }
        Listing.Request<PublishedArticle> asked = listing.request(list, params.pageSize(filter), params.cursor(), uri);
        Access access = readers.get();
        SurrogateKeys keys = new SurrogateKeys();
        ArticleQuery query = filters.query(filter, access, keys)
                .sort(Objects.requireNonNullElse(params.sort(), ArticleQuery.Sort.NEWEST));
        Page.Window<PublishedArticle> window = published.window(query, asked.cursor(), asked.limit(), access, fields);
        Page page = asked.page(
                window, article -> PublishedArticles.place(article, query.sort()), total(params, query, access));
        return new Found(window.items(), page, query, keys, null, null, null);
    }

    private @Nullable Long total(ArticleListParams params, ArticleQuery query, Access access) {
        return switch (params.count()) {
            case null -> null;
            case EXACT -> published.count(query, access);
            case ESTIMATE -> published.estimate(query, access);
        };
    }
}
