package org.broadsheet.access;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.validation.Valid;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import org.broadsheet.query.Listing;
import org.broadsheet.query.Page;
import org.broadsheet.query.PageParams;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Who did what. */
@Path("/v1/editorial/audit")
@Produces("application/json")
@RunOnVirtualThread
@Tag(name = "Access")
public class AuditResource {

    private final AuditEntries entries;
    private final Listing listing;

    AuditResource(AuditEntries entries, Listing listing) {
        this.entries = entries;
        this.listing = listing;
    }

    @GET
    @Needs(Scope.AUDIT_READ)
    @Operation(
            operationId = "listAuditEntries",
            summary = "Who did what, the newest first",
            description =
                    "The audit trail: each change that was made through the editorial API, with who made it, when,"
                            + " and from which revision and state to which. Filters that are given together all have to match.")
    @APIResponse(
            responseCode = "200",
            description = "A page of the audit trail.",
            content = @Content(schema = @Schema(implementation = AuditEntry.Entries.class)))
    public Response list(@BeanParam AuditParams filters, @Valid @BeanParam PageParams params, @Context UriInfo uri) {
        filters.checkAction();
        Listing.Request<AuditEntry> asked = listing.request("audit", params.limit(), params.cursor(), uri);
        Page.Window<AuditEntry> window = entries.window(filters, asked.cursor(), asked.limit());
        Page page = asked.page(window, entry -> List.of(entry.at().toString(), entry.id()));
        return asked.link(
                page, Response.ok(new AuditEntry.Entries(window.items(), page)).build());
    }
}
