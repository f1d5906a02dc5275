package org.broadsheet.partner;

import io.smallrye.common.annotation.RunOnVirtualThread;
import io.vertx.core.http.HttpServerRequest;
import jakarta.transaction.Transactional;
import jakarta.validation.Valid;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.broadsheet.access.ApiToken;
import org.broadsheet.access.ApiTokens;
import org.broadsheet.access.CurrentActor;
import org.broadsheet.access.Needs;
import org.broadsheet.access.NewToken;
import org.broadsheet.access.Scope;
import org.broadsheet.problem.Refusal;
import org.broadsheet.query.Listing;
import org.broadsheet.query.Page;
import org.broadsheet.query.PageParams;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;
import org.jspecify.annotations.Nullable;

/** The keys of a partner. */
@Path("/v1/partners/{id}/keys")
@Produces("application/json")
@RunOnVirtualThread
@Tag(name = "Partners")
public class PartnerKeyResource {

    private static final String PARTNER = "The partner's id.";

    private final Partners partners;
    private final ApiTokens tokens;
    private final CurrentActor current;
    private final Listing listing;
    private final Clock clock;

    PartnerKeyResource(Partners partners, ApiTokens tokens, CurrentActor current, Listing listing, Clock clock) {
        this.partners = partners;
        this.tokens = tokens;
        this.current = current;
        this.listing = listing;
        this.clock = clock;
    }

    @POST
    @Consumes("application/json")
    @Needs(Scope.PARTNERS_WRITE)
    @Transactional
    @Operation(
            operationId = "createPartnerKey",
            summary = "A new key for a partner",
            description = "The answer is the only place where the key itself is shown. A partner may have several, so"
                    + " that one can take the place of another without a gap: make the new one, let the partner change"
                    + " over, revoke the old one. An `Idempotency-Key` is refused (400), as the secret would have to be"
                    + " kept with the answer; after a time-out, look for the key in the list, revoke it, and make"
                    + " another.")
    @APIResponse(
            responseCode = "201",
            description = "The key, with its secret.",
            content = @Content(schema = @Schema(implementation = PartnerKeyView.class)))
    public Response create(
            @Parameter(description = PARTNER) @RestPath UUID id,
            @RequestBody(required = true, content = @Content(schema = @Schema(implementation = NewPartnerKey.class)))
                    @Nullable
                    NewPartnerKey wanted,
            @Context HttpServerRequest request) {
        if (request.getHeader("Idempotency-Key") != null) {
            throw Refusal.Invalid.parameter(
                    "Idempotency-Key", "is not taken here, as the secret would have to be kept with the answer.");
        }
        Instant now = clock.instant();
        NewToken.Order order = NewPartnerKey.read(wanted, now);
        Partner partner = partners.get(id);
        ApiTokens.Issued issued =
                tokens.issueKey(partner.id(), order.name(), order.grant(), order.expiresAt(), current.get());
        return Response.status(Response.Status.CREATED)
                .header(
                        "Location",
                        "/v1/partners/" + id + "/keys/" + issued.token().id())
                .entity(PartnerKeyView.of(issued.token(), now, issued.text()))
                .build();
    }

    @GET
    @Needs(Scope.PARTNERS_WRITE)
    @Transactional
    @Operation(
            operationId = "listPartnerKeys",
            summary = "A partner's keys, the newest first",
            description = "All of its keys, also those that are revoked or past their time, without their secrets.")
    @APIResponse(
            responseCode = "200",
            description = "A page of keys.",
            content = @Content(schema = @Schema(implementation = PartnerKeyView.Keys.class)))
    public Response list(
            @Parameter(description = PARTNER) @RestPath UUID id,
            @Valid @BeanParam PageParams params,
            @Context UriInfo uri) {
        Partner partner = partners.get(id);
        Listing.Request<ApiToken> asked =
                listing.request("keys of partner " + id, params.limit(), params.cursor(), uri);
        Page.Window<ApiToken> window = tokens.keys(partner.id(), asked.cursor(), asked.limit());
        Page page = asked.page(window, key -> List.of(key.id().toString()));
        Instant now = clock.instant();
        List<PartnerKeyView> items = window.items().stream()
                .map(key -> PartnerKeyView.of(key, now, null))
                .toList();
        return asked.link(
                page, Response.ok(new PartnerKeyView.Keys(items, page)).build());
    }

    @GET
    @Path("{key}")
    @Needs(Scope.PARTNERS_WRITE)
    @Operation(
            operationId = "getPartnerKey",
            summary = "One key of a partner",
            description = "Without its secret: whether it still opens anything, and when it last did.")
    @APIResponse(
            responseCode = "200",
            description = "The key.",
            content = @Content(schema = @Schema(implementation = PartnerKeyView.class)))
    public PartnerKeyView get(
            @Parameter(description = PARTNER) @RestPath UUID id,
            @Parameter(description = "The key's id.") @RestPath UUID key) {
        return PartnerKeyView.of(tokens.key(id, key), clock.instant(), null);
    }

    @DELETE
    @Path("{key}")
    @Needs(Scope.PARTNERS_WRITE)
    @Operation(
            operationId = "revokePartnerKey",
            summary = "Revoke a partner's key",
            description = "Ends a key: from the next request on it opens nothing, on any server of this API. It stays"
                    + " in the list. Doing it again changes nothing.")
    @APIResponse(responseCode = "204", description = "The key is revoked.")
    public void revoke(
            @Parameter(description = PARTNER) @RestPath UUID id,
            @Parameter(description = "The key's id.") @RestPath UUID key) {
        tokens.revokeKey(id, key, current.get());
    }
}
