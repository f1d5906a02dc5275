package org.broadsheet.webhook;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.narayana.jta.QuarkusTransaction;
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
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.UUID;
import org.broadsheet.access.Actor;
import org.broadsheet.access.CurrentActor;
import org.broadsheet.access.Needs;
import org.broadsheet.access.Scope;
import org.broadsheet.query.Listing;
import org.broadsheet.query.Page;
import org.broadsheet.query.PageParams;
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

/** Webhooks: who is called when something changes. */
@Path("/v1/webhooks")
@Produces("application/json")
@RunOnVirtualThread
@Tag(name = "Webhooks")
public class WebhookResource {

    private final Webhooks webhooks;
    private final WebhookDesk desk;
    private final Deliverer deliverer;
    private final Writes writes;
    private final CurrentActor current;
    private final Listing listing;
    private final ObjectMapper json;

    WebhookResource(
            Webhooks webhooks,
            WebhookDesk desk,
            Deliverer deliverer,
            Writes writes,
            CurrentActor current,
            Listing listing,
            ObjectMapper json) {
        this.webhooks = webhooks;
        this.desk = desk;
        this.deliverer = deliverer;
        this.writes = writes;
        this.current = current;
        this.listing = listing;
        this.json = json;
    }

    /** From where the log is to be told again. */
    @Schema(name = "WebhookReplay", description = "From where the log is to be told again.")
    public record Replay(
            @Schema(
                    description = "Changes with a greater number than this are sent, whether they were before or not.",
                    examples = "4711",
                    required = true)
            long since) {}

    @GET
    @Needs(Scope.WEBHOOKS_MANAGE)
    @Transactional
    @Operation(
            operationId = "listWebhooks",
            summary = "Webhooks, the newest first",
            description = "Those that were made with the same credential; for whoever may create tokens"
                    + " (`tokens:write`), all. Each says how far it has come, and whether its endpoint takes what is"
                    + " sent.")
    @APIResponse(
            responseCode = "200",
            description = "A page of webhooks.",
            content = @Content(schema = @Schema(implementation = WebhookView.Hooks.class)))
    public Response list(@Valid @BeanParam PageParams params, @Context UriInfo uri) {
        Listing.Request<Webhook> asked = listing.request("webhooks", params.limit(), params.cursor(), uri);
        Page.Window<Webhook> window = webhooks.window(asked.cursor(), asked.limit(), current.get());
        Page page = asked.page(window, webhook -> List.of(webhook.id().toString()));
        List<WebhookView> items = window.items().stream().map(WebhookView::of).toList();
        return asked.link(page, Response.ok(new WebhookView.Hooks(items, page)).build());
    }

    @POST
    @Needs(Scope.WEBHOOKS_MANAGE)
    @Consumes("application/json")
    @Operation(operationId = "createWebhook", summary = "A new webhook", description = """
                    From now on, each change that is wanted is posted to `url`, signed as [Standard Webhooks](https://www.standardwebhooks.com/) 1.0 says: in the order of the log, the next when the one before was answered with 2xx within 10 seconds. One that is not is sent again, after a while that grows, for three days; then the webhook is paused, and goes on where it stopped when it is resumed. 410 pauses it at once; `Retry-After` is heeded; redirects are not followed.

                    Each is sent at least once, and always with the same `webhook-id`.

                    The answer is the only one that shows the secret. Sent again with the same `Idempotency-Key`, the call is answered without: rotate it then.""")
    @APIResponse(
            responseCode = "201",
            description = "The webhook, with its secret.",
            content = @Content(schema = @Schema(implementation = WebhookView.class)))
    public Response create(
            @RequestBody(required = true, content = @Content(schema = @Schema(implementation = WebhookForm.class)))
                    @Nullable
                    String form,
            @Context HttpServerRequest request) {
        ObjectNode sent = WebhookForm.object(form);
        Actor actor = current.get();
        Secret secret = Secret.draw();
        Writes.Made made = writes.make(request, actor.subject(), sent, telling -> desk.create(sent, secret, actor));
        return shownOnce(made, secret);
    }

    /** What is kept to be given again has no secret in it. */
    private Response shownOnce(Writes.Made made, Secret secret) {
        if (made.replayed() || made.body() == null) {
            return made.response();
        }
        try {
            ObjectNode view = (ObjectNode) json.readTree(made.body());
            return made.withBody(view.put("secret", secret.reveal()).toString()).response();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @GET
    @Path("{id}")
    @Needs(Scope.WEBHOOKS_MANAGE)
    @Transactional
    @Operation(
            operationId = "getWebhook",
            summary = "One webhook",
            description = "How far it has come, whether its endpoint takes what is sent, and its `ETag`, which a change"
                    + " has to name in `If-Match`.")
    @APIResponse(
            responseCode = "200",
            description = "The webhook.",
            content = @Content(schema = @Schema(implementation = WebhookView.class)))
    public Response get(@Parameter(description = "The webhook's id.") @RestPath UUID id) {
        Webhook webhook = webhooks.get(id, current.get());
        return Response.ok(WebhookView.of(webhook))
                .header("ETag", "\"" + webhook.version() + "\"")
                .build();
    }

    @PATCH
    @Path("{id}")
    @Needs(Scope.WEBHOOKS_MANAGE)
    @Consumes({"application/merge-patch+json", "application/json"})
    @Operation(
            operationId = "patchWebhook",
            summary = "Change what is wanted, or where",
            description = "A merge patch (RFC 7396): a key that is given replaces, null removes, one that is left out"
                    + " stays. What was not delivered yet is sent as is wanted now.")
    @APIResponse(
            responseCode = "200",
            description = "The webhook.",
            content = @Content(schema = @Schema(implementation = WebhookView.class)))
    public Response patch(
            @Parameter(description = "The webhook's id.") @RestPath UUID id,
            @RequestBody(required = true, content = @Content(schema = @Schema(implementation = WebhookForm.class)))
                    @Nullable
                    String form,
            @Context HttpServerRequest request) {
        ObjectNode sent = WebhookForm.object(form);
        int version = version(request);
        Actor actor = current.get();
        return writes.write(request, actor.subject(), sent, telling -> desk.patch(id, version, sent, actor));
    }

    private static int version(HttpServerRequest request) {
        return IfMatch.version(request.getHeader("If-Match"));
    }

    @DELETE
    @Path("{id}")
    @Needs(Scope.WEBHOOKS_MANAGE)
    @Operation(
            operationId = "deleteWebhook",
            summary = "Delete a webhook",
            description = "Nothing more is sent, and its log of attempts is gone.")
    @APIResponse(responseCode = "204", description = "The webhook is deleted.")
    public Response delete(
            @Parameter(description = "The webhook's id.") @RestPath UUID id, @Context HttpServerRequest request) {
        int version = version(request);
        Actor actor = current.get();
        return writes.write(request, actor.subject(), null, telling -> desk.delete(id, version, actor));
    }

    @POST
    @Path("{id}/rotate-secret")
    @Needs(Scope.WEBHOOKS_MANAGE)
    @Operation(
            operationId = "rotateWebhookSecret",
            summary = "A new secret",
            description = "For a day, deliveries have two signatures, with the new secret and the one before, so that"
                    + " the endpoint can change over. To end a secret that has leaked at once, rotate twice. The answer"
                    + " is the only one that shows the new secret.")
    @APIResponse(
            responseCode = "200",
            description = "The webhook, with its new secret.",
            content = @Content(schema = @Schema(implementation = WebhookView.class)))
    public Response rotate(
            @Parameter(description = "The webhook's id.") @RestPath UUID id, @Context HttpServerRequest request) {
        int version = version(request);
        Actor actor = current.get();
        Secret secret = Secret.draw();
        return shownOnce(
                writes.make(request, actor.subject(), null, telling -> desk.rotate(id, version, secret, actor)),
                secret);
    }

    @POST
    @Path("{id}/resume")
    @Needs(Scope.WEBHOOKS_MANAGE)
    @Operation(
            operationId = "resumeWebhook",
            summary = "Go on with one that is paused",
            description = "It goes on with the change at which it stopped, at once. One that is failing is tried at"
                    + " once, too, and its three days begin anew.")
    @APIResponse(
            responseCode = "200",
            description = "The webhook.",
            content = @Content(schema = @Schema(implementation = WebhookView.class)))
    public Response resume(
            @Parameter(description = "The webhook's id.") @RestPath UUID id, @Context HttpServerRequest request) {
        int version = version(request);
        Actor actor = current.get();
        return writes.write(request, actor.subject(), null, telling -> desk.resume(id, version, actor));
    }

    @POST
    @Path("{id}/replay")
    @Needs(Scope.WEBHOOKS_MANAGE)
    @Consumes("application/json")
    @Operation(
            operationId = "replayWebhook",
            summary = "Tell again what changed since",
            description = "What the webhook wants of the log after `since` is sent, in order, and then what comes. What"
                    + " was sent before has the same `webhook-id` again. A number beyond where it is skips what is"
                    + " between.")
    @APIResponse(
            responseCode = "200",
            description = "The webhook.",
            content = @Content(schema = @Schema(implementation = WebhookView.class)))
    public Response replay(
            @Parameter(description = "The webhook's id.") @RestPath UUID id,
            @RequestBody(required = true, content = @Content(schema = @Schema(implementation = Replay.class))) @Nullable
                    String order,
            @Context HttpServerRequest request) {
        ObjectNode sent = WebhookForm.object(order);
        int version = version(request);
        Actor actor = current.get();
        return writes.write(request, actor.subject(), sent, telling -> desk.replay(id, version, sent, actor));
    }

    @POST
    @Path("{id}/test")
    @Needs(Scope.WEBHOOKS_MANAGE)
    @Operation(
            operationId = "testWebhook",
            summary = "Try the endpoint",
            description = "Sends a message of the type `webhook.test`, signed as all are, and answers with what came of"
                    + " it. Works while the webhook is paused, too, and changes nothing but its log of attempts.")
    @APIResponse(
            responseCode = "200",
            description = "What came of it.",
            content = @Content(schema = @Schema(implementation = WebhookAttempt.class)))
    public WebhookAttempt test(@Parameter(description = "The webhook's id.") @RestPath UUID id)
            throws InterruptedException {
        Actor actor = current.get();
        return deliverer.test(QuarkusTransaction.requiringNew().call(() -> webhooks.get(id, actor)));
    }

    @GET
    @Path("{id}/attempts")
    @Needs(Scope.WEBHOOKS_MANAGE)
    @Transactional
    @Operation(
            operationId = "listWebhookAttempts",
            summary = "What was sent, and what came of it",
            description = "Each request to the endpoint, with the status of the answer and how long it took, the newest"
                    + " first: of the last 30 days, and the last 10,000 at most, unless the operator keeps others.")
    @APIResponse(
            responseCode = "200",
            description = "A page of attempts.",
            content = @Content(schema = @Schema(implementation = WebhookAttempt.Attempts.class)))
    public Response attempts(
            @Parameter(description = "The webhook's id.") @RestPath UUID id,
            @Valid @BeanParam PageParams params,
            @Context UriInfo uri) {
        Listing.Request<WebhookAttempt> asked =
                listing.request("attempts of " + id, params.limit(), params.cursor(), uri);
        Webhook webhook = webhooks.get(id, current.get());
        Page.Window<WebhookAttempt> window = webhooks.attempts(webhook.id(), asked.cursor(), asked.limit());
        Page page = asked.page(window, attempt -> List.of(attempt.id()));
        return asked.link(
                page,
                Response.ok(new WebhookAttempt.Attempts(window.items(), page)).build());
    }
}
