package org.broadsheet.following;

import io.smallrye.common.annotation.RunOnVirtualThread;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import jakarta.validation.Valid;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.sse.Sse;
import jakarta.ws.rs.sse.SseEventSink;
import org.broadsheet.access.CurrentAccess;
import org.broadsheet.access.Reader;
import org.broadsheet.delivery.ArticleFilterParams;
import org.broadsheet.problem.Refusal;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.ParameterIn;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** The change log as it grows. */
@Path("/v1/changes/stream")
@RunOnVirtualThread
@Tag(name = "Changes")
public class ChangeStreamResource {

    private static final String LAST_EVENT_ID = "Last-Event-ID";

    private final Streams streams;
    private final CurrentAccess readers;

    ChangeStreamResource(Streams streams, CurrentAccess readers) {
        this.streams = streams;
        this.readers = readers;
    }

    @GET
    @Produces(MediaType.SERVER_SENT_EVENTS)
    @Operation(operationId = "streamChanges", summary = "What changes, as it happens", description = """
                    The change log as server-sent events, for `EventSource`. An event's `id` is the change's number, its name the change's type, its data the change as `GET /v1/changes` gives it; the filters are the same.

                    It begins with the change after `Last-Event-ID` or `since`, else with the next that comes. An `EventSource` that is cut comes back by itself and misses nothing. Events named `progress` say how far the log was looked through (at the beginning, and with filters from time to time), so that who resumes begins there. When nothing happens a comment shows that the stream is alive.

                    Readers who don't take what is sent for 10 seconds are cut, and can resume. A server keeps a limited number of streams open; when all are taken it answers 503.""")
    @Parameter(
            name = LAST_EVENT_ID,
            in = ParameterIn.HEADER,
            description = "The `id` of the last event that was received; goes before `since`. `EventSource` sends it.",
            example = "4711",
            schema = @Schema(type = SchemaType.STRING))
    @APIResponse(
            responseCode = "200",
            description = "The stream: each event's data is a change.",
            content =
                    @Content(
                            mediaType = MediaType.SERVER_SENT_EVENTS,
                            schema = @Schema(implementation = ChangeView.class)))
    public void stream(
            @Valid @BeanParam ChangeParams params,
            @Valid @BeanParam ArticleFilterParams articles,
            @Context HttpServerRequest request,
            @Context Sse sse,
            @Context SseEventSink sink) {
        Reader reader = readers.reader();
        Wanted wanted = Wanted.of(params, articles, reader.rights());
        Long since = resumed(request.getHeader(LAST_EVENT_ID), params.since());
        if (request.method().equals(HttpMethod.HEAD)) {
            sink.close();
            return;
        }
        streams.begin(wanted, since, reader, sse, sink, request);
    }

    private static @Nullable Long resumed(@Nullable String lastEventId, @Nullable Long since) {
        if (lastEventId == null || lastEventId.isBlank()) {
            return since;
        }
        if (!lastEventId.strip().matches("[0-9]{1,18}")) {
            throw Refusal.Invalid.parameter(LAST_EVENT_ID, "has to be the id of an event of this stream.");
        }
        return Long.valueOf(lastEventId.strip());
    }
}
