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
import java.util.UUID;
import org.broadsheet.access.Needs;
import org.broadsheet.access.Scope;
import org.broadsheet.manuscript.Sent;
import org.broadsheet.media.Media;
import org.broadsheet.media.MediaDescription;
import org.broadsheet.media.MediaLibrary;
import org.broadsheet.query.Listing;
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

/** The newsroom's media: what is said of them. The bytes are an image service's. */
@Path("/v1/editorial/media")
@Produces("application/json")
@RunOnVirtualThread
@Tag(name = "Editorial media")
public class EditorialMediaResource {

    private final MediaLibrary library;
    private final MediaDesk desk;
    private final Orders orders;
    private final Listing listing;

    EditorialMediaResource(MediaLibrary library, MediaDesk desk, Orders orders, Listing listing) {
        this.library = library;
        this.desk = desk;
        this.orders = orders;
        this.listing = listing;
    }

    @GET
    @Needs(Scope.EDITORIAL_READ)
    @Transactional
    @Operation(
            operationId = "listEditorialMedia",
            summary = "The newsroom's media, the last changed first",
            description = "Pictures, video and sound, each with its version, which a change has to name in `If-Match`.")
    @APIResponse(
            responseCode = "200",
            description = "A page of media.",
            content = @Content(schema = @Schema(implementation = EditorialMedia.Shelf.class)))
    public Response list(@Valid @BeanParam PageParams params, @Context UriInfo uri) {
        Listing.Request<Media> asked = listing.request("editorial media", params.limit(), params.cursor(), uri);
        Page.Window<Media> window = library.window(asked.cursor(), asked.limit());
        Page page = asked.page(window, MediaLibrary::place);
        return asked.link(
                page,
                Orders.shown(
                        new EditorialMedia.Shelf(
                                window.items().stream().map(EditorialMedia::of).toList(), page),
                        null));
    }

    @POST
    @Needs(Scope.MEDIA_WRITE)
    @Consumes("application/json")
    @Operation(
            operationId = "createMedia",
            summary = "A new medium",
            description =
                    "What is said of a picture, video or sound; its bytes stay where `url` says. Articles name it as"
                            + " their `lead` by id.")
    @APIResponse(
            responseCode = "201",
            description = "The medium, at `Location`.",
            content = @Content(schema = @Schema(implementation = EditorialMedia.class)))
    public Response create(
            @RequestBody(required = true, content = @Content(schema = @Schema(implementation = MediaDescription.class)))
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
            operationId = "getEditorialMedia",
            summary = "One medium as the newsroom sees it",
            description = "With its `ETag`, which a change has to name in `If-Match`.")
    @APIResponse(
            responseCode = "200",
            description = "The medium.",
            content = @Content(schema = @Schema(implementation = EditorialMedia.class)))
    public Response get(@Parameter(description = "The medium's id.") @RestPath UUID id) {
        Media media = library.get(id);
        return Orders.shown(EditorialMedia.of(media), media.version());
    }

    @PUT
    @Path("{id}")
    @Needs(Scope.MEDIA_WRITE)
    @Consumes("application/json")
    @Operation(
            operationId = "replaceMedia",
            summary = "Write all that is said of a medium anew",
            description = "What is left out is removed. Every article that shows the medium is told to have changed.")
    @APIResponse(
            responseCode = "200",
            description = "The medium.",
            content = @Content(schema = @Schema(implementation = EditorialMedia.class)))
    public Response replace(
            @Parameter(description = "The medium's id.") @RestPath UUID id,
            @RequestBody(required = true, content = @Content(schema = @Schema(implementation = MediaDescription.class)))
                    @Nullable
                    String form,
            @Context HttpServerRequest request) {
        ObjectNode sent = Sent.object(form);
        return orders.change(
                request, sent, (version, actor, telling) -> desk.replace(id, version, sent, actor, telling));
    }

    @PATCH
    @Path("{id}")
    @Needs(Scope.MEDIA_WRITE)
    @Consumes({"application/merge-patch+json", "application/json"})
    @Operation(
            operationId = "patchMedia",
            summary = "Write some of what is said of a medium anew",
            description = "A merge patch (RFC 7396): a key that is given replaces, null removes, one that is left out"
                    + " stays.")
    @APIResponse(
            responseCode = "200",
            description = "The medium.",
            content = @Content(schema = @Schema(implementation = EditorialMedia.class)))
    public Response patch(
            @Parameter(description = "The medium's id.") @RestPath UUID id,
            @RequestBody(required = true, content = @Content(schema = @Schema(implementation = MediaDescription.class)))
                    @Nullable
                    String form,
            @Context HttpServerRequest request) {
        ObjectNode sent = Sent.object(form);
        return orders.change(request, sent, (version, actor, telling) -> desk.patch(id, version, sent, actor, telling));
    }

    @DELETE
    @Path("{id}")
    @Needs(Scope.MEDIA_WRITE)
    @Operation(
            operationId = "deleteMedia",
            summary = "Delete a medium",
            description = "Only when no article shows it, be it a draft; otherwise a 409 lists the first of them.")
    @APIResponse(responseCode = "204", description = "The medium is deleted.")
    public Response delete(
            @Parameter(description = "The medium's id.") @RestPath UUID id, @Context HttpServerRequest request) {
        return orders.change(request, null, (version, actor, telling) -> desk.delete(id, version, actor));
    }
}
