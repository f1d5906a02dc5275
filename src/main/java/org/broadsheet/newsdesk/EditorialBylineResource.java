package org.broadsheet.newsdesk;

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
import org.broadsheet.access.Needs;
import org.broadsheet.access.Scope;
import org.broadsheet.byline.Byline;
import org.broadsheet.byline.BylineBook;
import org.broadsheet.byline.BylineDescription;
import org.broadsheet.byline.Bylines;
import org.broadsheet.manuscript.Sent;
import org.broadsheet.query.Listing;
import org.broadsheet.query.NamePrefix;
import org.broadsheet.query.Page;
import org.broadsheet.query.PageParams;
import org.broadsheet.writing.Orders;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;
import org.jspecify.annotations.Nullable;

/** The newsroom's bylines. */
@Path("/v1/editorial/bylines")
@Produces("application/json")
@RunOnVirtualThread
@Tag(name = "Editorial bylines")
public class EditorialBylineResource {

    private final Bylines bylines;
    private final BylineBook book;
    private final BylineDesk desk;
    private final Orders orders;
    private final Listing listing;

    EditorialBylineResource(Bylines bylines, BylineBook book, BylineDesk desk, Orders orders, Listing listing) {
        this.bylines = bylines;
        this.book = book;
        this.desk = desk;
        this.orders = orders;
        this.listing = listing;
    }

    @GET
    @Needs(Scope.EDITORIAL_READ)
    @Transactional
    @Operation(
            operationId = "listEditorialBylines",
            summary = "The newsroom's bylines, by name",
            description =
                    "Also those of which readers don't know yet, each with its version. Those that were merged into"
                            + " others are left out.")
    @APIResponse(
            responseCode = "200",
            description = "A page of bylines.",
            content = @Content(schema = @Schema(implementation = EditorialByline.Bylines.class)))
    public Response list(@BeanParam NamePrefix prefix, @Valid @BeanParam PageParams params, @Context UriInfo uri) {
        Listing.Request<Byline> asked = listing.request("editorial bylines", params.limit(), params.cursor(), uri);
        Page.Window<Byline> window = bylines.window(prefix.folded(), asked.cursor(), asked.limit(), null);
        Page page = asked.page(window, byline -> List.of(byline.foldedName(), byline.slug()));
        return asked.link(page, Orders.shown(new EditorialByline.Bylines(desk.views(window.items()), page), null));
    }

    @POST
    @Needs(Scope.BYLINES_WRITE)
    @Consumes("application/json")
    @Operation(
            operationId = "createByline",
            summary = "A new byline",
            description = "Readers know of it once an article that credits it is to be seen. Without a slug it gets one"
                    + " made of its name; one that is taken is a 409.")
    @APIResponse(
            responseCode = "201",
            description = "The byline, at `Location`.",
            content = @Content(schema = @Schema(implementation = EditorialByline.class)))
    public Response create(
            @RequestBody(
                            required = true,
                            content = @Content(schema = @Schema(implementation = BylineDescription.class)))
                    @Nullable
                    String form,
            @Context HttpServerRequest request) {
        ObjectNode sent = Sent.object(form);
        return orders.create(request, sent, (actor, telling) -> desk.create(sent, actor));
    }

    @GET
    @Path("{id}")
    @Needs(Scope.EDITORIAL_READ)
    @Transactional
    @Operation(
            operationId = "getEditorialByline",
            summary = "One byline as the newsroom sees it",
            description =
                    "With its `ETag`, which a change has to name in `If-Match`. One that was merged says into which.")
    @APIResponse(
            responseCode = "200",
            description = "The byline.",
            content = @Content(schema = @Schema(implementation = EditorialByline.class)))
    public Response get(@Parameter(description = "The byline's id.") @RestPath UUID id) {
        Byline byline = book.get(id);
        return Orders.shown(desk.view(byline), byline.version());
    }

    @PUT
    @Path("{id}")
    @Needs(Scope.BYLINES_WRITE)
    @Consumes("application/json")
    @Operation(
            operationId = "replaceByline",
            summary = "Write all of a byline anew",
            description =
                    "What is left out is removed, but for the slug, which stays. Every article that shows the byline"
                            + " is told to have changed.")
    @APIResponse(
            responseCode = "200",
            description = "The byline.",
            content = @Content(schema = @Schema(implementation = EditorialByline.class)))
    public Response replace(
            @Parameter(description = "The byline's id.") @RestPath UUID id,
            @RequestBody(
                            required = true,
                            content = @Content(schema = @Schema(implementation = BylineDescription.class)))
                    @Nullable
                    String form,
            @Context HttpServerRequest request) {
        ObjectNode sent = Sent.object(form);
        return orders.change(
                request, sent, (version, actor, telling) -> desk.replace(id, version, sent, actor, telling));
    }

    @PATCH
    @Path("{id}")
    @Needs(Scope.BYLINES_WRITE)
    @Consumes({"application/merge-patch+json", "application/json"})
    @Operation(
            operationId = "patchByline",
            summary = "Write some of a byline anew",
            description = "A merge patch (RFC 7396): a key that is given replaces, null removes, one that is left out"
                    + " stays.")
    @APIResponse(
            responseCode = "200",
            description = "The byline.",
            content = @Content(schema = @Schema(implementation = EditorialByline.class)))
    public Response patch(
            @Parameter(description = "The byline's id.") @RestPath UUID id,
            @RequestBody(
                            required = true,
                            content = @Content(schema = @Schema(implementation = BylineDescription.class)))
                    @Nullable
                    String form,
            @Context HttpServerRequest request) {
        ObjectNode sent = Sent.object(form);
        return orders.change(request, sent, (version, actor, telling) -> desk.patch(id, version, sent, actor, telling));
    }

    @DELETE
    @Path("{id}")
    @Needs(Scope.BYLINES_WRITE)
    @Operation(
            operationId = "deleteByline",
            summary = "Delete a byline",
            description = "Only when no article credits it, be it a draft; otherwise a 409 lists the first of them. To"
                    + " replace one byline by another, merge them.")
    @APIResponse(responseCode = "204", description = "The byline is deleted.")
    public Response delete(
            @Parameter(description = "The byline's id.") @RestPath UUID id, @Context HttpServerRequest request) {
        return orders.change(request, null, (version, actor, telling) -> desk.delete(id, version, actor, telling));
    }

    @POST
    @Path("{id}/merge")
    @Needs(Scope.BYLINES_WRITE)
    @Consumes("application/json")
    @Operation(
            operationId = "mergeByline",
            summary = "Merge a byline into another",
            description =
                    "For one person with two bylines. Every article of this one is credited to the other, and its slug"
                            + " goes on leading there: `GET /v1/bylines/{slug}` answers 308, filters find the other's articles.")
    @APIResponse(
            responseCode = "200",
            description = "The byline that stands for both.",
            content = @Content(schema = @Schema(implementation = EditorialByline.class)))
    public Response merge(
            @Parameter(description = "The id of the byline that is to go.") @RestPath UUID id,
            @RequestBody(required = true, content = @Content(schema = @Schema(implementation = MergeOrder.class)))
                    @Nullable
                    String order,
            @Context HttpServerRequest request) {
        ObjectNode sent = Sent.object(order);
        return orders.change(request, sent, (version, actor, telling) -> desk.merge(id, version, sent, actor, telling));
    }
}
