package org.broadsheet.receipt;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.transaction.Transactional;
import jakarta.validation.Valid;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.time.Clock;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import org.broadsheet.access.Needs;
import org.broadsheet.access.Scope;
import org.broadsheet.naming.Ids;
import org.broadsheet.query.Listing;
import org.broadsheet.query.Page;
import org.broadsheet.query.PageParams;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.headers.Header;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;

/** What became of kills: who fetched, who was told, who acknowledged, who is overdue. */
@Path("/v1/editorial/kills")
@Produces("application/json")
@RunOnVirtualThread
@Tag(name = "Kills")
public class EditorialKillResource {

    private static final String ID = "The notice's id.";

    private final Kills kills;
    private final KillExport export;
    private final Listing listing;
    private final Clock clock;

    EditorialKillResource(Kills kills, KillExport export, Listing listing, Clock clock) {
        this.kills = kills;
        this.export = export;
        this.listing = listing;
        this.clock = clock;
    }

    @GET
    @Needs(Scope.ARTICLES_KILL)
    @Transactional
    @Operation(
            operationId = "listEditorialKills",
            summary = "Kills and mandatory corrections, the newest first",
            description =
                    "With each, how many partners fetched the article, were told, have acknowledged, are overdue.")
    @APIResponse(
            responseCode = "200",
            description = "A page of them.",
            content = @Content(schema = @Schema(implementation = EditorialKill.Kills.class)))
    public Response list(@Valid @BeanParam PageParams params, @Context UriInfo uri) {
        Listing.Request<EditorialKill> asked = listing.request("notices", params.limit(), params.cursor(), uri);
        Page.Window<EditorialKill> window = kills.window(asked.cursor(), asked.limit(), clock.instant());
        Page page = asked.page(
                window, kill -> List.of(kill.at().toString(), kill.id().toString()));
        return asked.link(
                page, Response.ok(new EditorialKill.Kills(window.items(), page)).build());
    }

    @GET
    @Path("{id}")
    @Needs(Scope.ARTICLES_KILL)
    @Transactional
    @Operation(
            operationId = "getEditorialKill",
            summary = "What became of one, partner by partner",
            description =
                    "A page of the partners who fetched the article: when and how each fetched it, when and how it"
                            + " was told, when and with which key it acknowledged, since when it is overdue. A notice is there a"
                            + " moment after the kill; partners are added as long as servers write down what was fetched before it.")
    @APIResponse(
            responseCode = "200",
            description = "The notice, and a page of its partners.",
            content = @Content(schema = @Schema(implementation = EditorialKill.WithReceipts.class)))
    public Response get(
            @Parameter(description = ID) @RestPath UUID id, @Valid @BeanParam PageParams params, @Context UriInfo uri) {
        Instant now = clock.instant();
        EditorialKill kill = kills.get(id, now);
        Listing.Request<EditorialKill.Receipt> asked =
                listing.request("receipts of " + id, params.limit(), params.cursor(), uri);
        Page.Window<EditorialKill.Receipt> window = kills.receipts(kill, asked.cursor(), asked.limit(), now);
        Page page = asked.page(window, receipt -> List.of(receipt.partner().toString()));
        return asked.link(
                page,
                Response.ok(new EditorialKill.WithReceipts(kill, window.items(), page))
                        .build());
    }

    @GET
    @Path("{id}/export")
    @Produces(KillExport.CSV)
    @Needs(Scope.ARTICLES_KILL)
    @Transactional
    @Operation(
            operationId = "exportEditorialKill",
            summary = "All of one as a table, for the lawyer",
            description = """
                    CSV (RFC 4180) in UTF-8 with a header: a row for each partner who fetched the article, with its contacts, and all moments in UTC; the columns of the notice are the same in every row. When nobody fetched it there is one row. What begins as a formula would has an apostrophe before it, so that no spreadsheet computes it. `Repr-Digest` is the SHA-256 of the file, so that a copy can be held against it.""")
    @APIResponse(
            responseCode = "200",
            description = "The table.",
            headers = {
                @Header(
                        name = "Repr-Digest",
                        description = "RFC 9530: `sha-256` of the file.",
                        schema = @Schema(type = SchemaType.STRING)),
                @Header(name = "Content-Disposition", schema = @Schema(type = SchemaType.STRING))
            },
            content = @Content(mediaType = KillExport.CSV, schema = @Schema(type = SchemaType.STRING)))
    public Response export(@Parameter(description = ID) @RestPath UUID id) {
        Instant now = clock.instant();
        EditorialKill kill = kills.get(id, now);
        byte[] table = export.of(kill, now);
        return Response.ok(table, KillExport.CSV + ";charset=UTF-8;header=present")
                .header("Content-Disposition", "attachment; filename=\"" + kill.kind() + "-" + kill.id() + ".csv\"")
                .header("Repr-Digest", "sha-256=:" + Base64.getEncoder().encodeToString(Ids.sha256(table)) + ":")
                .build();
    }
}
