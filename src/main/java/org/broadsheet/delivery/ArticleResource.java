package org.broadsheet.delivery;

import io.smallrye.common.annotation.RunOnVirtualThread;
import io.vertx.core.http.HttpServerRequest;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.broadsheet.access.Access;
import org.broadsheet.access.CurrentAccess;
import org.broadsheet.body.BodyForm;
import org.broadsheet.format.Extent;
import org.broadsheet.format.Format;
import org.broadsheet.format.NewsArticle;
import org.broadsheet.format.Ninjs;
import org.broadsheet.problem.Refusal;
import org.broadsheet.published.ArticleHistory;
import org.broadsheet.published.ArticleView;
import org.broadsheet.published.PublishedArticle;
import org.broadsheet.published.PublishedArticles;
import org.broadsheet.published.PublishedPaths;
import org.broadsheet.query.Fields;
import org.broadsheet.query.Listing;
import org.broadsheet.query.Page;
import org.broadsheet.query.PageParams;
import org.broadsheet.web.Freshness;
import org.broadsheet.web.Representations;
import org.broadsheet.web.SurrogateKeys;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** Articles: lists of them, and one by id or by where it stands. */
@Path("/v1/articles")
@Produces("application/json")
@RunOnVirtualThread
@Tag(name = "Articles")
public class ArticleResource {

    private static final String INCLUDE = "Adds what an article leaves out: `similar`, five similar articles.";
    private static final String FORMAT = "`json`, this API's own; or whole, without a choice of fields: `ninjs` (IPTC"
            + " ninjs 3.1), `jsonld` (schema.org NewsArticle), `newsmlg2` (IPTC NewsML-G2 2.35). `Accept` can ask for them"
            + " as well.";
    private static final Set<String> BEYOND_ARTICLE = Set.of("highlights", "similar");

    private final PublishedArticles published;
    private final PublishedPaths paths;
    private final ArticleLists lists;
    private final ArticleAnswers answers;
    private final SearchedLists searched;
    private final Representations representations;
    private final Listing listing;
    private final CurrentAccess readers;

    ArticleResource(
            PublishedArticles published,
            PublishedPaths paths,
            ArticleLists lists,
            ArticleAnswers answers,
            SearchedLists searched,
            Representations representations,
            Listing listing,
            CurrentAccess readers) {
        this.published = published;
        this.paths = paths;
        this.lists = lists;
        this.answers = answers;
        this.searched = searched;
        this.representations = representations;
        this.listing = listing;
        this.readers = readers;
    }

    @GET
    @Produces({"application/json", Format.NINJS_TYPE})
    @Operation(
            operationId = "listArticles",
            summary = "Articles, by filters and by search",
            description =
                    "A page of the articles that all filters let through and that `q` finds, as cards: everything but the body,"
                            + " unless `include=body` asks for it. Pages are taken by cursor, so that the ten-thousandth costs what"
                            + " the first does, and no article comes twice or is missed while others are being published. (By relevance, where the"
                            + " place of each depends on all the others, that holds while nothing changes.)\n\n"
                            + "With `q`, `facets` or `sort=relevance` the search index is asked, which follows the change log:"
                            + " `Broadsheet-Seq` says how far. What it finds is read from the database, so that nothing is shown"
                            + " that readers may not see; a page may then hold fewer than `limit`. While the index is away such"
                            + " calls are answered with 503, others as ever.")
    @APIResponse(
            responseCode = "200",
            description = "A page of articles.",
            content = {
                @Content(mediaType = "application/json", schema = @Schema(implementation = ArticleView.Articles.class)),
                @Content(mediaType = Format.NINJS_TYPE, schema = @Schema(implementation = Ninjs.Items.class))
            })
    public Response list(
            @Valid @BeanParam ArticleFilterParams filter,
            @Valid @BeanParam ArticleListParams params,
            @Context UriInfo uri,
            @Context HttpHeaders accepts,
            @Context HttpServerRequest request) {
        if (Format.of(params.format(), Format.OF_A_LIST, accepts) == Format.NINJS) {
            return answers.ninjs(lists.find("articles", filter, params, params.ninjs(), uri, request), uri, request);
        }
        Fields fields = Fields.select(ArticleView.SHAPE, ArticleView.BEYOND_CARD, params.fields(), params.included());
        return answers.list(lists.find("articles", filter, params, fields, uri, request), params, fields, uri, request);
    }

    @GET
    @Path("{id}")
    @Produces({"application/json", Format.NINJS_TYPE, Format.JSONLD_TYPE, Format.NEWSMLG2_TYPE})
    @Operation(
            operationId = "getArticle",
            summary = "One article, by id",
            description =
                    "The article as readers may see it now. One that was taken down answers 410 with the reason, as"
                            + " far as that may be public; one that is not out yet answers 404, as if there were none.")
    @APIResponse(
            responseCode = "200",
            description = "The article.",
            content = {
                @Content(mediaType = "application/json", schema = @Schema(implementation = ArticleView.class)),
                @Content(mediaType = Format.NINJS_TYPE, schema = @Schema(implementation = Ninjs.class)),
                @Content(mediaType = Format.JSONLD_TYPE, schema = @Schema(implementation = NewsArticle.class)),
                @Content(mediaType = Format.NEWSMLG2_TYPE, schema = @Schema(implementation = String.class))
            })
    public Response get(
            @Parameter(description = "The article's id.") @RestPath UUID id,
            @Parameter(description = ArticleListParams.FIELDS) @RestQuery @Nullable String fields,
            @Parameter(description = INCLUDE) @RestQuery @Nullable String include,
            @Parameter(description = ArticleListParams.BODY) @RestQuery @Nullable BodyForm body,
            @Parameter(description = FORMAT) @RestQuery @Nullable Format format,
            @Context UriInfo uri,
            @Context HttpHeaders accepts,
            @Context HttpServerRequest request) {
        Asked asked = new Asked(Format.of(format, Format.OF_ONE, accepts), fields, include, body);
        return led("", uri, () -> one(id, readers.get(), asked, request));
    }

    /** How one article is asked for. */
    private record Asked(
            Format format,
            @Nullable String fields,
            @Nullable String include,
            @Nullable BodyForm body) {

        private void check() {
            format.refuse("fields", fields);
            format.refuse("include", include);
            format.refuse("body", body);
        }
    }

    private Response one(UUID id, Access access, Asked asked, HttpServerRequest request) {
        if (asked.format() != Format.JSON) {
            asked.check();
            return formatted(id, access, asked.format(), request);
        }
        Fields wanted = Fields.select(ArticleView.SHAPE, BEYOND_ARTICLE, asked.fields(), asked.include());
        return wanted.has("similar")
                ? searched.withSimilar(id, access, wanted, asked.body(), request)
                : answers.article(published.get(id, access, wanted), wanted, asked.body(), request);
    }

    private Response formatted(UUID id, Access access, Format format, HttpServerRequest request) {
        try {
            return answers.article(published.get(id, access, Extent.FULL.fields()), format, request);
        } catch (Refusal.Gone gone) {
            if (format == Format.NINJS) {
                return answers.takenDown(id, gone);
            }
            throw gone;
        }
    }

    @GET
    @Path("by-path")
    @Produces({"application/json", Format.NINJS_TYPE, Format.JSONLD_TYPE, Format.NEWSMLG2_TYPE})
    @Operation(
            operationId = "getArticleByPath",
            summary = "One article, by where it stands",
            description =
                    "The article at a path of the front-end. A path where it stood before answers 308 and leads to"
                            + " where it stands now.")
    @APIResponse(
            responseCode = "200",
            description = "The article.",
            content = {
                @Content(mediaType = "application/json", schema = @Schema(implementation = ArticleView.class)),
                @Content(mediaType = Format.NINJS_TYPE, schema = @Schema(implementation = Ninjs.class)),
                @Content(mediaType = Format.JSONLD_TYPE, schema = @Schema(implementation = NewsArticle.class)),
                @Content(mediaType = Format.NEWSMLG2_TYPE, schema = @Schema(implementation = String.class))
            })
    public Response byPath(
            @Parameter(
                            description = "A path, or a whole address; its query and a closing slash do not matter.",
                            required = true)
                    @RestQuery
                    @NotNull(message = "has to be given: the path at which the article stands")
                    @Nullable
                    String path,
            @Parameter(description = ArticleListParams.FIELDS) @RestQuery @Nullable String fields,
            @Parameter(description = INCLUDE) @RestQuery @Nullable String include,
            @Parameter(description = ArticleListParams.BODY) @RestQuery @Nullable BodyForm body,
            @Parameter(description = FORMAT) @RestQuery @Nullable Format format,
            @Context UriInfo uri,
            @Context HttpHeaders accepts,
            @Context HttpServerRequest request) {
        Access access = readers.get();
        PublishedPaths.Place place = led("", uri, () -> paths.locate(Objects.requireNonNull(path), access));
        if (!place.current()) {
            throw new Refusal.Moved(location(uri, place.path()));
        }
        return one(
                place.id(),
                access,
                new Asked(Format.of(format, Format.OF_ONE, accepts), fields, include, body),
                request);
    }

    /** The same call with the path of today. */
    private static String location(UriInfo uri, String path) {
        return Stream.concat(Stream.of("path=" + encode(path)), parameters(uri))
                .collect(Collectors.joining("&", "/v1/articles/by-path?", ""));
    }

    /** Those that hold for another article, too: not its path, and not a place in the list of its versions. */
    private static Stream<String> parameters(UriInfo uri) {
        return uri.getQueryParameters().entrySet().stream()
                .filter(parameter -> !List.of("path", "cursor").contains(parameter.getKey()))
                .map(parameter ->
                        parameter.getKey() + "=" + encode(parameter.getValue().getFirst()));
    }

    /** Whoever is led to another article, as that stands for the one asked for, asks the same of it. */
    static <T> T led(String under, UriInfo uri, Supplier<T> work) {
        try {
            return work.get();
        } catch (Refusal.Moved moved) {
            String query = parameters(uri).collect(Collectors.joining("&"));
            throw new Refusal.Moved(moved.location() + under + (query.isEmpty() ? "" : "?" + query));
        }
    }

    private static String encode(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8).replace("%2F", "/");
    }

    @GET
    @Path("{id}/history")
    @Operation(
            operationId = "getArticleHistory",
            summary = "The public history of an article",
            description = "The versions of an article that readers have seen, oldest first, with its corrections.")
    @APIResponse(
            responseCode = "200",
            description = "The versions.",
            content = @Content(schema = @Schema(implementation = ArticleHistory.class)))
    public Response history(
            @Parameter(description = "The article's id.") @RestPath UUID id,
            @Valid @BeanParam PageParams params,
            @Context UriInfo uri,
            @Context HttpServerRequest request) {
        Listing.Request<ArticleHistory.Version> asked =
                listing.request("history of " + id, params.limit(), params.cursor(), uri);
        Access access = readers.get();
        Fields onlyId = Fields.select(ArticleView.SHAPE, Set.of(), "id", null);
        PublishedArticle article = led("/history", uri, () -> published.get(id, access, onlyId));
        Page.Window<ArticleHistory.Version> window = published.versions(id, asked.cursor(), asked.limit());
        Page page = asked.page(window, version -> List.of(Integer.toString(version.version())));
        Freshness freshness =
                new Freshness(new SurrogateKeys().add("article", id).show(id), null, article.expiresAt());
        return asked.link(
                page,
                representations.of(
                        new ArticleHistory(window.items(), article.underEmbargo() ? true : null, page),
                        freshness,
                        request));
    }
}
