package org.broadsheet.newsdesk;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.vertx.core.http.HttpServerRequest;
import jakarta.transaction.Transactional;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import org.broadsheet.access.Needs;
import org.broadsheet.access.Scope;
import org.broadsheet.manuscript.Sent;
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

/** What editors put at the head of sections' fronts. */
@Path("/v1/editorial/fronts/{section:.+}")
@Produces("application/json")
@RunOnVirtualThread
@Tag(name = "Editorial sections")
public class EditorialFrontResource {

    private final FrontDesk desk;
    private final Orders orders;

    EditorialFrontResource(FrontDesk desk, Orders orders) {
        this.desk = desk;
        this.orders = orders;
    }

    @GET
    @Needs(Scope.EDITORIAL_READ)
    @Transactional
    @Operation(
            operationId = "getEditorialFront",
            summary = "The head of a section's front",
            description = "What editors put there, in their order, also what is not out yet. What readers see is"
                    + " `GET /v1/sections/{path}/front`.")
    @APIResponse(
            responseCode = "200",
            description = "The head of the front.",
            content = @Content(schema = @Schema(implementation = EditorialFront.class)))
    public Response get(
            @Parameter(description = "The section's id or path.", example = "world") @RestPath String section) {
        EditorialFront front = desk.view(section);
        return Orders.shown(front, front.version());
    }

    @PUT
    @Needs(Scope.FRONTS_WRITE)
    @Consumes("application/json")
    @Operation(
            operationId = "replaceFront",
            summary = "Put articles at the head of a section's front",
            description =
                    "In place of those that are there. An article may be on it before it is out; readers pass over it"
                            + " until then.")
    @APIResponse(
            responseCode = "200",
            description = "The head of the front.",
            content = @Content(schema = @Schema(implementation = EditorialFront.class)))
    public Response replace(
            @Parameter(description = "The section's id or path.", example = "world") @RestPath String section,
            @RequestBody(
                            required = true,
                            content = @Content(schema = @Schema(implementation = EditorialFront.Order.class)))
                    @Nullable
                    String form,
            @Context HttpServerRequest request) {
        ObjectNode sent = Sent.object(form);
        return orders.change(
                request, sent, (version, actor, telling) -> desk.curate(section, version, sent, actor, telling));
    }
}
