package org.broadsheet.following;

import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.time.Duration;
import java.util.Objects;
import org.broadsheet.access.CurrentAccess;
import org.broadsheet.access.Reader;
import org.broadsheet.access.Readers;
import org.broadsheet.delivery.ArticleFilterParams;
import org.broadsheet.problem.Refusal;
import org.broadsheet.query.PageLinks;
import org.broadsheet.receipt.How;
import org.broadsheet.receipt.Medium;
import org.broadsheet.web.Representations;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** The change log, a stretch at a time. */
@Path("/v1/changes")
@Produces("application/json")
@RunOnVirtualThread
@Tag(name = "Changes")
public class ChangeResource {

    private static final int DEFAULT_LIMIT = 100;
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(60);

    private final Follower follower;
    private final Representations representations;
    private final CurrentAccess readers;
    private final Readers known;
    private final ToldChanges told;
    private final CurrentVertxRequest current;

    ChangeResource(
            Follower follower,
            Representations representations,
            CurrentAccess readers,
            Readers known,
            ToldChanges told,
            CurrentVertxRequest current) {
        this.follower = follower;
        this.representations = representations;
        this.readers = readers;
        this.known = known;
        this.told = told;
        this.current = current;
    }

    @GET
    @Operation(operationId = "listChanges", summary = "What has changed since", description = """
                    The change log after a number, oldest first: everything that readers can notice. Ask again with `next` as `since`; nothing is missed, and nothing comes twice. With `wait`, the answer is held back until there is something to tell.

                    The filters of `GET /v1/articles` confine it to articles that they let through, before or after the change. One that they no longer let through comes as `left`, or, when readers no longer see it at all, as what happened to it. That a piece is killed is also told to those whose filters it had left before. `next` moves on when nothing is found, too: an answer looks through 5,000 changes at most, so an empty one is not the end of the log while `next` is greater than `since`.

                    Whoever keeps a copy begins with a snapshot (`GET /v1/snapshots/latest`) and follows from its `seq`. An edge cache purges the `surrogateKeys` of each change.""")
    @APIResponse(
            responseCode = "200",
            description = "A stretch of the log; empty when there is nothing to tell.",
            content = @Content(schema = @Schema(implementation = ChangeView.Changes.class)))
    public Response list(
            @Valid @BeanParam ChangeParams params,
            @Parameter(description = "How many changes an answer may hold; 100 unless it is said.")
                    @RestQuery
                    @Min(value = 1, message = "has to be from 1 to 1000")
                    @Max(value = 1000, message = "has to be from 1 to 1000")
                    @Nullable
                    Integer limit,
            @Parameter(
                            description = "For how long to wait when there is nothing yet: an ISO 8601 duration, up to"
                                    + " a minute.",
                            example = "PT20S",
                            schema = @Schema(type = SchemaType.STRING, format = "duration"))
                    @RestQuery
                    @Nullable
                    Duration wait,
            @Valid @BeanParam ArticleFilterParams articles,
            @Context UriInfo uri,
            @Context HttpServerRequest request) {
        if (wait != null && wait.compareTo(LONGEST_WAIT) > 0) {
            throw Refusal.Invalid.parameter("wait", "has to be from PT0S to PT60S.");
        }
        Reader reader = readers.reader();
        Stretch found = follower.next(
                Wanted.of(params, articles, reader.rights()),
                Objects.requireNonNullElse(params.since(), 0L),
                Objects.requireNonNullElse(limit, DEFAULT_LIMIT),
                Objects.requireNonNullElse(wait, Duration.ZERO));
        if (wait != null && !known.stillIs(reader)) {
            throw new Refusal.Unauthorized("What your key opens was changed while you waited; ask again.");
        }
        note(reader, found);
        return representations
                .ofTheMoment(new ChangeView.Changes(found.items(), found.through()), request)
                .header("Broadsheet-Seq", found.through())
                .header("Link", PageLinks.next(uri, "since", Long.toString(found.through())))
                .build();
    }

    /** Once it is sent: who has broken off was told of nothing. */
    private void note(Reader reader, Stretch found) {
        RoutingContext context = current.getCurrent();
        if (reader.partner() != null && context.request().method() != HttpMethod.HEAD) {
            context.addEndHandler(sent -> {
                if (sent.succeeded()) {
                    told.told(reader.partner(), found.items(), How.CHANGES, Medium.CHANGES);
                }
            });
        }
    }
}
