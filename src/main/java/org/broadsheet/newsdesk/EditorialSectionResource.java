package org.broadsheet.newsdesk;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.vertx.core.http.HttpServerRequest;
import jakarta.transaction.Transactional;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import java.util.UUID;
import org.broadsheet.access.Needs;
import org.broadsheet.access.Scope;
import org.broadsheet.manuscript.Sent;
import org.broadsheet.section.Section;
import org.broadsheet.section.Sections;
import org.broadsheet.writing.Orders;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;
import org.jspecify.annotations.Nullable;

/** The sections, for those who keep them. */
@Path("/v1/editorial/sections")
@Produces("application/json")
@RunOnVirtualThread
@Tag(name = "Editorial sections")
public class EditorialSectionResource {

    private final Sections sections;
    private final SectionDesk desk;
    private final Orders orders;

    EditorialSectionResource(Sections sections, SectionDesk desk, Orders orders) {
        this.sections = sections;
        this.desk = desk;
        this.orders = orders;
    }

    @GET
    @Needs(Scope.EDITORIAL_READ)
    @Transactional
    @Operation(
            operationId = "listEditorialSections",
            summary = "All sections as the newsroom sees them",
            description =
                    "Each with its version, which a change has to name in `If-Match`. The list comes whole: there are"
                            + " at most 2,000.")
    @APIResponse(
            responseCode = "200",
            description = "The sections.",
            content = @Content(schema = @Schema(implementation = EditorialSection.All.class)))
    public Response list() {
        return Orders.shown(EditorialSection.All.of(sections.tree()), null);
    }

    @POST
    @Needs(Scope.SECTIONS_WRITE)
    @Consumes("application/json")
    @Operation(
            operationId = "createSection",
            summary = "A new section",
            description =
                    "At the top, or under the section that `parent` names. Its slug and its parent make its path, which"
                            + " stays as it is; a path that is taken is a 409.")
    @APIResponse(
            responseCode = "201",
            description = "The section, at `Location`.",
            content = @Content(schema = @Schema(implementation = EditorialSection.class)))
    public Response create(
            @RequestBody(required = true, content = @Content(schema = @Schema(implementation = SectionForm.class)))
                    @Nullable
                    String form,
            @Context HttpServerRequest request) {
        ObjectNode sent = Sent.object(form);
        return orders.create(request, sent, (actor, telling) -> desk.create(sent, actor, telling));
    }

    @GET
    @Path("{id}")
    @Needs(Scope.EDITORIAL_READ)
    @Transactional
    @Operation(
            operationId = "getEditorialSection",
            summary = "One section as the newsroom sees it",
            description = "With its `ETag`, which a change has to name in `If-Match`.")
    @APIResponse(
            responseCode = "200",
            description = "The section.",
            content = @Content(schema = @Schema(implementation = EditorialSection.class)))
    public Response get(@Parameter(description = "The section's id.") @RestPath UUID id) {
        Section section = sections.get(id);
        return Orders.shown(EditorialSection.of(section), section.version());
    }

    @PUT
    @Path("{id}")
    @Needs(Scope.SECTIONS_WRITE)
    @Consumes("application/json")
    @Operation(
            operationId = "replaceSection",
            summary = "Write all that is said of a section anew",
            description =
                    "What is left out is removed, but for slug and parent, which stay. Every article that shows the"
                            + " section is told to have changed.")
    @APIResponse(
            responseCode = "200",
            description = "The section.",
            content = @Content(schema = @Schema(implementation = EditorialSection.class)))
    public Response replace(
            @Parameter(description = "The section's id.") @RestPath UUID id,
            @RequestBody(required = true, content = @Content(schema = @Schema(implementation = SectionForm.class)))
                    @Nullable
                    String form,
            @Context HttpServerRequest request) {
        ObjectNode sent = Sent.object(form);
        return orders.change(
                request, sent, (version, actor, telling) -> desk.replace(id, version, sent, actor, telling));
    }

    @PATCH
    @Path("{id}")
    @Needs(Scope.SECTIONS_WRITE)
    @Consumes({"application/merge-patch+json", "application/json"})
    @Operation(
            operationId = "patchSection",
            summary = "Write some of what is said of a section anew",
            description = "A merge patch (RFC 7396): a key that is given replaces, null removes, one that is left out"
                    + " stays.")
    @APIResponse(
            responseCode = "200",
            description = "The section.",
            content = @Content(schema = @Schema(implementation = EditorialSection.class)))
    public Response patch(
            @Parameter(description = "The section's id.") @RestPath UUID id,
            @RequestBody(required = true, content = @Content(schema = @Schema(implementation = SectionForm.class)))
                    @Nullable
                    String form,
            @Context HttpServerRequest request) {
        ObjectNode sent = Sent.object(form);
        return orders.change(request, sent, (version, actor, telling) -> desk.patch(id, version, sent, actor, telling));
    }

    @DELETE
    @Path("{id}")
    @Needs(Scope.SECTIONS_WRITE)
    @Operation(
            operationId = "deleteSection",
            summary = "Delete a section",
            description =
                    "Only when no article stands in it, be it a draft, and no section is under it; otherwise a 409"
                            + " lists the first of them.")
    @APIResponse(responseCode = "204", description = "The section is deleted.")
    public Response delete(
            @Parameter(description = "The section's id.") @RestPath UUID id, @Context HttpServerRequest request) {
        return orders.change(request, null, (version, actor, telling) -> desk.delete(id, version, actor, telling));
    }
}
