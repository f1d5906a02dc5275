package org.broadsheet.partner;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.vertx.core.http.HttpServerRequest;
import jakarta.transaction.Transactional;
import jakarta.validation.Valid;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
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

/** The partners. */
@Path("/v1/partners")
@Produces("application/json")
@RunOnVirtualThread
@Tag(name = "Partners")
public class PartnerResource {

    private final Partners partners;
    private final PartnerDesk desk;
    private final Orders orders;
    private final Listing listing;

    PartnerResource(Partners partners, PartnerDesk desk, Orders orders, Listing listing) {
        this.partners = partners;
        this.desk = desk;
        this.orders = orders;
        this.listing = listing;
    }

    @GET
    @Needs(Scope.PARTNERS_WRITE)
    @Transactional
    @Operation(
            operationId = "listPartners",
            summary = "Partners, the newest first",
            description = "All partners, also those that are suspended, with what they may see and how much they may"
                    + " ask.")
    @APIResponse(
            responseCode = "200",
            description = "A page of partners.",
            content = @Content(schema = @Schema(implementation = PartnerView.Partners.class)))
    public Response list(@Valid @BeanParam PageParams params, @Context UriInfo uri) {
        Listing.Request<Partner> asked = listing.request("partners", params.limit(), params.cursor(), uri);
        Page.Window<Partner> window = partners.window(asked.cursor(), asked.limit());
        Page page = asked.page(window, partner -> List.of(partner.id().toString()));
        return asked.link(page, Orders.shown(new PartnerView.Partners(desk.views(window.items()), page), null));
    }

    @POST
    @Needs(Scope.PARTNERS_WRITE)
    @Consumes("application/json")
    @Operation(
            operationId = "createPartner",
            summary = "A new partner",
            description = "It sees nothing more than everybody does until it has a key: `POST"
                    + " /v1/partners/{id}/keys`. Sections and tags that there are not are a 422 that names them.")
    @APIResponse(
            responseCode = "201",
            description = "The partner, at `Location`.",
            content = @Content(schema = @Schema(implementation = PartnerView.class)))
    public Response create(
            @RequestBody(required = true, content = @Content(schema = @Schema(implementation = PartnerForm.class)))
                    @Nullable
                    String form,
            @Context HttpServerRequest request) {
        ObjectNode sent = Sent.object(form);
        return orders.create(request, sent, (actor, telling) -> desk.create(sent, actor));
    }

    @GET
    @Path("{id}")
    @Needs(Scope.PARTNERS_WRITE)
    @Transactional
    @Operation(
            operationId = "getPartner",
            summary = "One partner",
            description = "With its `ETag`, which a change has to name in `If-Match`.")
    @APIResponse(
            responseCode = "200",
            description = "The partner.",
            content = @Content(schema = @Schema(implementation = PartnerView.class)))
    public Response get(@Parameter(description = "The partner's id.") @RestPath UUID id) {
        Partner partner = partners.get(id);
        return Orders.shown(desk.view(partner), partner.version());
    }

    @PUT
    @Path("{id}")
    @Needs(Scope.PARTNERS_WRITE)
    @Consumes("application/json")
    @Operation(
            operationId = "replacePartner",
            summary = "Write all of a partner anew",
            description = "What is left out is as in a new one. What its keys open changes from the next request on.")
    @APIResponse(
            responseCode = "200",
            description = "The partner.",
            content = @Content(schema = @Schema(implementation = PartnerView.class)))
    public Response replace(
            @Parameter(description = "The partner's id.") @RestPath UUID id,
            @RequestBody(required = true, content = @Content(schema = @Schema(implementation = PartnerForm.class)))
                    @Nullable
                    String form,
            @Context HttpServerRequest request) {
        ObjectNode sent = Sent.object(form);
        return orders.change(request, sent, (version, actor, telling) -> desk.replace(id, version, sent, actor));
    }

    @PATCH
    @Path("{id}")
    @Needs(Scope.PARTNERS_WRITE)
    @Consumes({"application/merge-patch+json", "application/json"})
    @Operation(
            operationId = "patchPartner",
            summary = "Write some of a partner anew",
            description = "A merge patch (RFC 7396): a key that is given replaces, null removes, one that is left out"
                    + " stays. What its keys open changes from the next request on.")
    @APIResponse(
            responseCode = "200",
            description = "The partner.",
            content = @Content(schema = @Schema(implementation = PartnerView.class)))
    public Response patch(
            @Parameter(description = "The partner's id.") @RestPath UUID id,
            @RequestBody(required = true, content = @Content(schema = @Schema(implementation = PartnerForm.class)))
                    @Nullable
                    String form,
            @Context HttpServerRequest request) {
        ObjectNode sent = Sent.object(form);
        return orders.change(request, sent, (version, actor, telling) -> desk.patch(id, version, sent, actor));
    }
}
