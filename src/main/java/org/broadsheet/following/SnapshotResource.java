package org.broadsheet.following;

import io.smallrye.common.annotation.RunOnVirtualThread;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import java.util.Arrays;
import java.util.Optional;
import java.util.UUID;
import org.broadsheet.access.CurrentAccess;
import org.broadsheet.problem.Refusal;
import org.broadsheet.receipt.Recorder;
import org.broadsheet.web.Representations;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.ParameterIn;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.headers.Header;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;

/** Snapshots: where whoever keeps a copy begins. */
@Path("/v1/snapshots")
@RunOnVirtualThread
@Tag(name = "Changes")
public class SnapshotResource {

    private static final String GZIP = "application/gzip";

    private final Snapshots snapshots;
    private final LatestSnapshot latest;
    private final Downloads downloads;
    private final Representations representations;
    private final CurrentAccess readers;
    private final Recorder recorder;

    SnapshotResource(
            Snapshots snapshots,
            LatestSnapshot latest,
            Downloads downloads,
            Representations representations,
            CurrentAccess readers,
            Recorder recorder) {
        this.snapshots = snapshots;
        this.latest = latest;
        this.downloads = downloads;
        this.representations = representations;
        this.readers = readers;
        this.recorder = recorder;
    }

    /** A snapshot has everything in it. */
    private void refuseThoseWhoMayNotSeeAll() {
        if (!readers.get().rights().whole()) {
            throw new Refusal.Forbidden(
                    "Withheld: a snapshot has all articles in it whole, and your rights give less. Page"
                            + " through GET /v1/articles?sort=oldest instead.");
        }
    }

    @GET
    @Produces("application/json")
    @Operation(
            operationId = "listSnapshots",
            summary = "The snapshots that can be had",
            description = "Snapshots are made when they are asked for (`GET /v1/snapshots/latest`), kept for a day, and"
                    + " taken back when an article in them is taken down.")
    @APIResponse(
            responseCode = "200",
            description = "The snapshots, the latest first.",
            content = @Content(schema = @Schema(implementation = SnapshotView.Snapshots.class)))
    public Response list(@Context HttpServerRequest request) {
        refuseThoseWhoMayNotSeeAll();
        return representations
                .ofTheMoment(
                        new SnapshotView.Snapshots(
                                snapshots.all().stream().map(SnapshotView::of).toList()),
                        request)
                .build();
    }

    @GET
    @Path("latest")
    @Operation(operationId = "getLatestSnapshot", summary = "The latest snapshot", description = """
                    Leads to the latest snapshot. When that is more than an hour old and something has changed since, or an article in it was taken down, another is made first, for which the answer waits up to 20 seconds; then it leads to the one before, or, when there is none, is 503.

                    To keep a copy of everything: get this (`curl -L -o all.ndjson.gz`; `-C -` goes on with a download that was cut), read the lines, then follow `GET /v1/changes?since=` from the `seq` in the first line.""")
    @APIResponse(
            responseCode = "307",
            description = "Where the latest snapshot is.",
            headers = @Header(name = "Location", schema = @Schema(type = SchemaType.STRING)))
    public Response latest() {
        refuseThoseWhoMayNotSeeAll();
        Snapshot snapshot = latest.get();
        return Response.status(Response.Status.TEMPORARY_REDIRECT)
                // root-relative, as nobody here knows how a proxy is addressed
                .header("Location", snapshot.url())
                .header("Cache-Control", "no-store")
                .header("Broadsheet-Seq", snapshot.seq())
                .build();
    }

    @GET
    @Path("{seq}")
    @Operation(operationId = "getSnapshot", summary = "A snapshot", description = """
                    All that readers could see as of the change `seq`: lines of JSON (NDJSON), compressed with gzip as a file is, not for the transfer: what is stored has to be decompressed (`zcat`). The first line is `{"kind":"snapshot","seq":...,"at":...}`. Then come the sections, bylines and tags, each as `{"kind":"section","section":{...}}` and so on, then the articles, oldest first, as `{"kind":"article","article":{...}}` with all their fields, and last `{"kind":"end","articles":...}`: without that line the file is not whole.

                    The bytes never change, so a download that was cut goes on with `Range` (one range) and `If-Range`. But a snapshot is taken back when an article in it is taken down: then this answers 410, and downloads that are under way are cut.""")
    @Parameter(
            name = "Range",
            in = ParameterIn.HEADER,
            description = "A part of the file.",
            example = "bytes=1048576-",
            schema = @Schema(type = SchemaType.STRING))
    @Parameter(
            name = "If-Range",
            in = ParameterIn.HEADER,
            description = "The `ETag` of the file that the part is to be of; all of it is sent when that is another.",
            schema = @Schema(type = SchemaType.STRING))
    @APIResponse(
            responseCode = "200",
            description = "The file.",
            content = @Content(mediaType = GZIP, schema = @Schema(type = SchemaType.STRING, format = "binary")))
    @APIResponse(
            responseCode = "206",
            description = "The part that was asked for.",
            headers = @Header(name = "Content-Range", schema = @Schema(type = SchemaType.STRING)),
            content = @Content(mediaType = GZIP, schema = @Schema(type = SchemaType.STRING, format = "binary")))
    public Response get(
            @Parameter(description = "The number of the last change that the snapshot has.") @RestPath long seq,
            @Context HttpServerRequest request) {
        refuseThoseWhoMayNotSeeAll();
        Snapshot snapshot = snapshots.get(seq);
        String known = request.getHeader("If-None-Match");
        if (known != null && matches(known, snapshot.etag())) {
            return describe(Response.notModified(), snapshot).build();
        }
        String condition = request.getHeader("If-Range");
        Optional<ByteRange> part = condition == null || condition.strip().equals(snapshot.etag())
                ? ByteRange.parse(request.getHeader("Range"), snapshot.bytes())
                : Optional.empty();
        ByteRange range = part.orElseGet(() -> new ByteRange(0, snapshot.bytes() - 1));
        Response.ResponseBuilder answer = describe(Response.status(part.isPresent() ? 206 : 200), snapshot)
                .type(GZIP)
                .header("Content-Length", range.length())
                .header("Content-Disposition", "attachment; filename=\"broadsheet-" + snapshot.seq() + ".ndjson.gz\"");
        part.ifPresent(asked -> answer.header("Content-Range", asked.of(snapshot.bytes())));
        if (!request.method().equals(HttpMethod.HEAD)) {
            downloads.checkRoom();
            UUID partner = readers.reader().partner();
            if (partner != null) {
                recorder.takes(partner, snapshot.seq());
            }
            answer.entity((StreamingOutput) out -> downloads.send(snapshot, range, out, request));
        }
        return answer.build();
    }

    /** Nobody but the reader may keep it, and only as long as it is served here: it may be taken back. */
    private static Response.ResponseBuilder describe(Response.ResponseBuilder answer, Snapshot snapshot) {
        return answer.header("ETag", snapshot.etag())
                .header("Accept-Ranges", "bytes")
                .header("Repr-Digest", "sha-256=:" + snapshot.digest() + ":")
                .header("Cache-Control", "private, no-cache")
                .header("Broadsheet-Seq", snapshot.seq());
    }

    private static boolean matches(String known, String etag) {
        return Arrays.stream(known.split(","))
                .map(String::strip)
                .anyMatch(tag -> tag.equals("*") || tag.replaceFirst("^W/", "").equals(etag));
    }
}
