package org.broadsheet.syndication;

import io.smallrye.common.annotation.RunOnVirtualThread;
import io.vertx.core.http.HttpServerRequest;
import jakarta.validation.Valid;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import org.broadsheet.delivery.ArticleFilterParams;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Feeds: of everything, or of what filters and words let through. Whatever a reader of feeds says it accepts. */
@Path("/v1/feeds")
@Produces(MediaType.WILDCARD)
@RunOnVirtualThread
@Tag(name = "Syndication")
public class FeedResource {

    private static final String OF_WHAT =
            " With the filters of `GET /v1/articles`: of a section, a byline, a tag, a search. The newest first; older"
                    + " ones are where the link `next` leads (RFC 5005). An item keeps its identifier for good, whatever"
                    + " becomes of its headline and its address; corrections stand at the end of the text. What is taken"
                    + " down is not there any more; what was killed in the last 30 days is named on the first page"
                    + " (`at:deleted-entry` as in RFC 6721, in JSON `_broadsheet.deleted`): delete every copy. All"
                    + " forms have the same items.";

    private final Feeds feeds;

    FeedResource(Feeds feeds) {
        this.feeds = feeds;
    }

    @GET
    @Path("rss")
    @Operation(operationId = "getRssFeed", summary = "A feed in RSS 2.0", description = "RSS 2.0." + OF_WHAT)
    @APIResponse(
            responseCode = "200",
            description = "A page of the feed.",
            content = @Content(mediaType = "application/rss+xml", schema = @Schema(implementation = String.class)))
    public Response rss(
            @Valid @BeanParam ArticleFilterParams filter,
            @Valid @BeanParam FeedParams params,
            @Context UriInfo uri,
            @Context HttpServerRequest request) {
        return feeds.answer(FeedForm.RSS, filter, params, uri, request);
    }

    @GET
    @Path("atom")
    @Operation(operationId = "getAtomFeed", summary = "A feed in Atom 1.0", description = "Atom (RFC 4287)." + OF_WHAT)
    @APIResponse(
            responseCode = "200",
            description = "A page of the feed.",
            content = @Content(mediaType = "application/atom+xml", schema = @Schema(implementation = String.class)))
    public Response atom(
            @Valid @BeanParam ArticleFilterParams filter,
            @Valid @BeanParam FeedParams params,
            @Context UriInfo uri,
            @Context HttpServerRequest request) {
        return feeds.answer(FeedForm.ATOM, filter, params, uri, request);
    }

    @GET
    @Path("json")
    @Operation(operationId = "getJsonFeed", summary = "A feed in JSON", description = "JSON Feed 1.1." + OF_WHAT)
    @APIResponse(
            responseCode = "200",
            description = "A page of the feed.",
            content = @Content(mediaType = "application/feed+json", schema = @Schema(implementation = JsonFeed.class)))
    public Response json(
            @Valid @BeanParam ArticleFilterParams filter,
            @Valid @BeanParam FeedParams params,
            @Context UriInfo uri,
            @Context HttpServerRequest request) {
        return feeds.answer(FeedForm.JSON, filter, params, uri, request);
    }
}
