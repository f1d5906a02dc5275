package org.broadsheet.access;

import io.smallrye.common.annotation.RunOnVirtualThread;
import io.vertx.core.http.HttpServerRequest;
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
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
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

/** The API tokens of the newsroom's systems. */
@Path("/v1/editorial/tokens")
@Produces("application/json")
@RunOnVirtualThread
@Tag(name = "Access")
public class TokenResource {

    private final ApiTokens tokens;
    private final CurrentActor current;
    private final Listing listing;
    private final Clock clock;

    TokenResource(ApiTokens tokens, CurrentActor current, Listing listing, Clock clock) {
        this.tokens = tokens;
        this.current = current;
        this.listing = listing;
        this.clock = clock;
    }

    @POST
    @Consumes("application/json")
    @Needs(Scope.TOKENS_WRITE)
    @Operation(
            operationId = "createToken",
            summary = "A new API token",
            description = "Creates a token for a system of the newsroom's. The answer is the only place where the token"
                    + " itself is shown. It can't allow more than the credential that it is created with. An `Idempotency-Key` is refused"
                    + " (400), as the secret would have to be kept with the answer; after a time-out, look for the token in the"
                    + " list, revoke it, and create another.")
    @APIResponse(
            responseCode = "201",
            description = "The token, with its secret.",
            content = @Content(schema = @Schema(implementation = TokenView.class)))
    public Response create(
            @RequestBody(required = true, content = @Content(schema = @Schema(implementation = NewToken.class)))
                    @Nullable
                    NewToken wanted,
            @Context HttpServerRequest request) {
        refuseKey(request);
        Instant now = clock.instant();
        NewToken.Order order = NewToken.read(wanted, now);
        Actor actor = current.get();
        refuseMoreThanOnesOwn(order.grant(), actor);
        ApiTokens.Issued issued = tokens.issue(order.name(), order.grant(), order.expiresAt(), actor);
        return Response.status(Response.Status.CREATED)
                // root-relative, as nobody here knows how a proxy is addressed
                .header("Location", "/v1/editorial/tokens/" + issued.token().id())
                .entity(TokenView.of(issued.token(), now, issued.text()))
                .build();
    }

    /** An answer that is kept to be given again would keep the secret. */
    private static void refuseKey(HttpServerRequest request) {
        if (request.getHeader("Idempotency-Key") != null) {
            throw Refusal.Invalid.parameter(
                    "Idempotency-Key",
                    "is not taken here, as the secret would have to be kept with the answer. After a time-out, look for"
                            + " the token in the list, revoke it, and create another.");
        }
    }

    private static void refuseMoreThanOnesOwn(Grant grant, Actor actor) {
        Set<Scope> beyond = EnumSet.copyOf(grant.scopes());
        beyond.removeAll(actor.scopes());
        if (!beyond.isEmpty()) {
            throw new Refusal.Forbidden("A token can't allow more than the credential that it is created with,"
                    + " which lacks " + beyond.stream().map(Scope::wire).collect(Collectors.joining(", ")) + ".");
        }
    }

    @GET
    @Needs(Scope.TOKENS_WRITE)
    @Operation(
            operationId = "listTokens",
            summary = "API tokens, the newest first",
            description = "All tokens, also those that are revoked or past their time, without their secrets.")
    @APIResponse(
            responseCode = "200",
            description = "A page of tokens.",
            content = @Content(schema = @Schema(implementation = TokenView.Tokens.class)))
    public Response list(@Valid @BeanParam PageParams params, @Context UriInfo uri) {
        Listing.Request<ApiToken> asked = listing.request("tokens", params.limit(), params.cursor(), uri);
        Page.Window<ApiToken> window = tokens.window(asked.cursor(), asked.limit());
        Page page = asked.page(window, token -> List.of(token.id().toString()));
        Instant now = clock.instant();
        List<TokenView> items =
                window.items().stream().map(token -> TokenView.of(token, now)).toList();
        return asked.link(page, Response.ok(new TokenView.Tokens(items, page)).build());
    }

    @GET
    @Path("{id}")
    @Needs(Scope.TOKENS_WRITE)
    @Operation(
            operationId = "getToken",
            summary = "One API token",
            description =
                    "A token by its id, without its secret: whether it still opens anything, and when it last did.")
    @APIResponse(
            responseCode = "200",
            description = "The token.",
            content = @Content(schema = @Schema(implementation = TokenView.class)))
    public TokenView get(@Parameter(description = "The token's id.") @RestPath UUID id) {
        return TokenView.of(tokens.get(id), clock.instant());
    }

    @DELETE
    @Path("{id}")
    @Needs(Scope.TOKENS_WRITE)
    @Operation(
            operationId = "revokeToken",
            summary = "Revoke an API token",
            description =
                    "Ends a token: from the next request on it opens nothing, on any replica. It stays in the list."
                            + " Doing it again changes nothing.")
    @APIResponse(responseCode = "204", description = "The token is revoked.")
    public void revoke(@Parameter(description = "The token's id.") @RestPath UUID id) {
        tokens.revoke(id, current.get());
    }
}
