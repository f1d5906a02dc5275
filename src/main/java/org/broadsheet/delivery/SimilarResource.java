package org.broadsheet.delivery;

import io.smallrye.common.annotation.RunOnVirtualThread;
import io.vertx.core.http.HttpServerRequest;
import jakarta.validation.Valid;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.broadsheet.access.Access;
import org.broadsheet.access.CurrentAccess;
import org.broadsheet.published.ArticleQuery;
import org.broadsheet.published.ArticleView;
import org.broadsheet.published.PublishedArticle;
import org.broadsheet.published.PublishedArticles;
import org.broadsheet.published.SimilarArticle;
import org.broadsheet.query.Fields;
import org.broadsheet.search.SearchIndex;
import org.broadsheet.web.SurrogateKeys;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;

/** Articles similar to one. */
@Path("/v1/articles/{id}/similar")
@Produces("application/json")
@RunOnVirtualThread
@Tag(name = "Search")
public class SimilarResource {

    private final SimilarLists similar;
    private final PublishedArticles published;
    private final ArticleFilters filters;
    private final ArticleAnswers answers;
    private final SearchIndex index;
    private final SearchProgress progress;
    private final CurrentAccess readers;

    SimilarResource(
            SimilarLists similar,
            PublishedArticles published,
            ArticleFilters filters,
            ArticleAnswers answers,
            SearchIndex index,
            SearchProgress progress,
            CurrentAccess readers) {
        this.similar = similar;
        this.published = published;
        this.filters = filters;
        this.answers = answers;
        this.index = index;
        this.progress = progress;
        this.readers = readers;
    }

    /** Similar articles, the most similar first. */
    @Schema(name = "SimilarArticleList", description = "Similar articles, the most similar first.")
    public record Similar(@Schema(required = true) List<SimilarArticle> items) {}

    @GET
    @Operation(
            operationId = "listSimilarArticles",
            summary = "Articles similar to one",
            description =
                    "The same event first, then what is near to it, as cards with a `score` and `reasons`. Those that"
                            + " editors have pinned come first; copies of one text come once, the others in `alsoAt`. The same for"
                            + " everybody: nothing of who reads is used. Search engine and database say which and what, so that"
                            + " nothing is shown that readers may not see. While the index is away this is a 503.")
    @APIResponse(
            responseCode = "200",
            description = "Similar articles.",
            content = @Content(schema = @Schema(implementation = Similar.class)))
    public Response toArticle(
            @Parameter(description = "The article's id.") @RestPath UUID id,
            @Valid @BeanParam SimilarParams params,
            @Context UriInfo uri,
            @Context HttpServerRequest request) {
        Fields fields = Fields.select(ArticleView.SHAPE, ArticleView.BEYOND_CARD, params.fields(), null);
        progress.awaitCompared(request);
        long seq = index.seq();
        Access access = readers.get();
        SurrogateKeys keys = new SurrogateKeys();
        ArticleQuery query = filters.query(params.filter(), access, keys);
        Fields compared = Fields.select(
                ArticleView.SHAPE, ArticleView.BEYOND_CARD, String.join(",", SimilarLists.COMPARED), null);
        PublishedArticle article = ArticleResource.led("/similar", uri, () -> published.get(id, access, compared));
        SimilarLists.Found found =
                similar.to(article, params.narrow(query, article.publishedAt()), params.most(), access, fields);
        List<PublishedArticle> shown = new ArrayList<>(found.articles());
        shown.add(article);
        return answers.list(
                new Similar(found.items()),
                shown,
                fields.and(SimilarArticle.ALWAYS),
                keys.add("articles").add("article", id),
                found.whole() ? null : access.at(),
                seq,
                request);
    }
}
