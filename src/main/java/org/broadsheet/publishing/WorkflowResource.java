package org.broadsheet.publishing;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import java.util.UUID;
import org.broadsheet.access.Actor;
import org.broadsheet.access.CurrentActor;
import org.broadsheet.access.Needs;
import org.broadsheet.access.Scope;
import org.broadsheet.changes.Replicas;
import org.broadsheet.problem.Refusal;
import org.broadsheet.writing.IfMatch;
import org.broadsheet.writing.Writes;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;
import org.jspecify.annotations.Nullable;

/** What is done with an article: each call is one order, meant for the version that {@code If-Match} names. */
@Path("/v1/editorial/articles/{id}")
@Produces("application/json")
@Consumes("application/json")
@RunOnVirtualThread
@Tag(name = "Editorial workflow")
@APIResponse(
        responseCode = "200",
        description = "The article as it is now, with the transitions that are legal now.",
        content = @Content(schema = @Schema(implementation = EditorialArticle.class)))
public class WorkflowResource {

    private final ArticleDesk desk;
    private final Writes writes;
    private final Replicas replicas;
    private final CurrentActor actor;
    private final ObjectMapper json;

    WorkflowResource(ArticleDesk desk, Writes writes, Replicas replicas, CurrentActor actor, ObjectMapper json) {
        this.desk = desk;
        this.writes = writes;
        this.replicas = replicas;
        this.actor = actor;
        this.json = json;
    }

    @POST
    @Path("submit")
    @Needs(Scope.ARTICLES_WRITE)
    @Operation(
            operationId = "submitArticle",
            summary = "Hand a draft to the editors",
            description = "`draft` becomes `review`.")
    public Response submit(
            @Parameter(description = "The article's id.") @RestPath UUID id,
            Order.@Nullable Submit order,
            @Context HttpServerRequest request) {
        return carryOut(id, order == null ? new Order.Submit(null) : order, request)
                .response();
    }

    @POST
    @Path("reject")
    @Needs(Scope.ARTICLES_PUBLISH)
    @Operation(
            operationId = "rejectArticle",
            summary = "Hand a piece under review back",
            description = "`review` becomes `draft`.")
    public Response reject(
            @Parameter(description = "The article's id.") @RestPath UUID id,
            Order.@Nullable Reject order,
            @Context HttpServerRequest request) {
        return carryOut(id, order == null ? new Order.Reject(null) : order, request)
                .response();
    }

    @POST
    @Path("assign")
    @Needs(Scope.ARTICLES_WRITE)
    @Operation(
            operationId = "assignArticle",
            summary = "Hand an article to somebody else",
            description = "Changes the owner.")
    public Response assign(
            @Parameter(description = "The article's id.") @RestPath UUID id,
            Order.@Nullable Assign order,
            @Context HttpServerRequest request) {
        return carryOut(id, given(order), request).response();
    }

    @POST
    @Path("revert")
    @Needs(Scope.ARTICLES_WRITE)
    @Operation(
            operationId = "revertArticle",
            summary = "Go back to an earlier revision",
            description = "Makes a new revision that says what the earlier one said.")
    public Response revert(
            @Parameter(description = "The article's id.") @RestPath UUID id,
            Order.@Nullable Revert order,
            @Context HttpServerRequest request) {
        return carryOut(id, given(order), request).response();
    }

    @POST
    @Path("publish")
    @Needs(Scope.ARTICLES_PUBLISH)
    @Operation(
            operationId = "publishArticle",
            summary = "Publish a revision, now or at a moment",
            description =
                    "Publishes the revision that is named, else the newest of the version in `If-Match`: an edit that came"
                            + " in between is refused with 412, never published by accident. With `at` in the future it is"
                            + " scheduled: on time, once, on the database's clock, also after a restart. Readers see it"
                            + " once its embargo has lifted.")
    public Response publish(
            @Parameter(description = "The article's id.") @RestPath UUID id,
            Order.@Nullable Publish order,
            @Context HttpServerRequest request) {
        return carryOut(id, order == null ? new Order.Publish(null, null, null, null) : order, request)
                .response();
    }

    @POST
    @Path("unschedule")
    @Needs(Scope.ARTICLES_PUBLISH)
    @Operation(
            operationId = "unscheduleArticle",
            summary = "Take back a publication that is to come",
            description = "What readers see stays as it is.")
    public Response unschedule(
            @Parameter(description = "The article's id.") @RestPath UUID id,
            Order.@Nullable Unschedule order,
            @Context HttpServerRequest request) {
        return carryOut(id, order == null ? new Order.Unschedule(null) : order, request)
                .response();
    }

    @POST
    @Path("correct")
    @Needs(Scope.ARTICLES_PUBLISH)
    @Operation(
            operationId = "correctArticle",
            summary = "Publish with a correction that readers see",
            description =
                    "Publishes the newest revision together with the correction's text. Edit first, then correct. With"
                            + " `mandatory`, partners who fetched the article have to acknowledge it, as with a kill.")
    public Response correct(
            @Parameter(description = "The article's id.") @RestPath UUID id,
            Order.@Nullable Correct order,
            @Context HttpServerRequest request) {
        return carryOut(id, given(order), request).response();
    }

    @POST
    @Path("move")
    @Needs(Scope.ARTICLES_PUBLISH)
    @Operation(
            operationId = "moveArticle",
            summary = "Move an article to another path",
            description = "The former path leads to it with 308 for good. A path that belongs or belonged to another"
                    + " article can't be had (409). A later change of slug or section moves it again, by the template.")
    public Response move(
            @Parameter(description = "The article's id.") @RestPath UUID id,
            Order.@Nullable Move order,
            @Context HttpServerRequest request) {
        return carryOut(id, given(order), request).response();
    }

    @POST
    @Path("unpublish")
    @Needs(Scope.ARTICLES_PUBLISH)
    @Operation(
            operationId = "unpublishArticle",
            summary = "Take an article from readers",
            description = "Readers are told with 410 that it is gone or withdrawn, or are led to another article with"
                    + " 308. It can be published again.")
    public Response unpublish(
            @Parameter(description = "The article's id.") @RestPath UUID id,
            Order.@Nullable Unpublish order,
            @Context HttpServerRequest request) {
        return carryOut(id, given(order), request).response();
    }

    @POST
    @Path("kill")
    @Needs(Scope.ARTICLES_KILL)
    @Operation(
            operationId = "killArticle",
            summary = "Take an article from readers for good, everywhere",
            description = "Answers when no server of this API can give the article any more, and says how it knows"
                    + " (`propagation`): each server that runs has confirmed that it has applied the kill, or has"
                    + " not been heard of for longer than it trusts what it keeps. A killed article can't come back.")
    public Response kill(
            @Parameter(description = "The article's id.") @RestPath UUID id,
            Order.@Nullable Kill order,
            @Context HttpServerRequest request) {
        Writes.Made made = carryOut(id, given(order), request);
        return made.withBody(withPropagation(made.body(), replicas.await(made.seq())))
                .response();
    }

    private Writes.Made carryOut(UUID id, Order order, HttpServerRequest request) {
        int version = IfMatch.version(request.getHeader("If-Match"));
        Actor who = actor.get();
        return writes.make(
                request,
                who.subject(),
                json.valueToTree(order),
                telling -> desk.carryOut(id, version, order, who, telling));
    }

    private static <T> T given(@Nullable T order) {
        if (order == null) {
            throw Refusal.Invalid.pointer("", "has to be a JSON object.");
        }
        return order;
    }

    private String withPropagation(@Nullable String body, Replicas.Propagation propagation) {
        try {
            ObjectNode article = (ObjectNode) json.readTree(body == null ? "{}" : body);
            return json.writeValueAsString(article.set("propagation", json.valueToTree(propagation)));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("what was written is readable", e);
        }
    }
}
