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
import java.util.UUID;
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

/** What editors say is similar to an article. */
@Path("/v1/editorial/articles/{id}/similar")
@Produces("application/json")
@RunOnVirtualThread
@Tag(name = "Editorial articles")
public class EditorialSimilarResource {

    private final SimilarDesk desk;
    private final Orders orders;

    EditorialSimilarResource(SimilarDesk desk, Orders orders) {
        this.desk = desk;
        this.orders = orders;
    }

    @GET
    @Needs(Scope.EDITORIAL_READ)
    @Transactional
    @Operation(
            operationId = "getSimilarChoice",
            summary = "What editors say is similar to an article",
            description = "What comes first and what never comes in the list of similar articles. What readers see is"
                    + " `GET /v1/articles/{id}/similar`.")
    @APIResponse(
            responseCode = "200",
            description = "Pins and bans.",
            content = @Content(schema = @Schema(implementation = EditorialSimilar.class)))
    public Response get(@Parameter(description = "The article's id.") @RestPath UUID id) {
        EditorialSimilar said = desk.view(id);
        return Orders.shown(said, said.version());
    }

    @PUT
    @Needs(Scope.ARTICLES_PUBLISH)
    @Consumes("application/json")
    @Operation(
            operationId = "replaceSimilarChoice",
            summary = "Say what is similar to an article, and what is not",
            description = "In place of what is said now; a list that is left out is empty from now on. `If-Match` takes"
                    + " `\"0\"` as long as nobody has said anything.")
    @APIResponse(
            responseCode = "200",
            description = "Pins and bans.",
            content = @Content(schema = @Schema(implementation = EditorialSimilar.class)))
    public Response replace(
            @Parameter(description = "The article's id.") @RestPath UUID id,
            @RequestBody(
                            required = true,
                            content = @Content(schema = @Schema(implementation = EditorialSimilar.Order.class)))
                    @Nullable
                    String form,
            @Context HttpServerRequest request) {
        ObjectNode sent = Sent.object(form);
        return orders.change(
                request, sent, (version, actor, telling) -> desk.choose(id, version, sent, actor, telling));
    }
}
