package org.broadsheet.receipt;

import io.smallrye.common.annotation.RunOnVirtualThread;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import jakarta.transaction.Transactional;
import jakarta.validation.Valid;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.broadsheet.access.CurrentAccess;
import org.broadsheet.access.Reader;
import org.broadsheet.naming.Text;
import org.broadsheet.problem.Refusal;
import org.broadsheet.query.Listing;
import org.broadsheet.query.Page;
import org.broadsheet.query.PageParams;
import org.broadsheet.web.Representations;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** The notices that a partner has to acknowledge. */
@Path("/v1/kills")
@Produces("application/json")
@RunOnVirtualThread
@Tag(name = "Kills")
public class KillResource {

    private static final int LONGEST = 2000;

    private final Receipts receipts;
    private final Recorder recorder;
    private final CurrentAccess readers;
    private final Listing listing;
    private final Representations representations;
    private final Clock clock;

    KillResource(
            Receipts receipts,
            Recorder recorder,
            CurrentAccess readers,
            Listing listing,
            Representations representations,
            Clock clock) {
        this.receipts = receipts;
        this.recorder = recorder;
        this.readers = readers;
        this.listing = listing;
        this.representations = representations;
        this.clock = clock;
    }

    /** What is said with an acknowledgement. */
    @Schema(name = "KillAcknowledgement", description = "What is said with an acknowledgement.")
    public record Acknowledgement(
            @Schema(
                    description = "For the newsroom, as plain text.",
                    examples = "Deleted from site, app and archive.",
                    maxLength = LONGEST)
            @Nullable
            String note) {}

    @GET
    @Transactional
    @Operation(operationId = "listKills", summary = "The notices that you have to acknowledge", description = """
                    For a partner's key: articles that you fetched with one of your keys and that were killed, or that have a correction which you have to make, too; the newest first. Do what the notice asks, then acknowledge it. Reading a notice here counts as having been told of it.""")
    @APIResponse(
            responseCode = "200",
            description = "A page of notices.",
            content = @Content(schema = @Schema(implementation = KillView.Notices.class)))
    public Response list(
            @Parameter(description = "Only those that you have acknowledged, or only those that you have not.")
                    @RestQuery
                    @Nullable
                    Boolean acknowledged,
            @Valid @BeanParam PageParams params,
            @Context UriInfo uri,
            @Context HttpServerRequest request) {
        UUID partner = partner(readers.reader());
        Listing.Request<Receipts.Numbered> asked =
                listing.request("notices of " + partner, params.limit(), params.cursor(), uri);
        Page.Window<Receipts.Numbered> window =
                receipts.window(partner, acknowledged, asked.cursor(), asked.limit(), clock.instant());
        if (request.method() != HttpMethod.HEAD) {
            window.items().forEach(kill -> recorder.told(partner, kill.number(), Medium.KILLS));
        }
        Page page = asked.page(
                window,
                kill -> List.of(
                        kill.notice().at().toString(), kill.notice().id().toString()));
        return asked.link(
                page,
                representations
                        .ofTheMoment(
                                new KillView.Notices(
                                        window.items().stream()
                                                .map(Receipts.Numbered::notice)
                                                .toList(),
                                        page),
                                request)
                        .build());
    }

    @POST
    @Path("{id}/ack")
    @Consumes("application/json")
    @Transactional
    @Operation(operationId = "acknowledgeKill", summary = "Acknowledge a notice", description = """
                    Says that every copy of the article is deleted or, with a correction, corrected. The first acknowledgement counts: another one changes nothing, and is answered in the same way. A notice of another partner is a 404.""")
    @APIResponse(
            responseCode = "200",
            description = "The notice, acknowledged.",
            content = @Content(schema = @Schema(implementation = KillView.class)))
    public Response acknowledge(
            @Parameter(description = "The notice's id.") @RestPath UUID id,
            @RequestBody(content = @Content(schema = @Schema(implementation = Acknowledgement.class))) @Nullable
                    Acknowledgement said,
            @Context HttpServerRequest request) {
        Reader reader = readers.reader();
        UUID partner = partner(reader);
        String note = said == null ? null : checked(said.note());
        UUID key = Objects.requireNonNull(reader.token());
        return representations
                .ofTheMoment(receipts.acknowledge(id, partner, key, note, clock.instant()), request)
                .build();
    }

    private static UUID partner(Reader reader) {
        if (reader.token() == null) {
            throw new Refusal.Unauthorized("Notices are for partners: present your key.");
        }
        if (reader.partner() == null) {
            throw new Refusal.Forbidden(
                    "Notices are for partners, and this token belongs to none. The newsroom's side is GET"
                            + " /v1/editorial/kills.");
        }
        return reader.partner();
    }

    private static @Nullable String checked(@Nullable String note) {
        if (note != null && note.length() > LONGEST) {
            throw Refusal.Invalid.pointer("/note", "is longer than " + LONGEST + " characters.");
        }
        if (note != null && Text.isUnusable(note)) {
            throw Refusal.Invalid.pointer(
                    "/note", "has a control character in it, or what is no character, or half of one.");
        }
        return note == null || note.isBlank() ? null : note;
    }
}
