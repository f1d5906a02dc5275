package org.broadsheet.publishing;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.vertx.core.http.HttpServerRequest;
import jakarta.transaction.Transactional;
import jakarta.validation.Valid;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import java.util.UUID;
import org.broadsheet.access.Actor;
import org.broadsheet.access.CurrentActor;
import org.broadsheet.access.Needs;
import org.broadsheet.access.Scope;
import org.broadsheet.article.Article;
import org.broadsheet.article.Articles;
import org.broadsheet.manuscript.StrictJson;
import org.broadsheet.query.Listing;
import org.broadsheet.query.Page;
import org.broadsheet.writing.IfMatch;
import org.broadsheet.writing.Writes;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;
import org.jspecify.annotations.Nullable;

/** The newsroom's articles: written, read and listed. What is done with them is in {@link WorkflowResource}. */
@Path("/v1/editorial/articles")
@Produces("application/json")
@RunOnVirtualThread
@Tag(name = "Editorial articles")
public class EditorialArticleResource {

    private final Articles articles;
    private final ArticleDesk desk;
    private final EditorialLists lists;
    private final EditorialViews views;
    private final Writes writes;
    private final Listing listing;
    private final CurrentActor actor;

    EditorialArticleResource(
            Articles articles,
            ArticleDesk desk,
            EditorialLists lists,
            EditorialViews views,
            Writes writes,
            Listing listing,
            CurrentActor actor) {
        this.articles = articles;
        this.desk = desk;
        this.lists = lists;
        this.views = views;
        this.writes = writes;
        this.listing = listing;
        this.actor = actor;
    }

    @GET
    @Needs(Scope.EDITORIAL_READ)
    @Operation(
            operationId = "listEditorialArticles",
            summary = "The newsroom's articles, the last changed first",
            description = "Drafts, scheduled, published and taken down, as cards without their content.")
    @APIResponse(
            responseCode = "200",
            description = "A page of articles.",
            content = @Content(schema = @Schema(implementation = EditorialArticle.Cards.class)))
    public Response list(@Valid @BeanParam EditorialListParams params, @Context UriInfo uri) {
        Listing.Request<Article> asked = listing.request("editorial articles", params.limit(), params.cursor(), uri);
        Page.Window<Article> window = lists.window(params, asked.cursor(), asked.limit());
        Page page = asked.page(window, EditorialLists::place);
        return asked.link(
                page,
                Response.ok(new EditorialArticle.Cards(views.cards(window.items()), page))
                        .header("Cache-Control", "no-store")
                        .build());
    }

    @POST
    @Needs(Scope.ARTICLES_WRITE)
    @Consumes("application/json")
    @Operation(
            operationId = "createArticle",
            summary = "A new draft",
            description =
                    "The body has the keys of the import form. A section, byline, tag or other thing is named by id,"
                            + " slug, path or name, and has to exist. Readers see nothing of a draft.")
    @APIResponse(
            responseCode = "201",
            description = "The draft, at `Location`.",
            content = @Content(schema = @Schema(implementation = EditorialArticle.class)))
    public Response create(
            @RequestBody(required = true, content = @Content(schema = @Schema(implementation = ArticleForm.class)))
                    @Nullable
                    String form,
            @Context HttpServerRequest request) {
        Actor author = actor.get();
        ObjectNode body = read(form);
        return writes.write(request, author.subject(), body, telling -> desk.create(body, author));
    }

    @GET
    @Path("{id}")
    @Needs(Scope.EDITORIAL_READ)
    @Transactional
    @Operation(
            operationId = "getEditorialArticle",
            summary = "One article as the newsroom sees it",
            description =
                    "The newest revision, what readers see, and what may be done now. Its `ETag` is what a change has to"
                            + " name in `If-Match`.")
    @APIResponse(
            responseCode = "200",
            description = "The article.",
            content = @Content(schema = @Schema(implementation = EditorialArticle.class)))
    public Response get(@Parameter(description = "The article's id.") @RestPath UUID id) {
        Article article = articles.get(id);
        return Response.ok(views.of(article, List.of()))
                .header("ETag", "\"" + article.version() + "\"")
                .header("Cache-Control", "no-store")
                .build();
    }

    @PUT
    @Path("{id}")
    @Needs(Scope.ARTICLES_WRITE)
    @Consumes("application/json")
    @Operation(
            operationId = "replaceArticle",
            summary = "Write the whole article anew",
            description = "Makes a new revision. What readers see stays as it is until a revision is published.")
    @APIResponse(
            responseCode = "200",
            description = "The article.",
            content = @Content(schema = @Schema(implementation = EditorialArticle.class)))
    public Response replace(
            @Parameter(description = "The article's id.") @RestPath UUID id,
            @RequestBody(required = true, content = @Content(schema = @Schema(implementation = ArticleForm.class)))
                    @Nullable
                    String form,
            @Context HttpServerRequest request) {
        ObjectNode article = read(form);
        return carryOut(id, new Order.Replace(article), article, request);
    }

    @PATCH
    @Path("{id}")
    @Needs(Scope.ARTICLES_WRITE)
    @Consumes({"application/merge-patch+json", "application/json"})
    @Operation(
            operationId = "patchArticle",
            summary = "Write some of the article anew",
            description =
                    "A merge patch (RFC 7396) on `draft`: a key that is given replaces, null removes, one that is left"
                            + " out stays. Makes a new revision; what readers see stays as it is until one is published.")
    @APIResponse(
            responseCode = "200",
            description = "The article.",
            content = @Content(schema = @Schema(implementation = EditorialArticle.class)))
    public Response patch(
            @Parameter(description = "The article's id.") @RestPath UUID id,
            @RequestBody(required = true, content = @Content(schema = @Schema(implementation = ArticleForm.class)))
                    @Nullable
                    String patch,
            @Context HttpServerRequest request) {
        ObjectNode changes = read(patch);
        return carryOut(id, new Order.Patch(changes), changes, request);
    }

    @DELETE
    @Path("{id}")
    @Needs(Scope.ARTICLES_WRITE)
    @Operation(
            operationId = "discardArticle",
            summary = "Drop what was not published",
            description =
                    "Of an article that readers see or saw, goes back to what was published last, as a new revision. A"
                            + " draft that never came out is given up. Nothing that was written is deleted.")
    @APIResponse(
            responseCode = "200",
            description = "The article.",
            content = @Content(schema = @Schema(implementation = EditorialArticle.class)))
    public Response discard(
            @Parameter(description = "The article's id.") @RestPath UUID id, @Context HttpServerRequest request) {
        return carryOut(id, new Order.Discard(), null, request);
    }

    /** Strictly: no key twice, nothing after the object. */
    private static ObjectNode read(@Nullable String body) {
        try {
            return StrictJson.read(body == null ? "" : body);
        } catch (StrictJson.Unreadable e) {
            throw e.refusal();
        }
    }

    private Response carryOut(UUID id, Order order, @Nullable ObjectNode body, HttpServerRequest request) {
        int version = IfMatch.version(request.getHeader("If-Match"));
        Actor who = actor.get();
        return writes.write(request, who.subject(), body, telling -> desk.carryOut(id, version, order, who, telling));
    }
}
