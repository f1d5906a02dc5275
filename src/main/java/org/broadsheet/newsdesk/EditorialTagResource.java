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
import org.broadsheet.manuscript.Sent;
import org.broadsheet.query.Listing;
import org.broadsheet.query.NamePrefix;
import org.broadsheet.query.Page;
import org.broadsheet.query.PageParams;
import org.broadsheet.tag.Tag;
import org.broadsheet.tag.TagBook;
import org.broadsheet.tag.TagDescription;
import org.broadsheet.tag.TagType;
import org.broadsheet.tag.Tags;
import org.broadsheet.writing.Orders;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** The newsroom's tags. */
@Path("/v1/editorial/tags")
@Produces("application/json")
@RunOnVirtualThread
@org.eclipse.microprofile.openapi.annotations.tags.Tag(name = "Editorial tags")
public class EditorialTagResource {

    private final Tags tags;
    private final TagBook book;
    private final TagDesk desk;
    private final Orders orders;
    private final Listing listing;

    EditorialTagResource(Tags tags, TagBook book, TagDesk desk, Orders orders, Listing listing) {
        this.tags = tags;
        this.book = book;
        this.desk = desk;
        this.orders = orders;
        this.listing = listing;
    }

    @GET
    @Needs(Scope.EDITORIAL_READ)
    @Transactional
    @Operation(
            operationId = "listEditorialTags",
            summary = "The newsroom's tags, by name",
            description =
                    "Also those of which readers don't know yet, each with its version. Those that were merged into"
                            + " others are left out.")
    @APIResponse(
            responseCode = "200",
            description = "A page of tags.",
            content = @Content(schema = @Schema(implementation = EditorialTag.Tags.class)))
    public Response list(
            @Parameter(description = "Only tags of this type.") @RestQuery @Nullable TagType type,
            @BeanParam NamePrefix prefix,
            @Valid @BeanParam PageParams params,
            @Context UriInfo uri) {
        Listing.Request<Tag> asked = listing.request("editorial tags", params.limit(), params.cursor(), uri);
        Page.Window<Tag> window = tags.window(type, prefix.folded(), asked.cursor(), asked.limit(), null);
        Page page = asked.page(
                window,
                tag -> List.of(
                        tag.foldedName(), tag.key().type().wire(), tag.key().slug()));
        return asked.link(page, Orders.shown(new EditorialTag.Tags(desk.views(window.items()), page), null));
    }

    @POST
    @Needs(Scope.TAGS_WRITE)
    @Consumes("application/json")
    @Operation(
            operationId = "createTag",
            summary = "A new tag",
            description =
                    "Readers know of it once an article that carries it is to be seen. Without a type it is a topic,"
                            + " without a slug it gets one made of its name; a pair that is taken is a 409.")
    @APIResponse(
            responseCode = "201",
            description = "The tag, at `Location`.",
            content = @Content(schema = @Schema(implementation = EditorialTag.class)))
    public Response create(
            @RequestBody(required = true, content = @Content(schema = @Schema(implementation = TagDescription.class)))
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
            operationId = "getEditorialTag",
            summary = "One tag as the newsroom sees it",
            description =
                    "With its `ETag`, which a change has to name in `If-Match`. One that was merged says into which.")
    @APIResponse(
            responseCode = "200",
            description = "The tag.",
            content = @Content(schema = @Schema(implementation = EditorialTag.class)))
    public Response get(@Parameter(description = "The tag's id.") @RestPath UUID id) {
        Tag tag = book.get(id);
        return Orders.shown(desk.view(tag), tag.version());
    }

    @PUT
    @Path("{id}")
    @Needs(Scope.TAGS_WRITE)
    @Consumes("application/json")
    @Operation(
            operationId = "replaceTag",
            summary = "Write all of a tag anew",
            description =
                    "What is left out is removed, but for type and slug, which stay. Every article that shows the tag"
                            + " is told to have changed.")
    @APIResponse(
            responseCode = "200",
            description = "The tag.",
            content = @Content(schema = @Schema(implementation = EditorialTag.class)))
    public Response replace(
            @Parameter(description = "The tag's id.") @RestPath UUID id,
            @RequestBody(required = true, content = @Content(schema = @Schema(implementation = TagDescription.class)))
                    @Nullable
                    String form,
            @Context HttpServerRequest request) {
        ObjectNode sent = Sent.object(form);
        return orders.change(
                request, sent, (version, actor, telling) -> desk.replace(id, version, sent, actor, telling));
    }

    @PATCH
    @Path("{id}")
    @Needs(Scope.TAGS_WRITE)
    @Consumes({"application/merge-patch+json", "application/json"})
    @Operation(
            operationId = "patchTag",
            summary = "Write some of a tag anew",
            description = "A merge patch (RFC 7396): a key that is given replaces, null removes, one that is left out"
                    + " stays.")
    @APIResponse(
            responseCode = "200",
            description = "The tag.",
            content = @Content(schema = @Schema(implementation = EditorialTag.class)))
    public Response patch(
            @Parameter(description = "The tag's id.") @RestPath UUID id,
            @RequestBody(required = true, content = @Content(schema = @Schema(implementation = TagDescription.class)))
                    @Nullable
                    String form,
            @Context HttpServerRequest request) {
        ObjectNode sent = Sent.object(form);
        return orders.change(request, sent, (version, actor, telling) -> desk.patch(id, version, sent, actor, telling));
    }

    @DELETE
    @Path("{id}")
    @Needs(Scope.TAGS_WRITE)
    @Operation(
            operationId = "deleteTag",
            summary = "Delete a tag",
            description = "Only when no article carries it, be it a draft; otherwise a 409 lists the first of them. To"
                    + " replace one tag by another, merge them.")
    @APIResponse(responseCode = "204", description = "The tag is deleted.")
    public Response delete(
            @Parameter(description = "The tag's id.") @RestPath UUID id, @Context HttpServerRequest request) {
        return orders.change(request, null, (version, actor, telling) -> desk.delete(id, version, actor, telling));
    }

    @POST
    @Path("{id}/merge")
    @Needs(Scope.TAGS_WRITE)
    @Consumes("application/json")
    @Operation(
            operationId = "mergeTag",
            summary = "Merge a tag into another",
            description =
                    "For one thing with two tags, also of different types. Every article of this one gets the other,"
                            + " and its name goes on leading there: `GET /v1/tags/{type}/{slug}` answers 308, filters find the"
                            + " other's articles.")
    @APIResponse(
            responseCode = "200",
            description = "The tag that stands for both.",
            content = @Content(schema = @Schema(implementation = EditorialTag.class)))
    public Response merge(
            @Parameter(description = "The id of the tag that is to go.") @RestPath UUID id,
            @RequestBody(required = true, content = @Content(schema = @Schema(implementation = MergeOrder.class)))
                    @Nullable
                    String order,
            @Context HttpServerRequest request) {
        ObjectNode sent = Sent.object(order);
        return orders.change(request, sent, (version, actor, telling) -> desk.merge(id, version, sent, actor, telling));
    }
}
