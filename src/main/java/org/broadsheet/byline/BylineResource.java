package org.broadsheet.byline;

import io.smallrye.common.annotation.RunOnVirtualThread;
import io.vertx.core.http.HttpServerRequest;
import jakarta.validation.Valid;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import org.broadsheet.access.Access;
import org.broadsheet.access.Carried;
import org.broadsheet.access.CurrentAccess;
import org.broadsheet.query.FeedLinks;
import org.broadsheet.query.Listing;
import org.broadsheet.query.NamePrefix;
import org.broadsheet.query.Page;
import org.broadsheet.query.PageParams;
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

/** The people and desks that articles are credited to. */
@Path("/v1/bylines")
@Produces("application/json")
@RunOnVirtualThread
@Tag(name = "Bylines")
public class BylineResource {

    private final Bylines bylines;
    private final Representations representations;
    private final Listing listing;
    private final CurrentAccess readers;

    BylineResource(Bylines bylines, Representations representations, Listing listing, CurrentAccess readers) {
        this.bylines = bylines;
        this.representations = representations;
        this.listing = listing;
        this.readers = readers;
    }

    @GET
    @Operation(
            operationId = "listBylines",
            summary = "Bylines, by name",
            description =
                    "The people and desks that articles are credited to, ordered by name; with `prefix`, those whose"
                            + " name begins so. Their articles are `GET /v1/articles?byline=`.")
    @APIResponse(
            responseCode = "200",
            description = "A page of bylines.",
            content = @Content(schema = @Schema(implementation = BylineView.Bylines.class)))
    public Response list(
            @BeanParam NamePrefix prefix,
            @Valid @BeanParam PageParams params,
            @Context UriInfo uri,
            @Context HttpServerRequest request) {
        Listing.Request<Byline> asked = listing.request("bylines", params.limit(), params.cursor(), uri);
        Access access = readers.get();
        Page.Window<Byline> window = bylines.window(prefix.folded(), asked.cursor(), asked.limit(), access);
        Page page = asked.page(window, byline -> List.of(byline.foldedName(), byline.slug()));
        SurrogateKeys keys = Carried.keys(access).add("bylines");
        window.items().forEach(byline -> keys.add("byline", byline.id()));
        return asked.link(
                page,
                representations.of(
                        new BylineView.Bylines(
                                window.items().stream().map(BylineView::of).toList(), page),
                        new Freshness(keys, null, null),
                        request));
    }

    @GET
    @Path("{slug}")
    @Operation(
            operationId = "getByline",
            summary = "One byline",
            description = "A person or desk by slug. Their articles are `GET /v1/articles?byline=`.")
    @APIResponse(
            responseCode = "200",
            description = "The byline.",
            content = @Content(schema = @Schema(implementation = BylineView.class)))
    public Response get(
            @Parameter(description = "The byline's slug.", example = "ada-lindqvist") @RestPath String slug,
            @Context HttpServerRequest request) {
        Access access = readers.get();
        Byline byline = bylines.get(slug, access);
        Freshness freshness = new Freshness(Carried.keys(access).add("byline", byline.id()), byline.modifiedAt(), null);
        return FeedLinks.link("byline", byline.slug(), representations.of(BylineView.of(byline), freshness, request));
    }
}
