package org.broadsheet.publishing;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.broadsheet.access.CurrentActor;
import org.broadsheet.access.Needs;
import org.broadsheet.access.Scope;
import org.broadsheet.article.Paths;
import org.broadsheet.changes.Replicas;
import org.broadsheet.web.Problem;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Many orders in one call. */
@Path("/v1/editorial/bulk")
@Produces("application/json")
@RunOnVirtualThread
@Tag(name = "Editorial workflow")
public class BulkResource {

    private final Bulk bulk;
    private final CurrentActor actor;

    BulkResource(Bulk bulk, CurrentActor actor) {
        this.bulk = bulk;
        this.actor = actor;
    }

    /** One operation, for the API document: the keys of all {@link Order}s. {@link Bulk} reads it. */
    @Schema(
            name = "BulkOperation",
            description = "`op` says what is done; the other keys are those of that operation's own call. `id` and"
                    + " `version` name the article and its version, but with `create`; `create`, `replace` and `patch` have"
                    + " the content under `article`.")
    public record BulkOperation(
            @Schema(
                    enumeration = {
                        "create",
                        "replace",
                        "patch",
                        "revert",
                        "discard",
                        "submit",
                        "reject",
                        "assign",
                        "publish",
                        "unschedule",
                        "correct",
                        "move",
                        "unpublish",
                        "kill"
                    },
                    required = true)
            String op,

            @Nullable UUID id,

            @Schema(description = "The version that the change is meant for, as `If-Match` elsewhere.", examples = "3")
            @Nullable
            Integer version,

            @Schema(description = "With `create`, `replace` and `patch`.", implementation = ArticleForm.class) @Nullable
            ArticleForm article,

            @Schema(description = "With `publish` and `revert`.") @Nullable
            Integer revision,

            @Schema(description = "With `publish`.") @Nullable
            Instant at,

            @Schema(description = "With `publish`.") @Nullable
            Instant embargoUntil,

            @Schema(description = "With `assign`.", maxLength = Texts.LONGEST) @Nullable
            String owner,

            @Schema(description = "With `correct`.", maxLength = Texts.LONGEST) @Nullable
            String text,

            @Schema(description = "With `correct`.") @Nullable
            Boolean mandatory,

            @Schema(description = "With `move`.", maxLength = Paths.LONGEST) @Nullable
            String path,

            @Schema(description = "With `unpublish`: `gone`, `withdrawn` or `redirect`.") @Nullable
            String type,

            @Schema(description = "With `unpublish`.", maxLength = Texts.LONGEST) @Nullable
            String to,

            @Schema(description = "With `unpublish`.", maxLength = Texts.LONGEST) @Nullable
            String explanation,

            @Schema(description = "With `kill`.", maxLength = Texts.LONGEST) @Nullable
            String reason,

            @Schema(description = Order.NOTE, maxLength = Texts.LONGEST) @Nullable
            String note) {}

    /** What is to be done. */
    @Schema(name = "BulkRequest", description = "Up to 1,000 operations, done in their order.")
    public record BulkRequest(
            @Schema(
                    description = "`true`: all of them or none, in one transaction. `false`: each for itself.",
                    defaultValue = "false")
            @Nullable
            Boolean atomic,

            @Schema(
                    description = "What is to be done, in this order.",
                    type = SchemaType.ARRAY,
                    implementation = BulkOperation.class,
                    minItems = 1,
                    maxItems = Bulk.MOST,
                    required = true,
                    examples =
                            "[{\"op\": \"publish\", \"id\": \"019a8149-5740-7ab2-8000-5c1be06d4f21\", \"version\": 3}]")
            @Nullable
            List<JsonNode> operations) {}

    /** What became of one operation. */
    @Schema(name = "BulkResult", description = "What became of one operation.")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Result(
            @Schema(
                    description = "The HTTP status that its own call would have had.",
                    examples = "200",
                    required = true)
            int status,

            @Nullable UUID id,

            @Schema(description = "The article's version now.") @Nullable
            Integer version,

            @Schema(description = "The article's state now.") @Nullable
            String state,

            @Schema(description = "Why it was not done.") @Nullable
            Problem problem) {}

    /** What became of all. */
    @Schema(name = "BulkAnswer", description = "What became of the operations, in their order.")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record BulkAnswer(
            @Schema(description = "How many were done.", required = true)
            int done,

            @Schema(description = "How many were not; with `atomic`, all or none.", required = true)
            int failed,

            @Schema(required = true) List<Result> results,

            @Schema(description = "When something was killed: how that has reached the servers.")
            Replicas.@Nullable Propagation propagation) {}

    @POST
    @Needs(Scope.ARTICLES_WRITE)
    @Consumes("application/json")
    @Operation(
            operationId = "bulk",
            summary = "Up to 1,000 operations in one call",
            description =
                    "Each operation has its own result, in order, and needs the scope that its own call needs. With"
                            + " `atomic`, one that can't be done undoes all. With an `Idempotency-Key`, a call that was cut"
                            + " off can be sent again: what was done is not done twice.")
    @APIResponse(
            responseCode = "200",
            description = "What became of each operation; some may have failed.",
            content = @Content(schema = @Schema(implementation = BulkAnswer.class)))
    public Response bulk(
            @RequestBody(required = true, content = @Content(schema = @Schema(implementation = BulkRequest.class)))
                    @Nullable
                    BulkRequest order,
            @Context HttpServerRequest request) {
        Bulk.Done done = bulk.carryOut(order, actor.get(), request);
        Response.ResponseBuilder answer = Response.ok(done.answer()).header("Cache-Control", "no-store");
        return done.seq() > 0 ? answer.header("Broadsheet-Seq", done.seq()).build() : answer.build();
    }
}
