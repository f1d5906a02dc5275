package org.broadsheet.section;

import io.smallrye.common.annotation.RunOnVirtualThread;
import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import java.util.List;
import org.broadsheet.query.FeedLinks;
import org.broadsheet.web.Freshness;
import org.broadsheet.web.Representations;
import org.broadsheet.web.SurrogateKeys;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;

/** The tree of sections. Fronts are in {@code delivery}, as they show articles. */
@Path("/v1/sections")
@Produces("application/json")
@RunOnVirtualThread
@Tag(name = "Sections")
public class SectionResource {

    private final Sections sections;
    private final Representations representations;

    SectionResource(Sections sections, Representations representations) {
        this.sections = sections;
        this.representations = representations;
    }

    @GET
    @Operation(
            operationId = "listSections",
            summary = "All sections, as a tree",
            description =
                    "The sections that the publication is divided into, siblings in the newsroom's order. The list"
                            + " comes whole: there are at most 2,000 sections.")
    @APIResponse(
            responseCode = "200",
            description = "The tree.",
            content = @Content(schema = @Schema(implementation = SectionView.Tree.class)))
    public Response list(@Context HttpServerRequest request) {
        return representations.of(SectionView.Tree.of(sections.tree()), freshness(), request);
    }

    @GET
    @Path("{path: .+}")
    @Operation(
            operationId = "getSection",
            summary = "One section, with those under it",
            description =
                    "The section at a path such as `world/europe`, and the sections under it as a tree. Its articles"
                            + " are `GET /v1/articles?section=`, its front is `GET /v1/sections/{path}/front`.")
    @APIResponse(
            responseCode = "200",
            description = "The section.",
            content = @Content(schema = @Schema(implementation = SectionView.class)))
    public Response get(
            @Parameter(
                            description = "The section's path: slugs divided by slashes, which are not encoded.",
                            example = "world")
                    @RestPath
                    String path,
            @Context HttpServerRequest request) {
        List<Section> tree = sections.tree();
        Section section =
                tree.stream().filter(one -> one.path().equals(path)).findFirst().orElseGet(() -> sections.get(path));
        return FeedLinks.link(
                "section", section.path(), representations.of(SectionView.of(section, tree), freshness(), request));
    }

    private static Freshness freshness() {
        return new Freshness(new SurrogateKeys().add("sections"), null, null);
    }
}
