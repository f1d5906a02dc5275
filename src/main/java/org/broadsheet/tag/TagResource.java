package org.broadsheet.tag;

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
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** What articles are about. */
@Path("/v1/tags")
@Produces("application/json")
@RunOnVirtualThread
@org.eclipse.microprofile.openapi.annotations.tags.Tag(name = "Tags")
public class TagResource {

    private final Tags tags;
    private final Representations representations;
    private final Listing listing;
    private final CurrentAccess readers;

    TagResource(Tags tags, Representations representations, Listing listing, CurrentAccess readers) {
        this.tags = tags;
        this.representations = representations;
        this.listing = listing;
        this.readers = readers;
    }

    @GET
    @Operation(
            operationId = "listTags",
            summary = "Tags, by name",
            description =
                    "Tags ordered by name; with `prefix`, those whose name begins so, for completing what a person"
                            + " types. A tag's articles are `GET /v1/articles?tag=`.")
    @APIResponse(
            responseCode = "200",
            description = "A page of tags.",
            content = @Content(schema = @Schema(implementation = TagView.Tags.class)))
    public Response list(
            @Parameter(description = "Only tags of this type.") @RestQuery @Nullable TagType type,
            @BeanParam NamePrefix prefix,
            @Valid @BeanParam PageParams params,
            @Context UriInfo uri,
            @Context HttpServerRequest request) {
        Listing.Request<Tag> asked = listing.request("tags", params.limit(), params.cursor(), uri);
        Access access = readers.get();
        Page.Window<Tag> window = tags.window(type, prefix.folded(), asked.cursor(), asked.limit(), access);
        Page page = asked.page(
                window,
                tag -> List.of(
                        tag.foldedName(), tag.key().type().wire(), tag.key().slug()));
        SurrogateKeys keys = Carried.keys(access).add("tags");
        window.items().forEach(tag -> keys.add("tag", tag.id()));
        return asked.link(
                page,
                representations.of(
                        new TagView.Tags(
                                window.items().stream().map(TagView::of).toList(), page),
                        new Freshness(keys, null, null),
                        request));
    }

    @GET
    @Path("{type}/{slug}")
    @Operation(
            operationId = "getTag",
            summary = "One tag",
            description = "A tag by type and slug. Its articles are `GET /v1/articles?tag={type}/{slug}`.")
    @APIResponse(
            responseCode = "200",
            description = "The tag.",
            content = @Content(schema = @Schema(implementation = TagView.class)))
    public Response get(
            @Parameter(description = "The tag's type.", example = "place") @RestPath TagType type,
            @Parameter(description = "The tag's slug.", example = "sandholm") @RestPath String slug,
            @Context HttpServerRequest request) {
        Access access = readers.get();
        Tag tag = tags.get(new TagKey(type, slug), access);
        Freshness freshness = new Freshness(Carried.keys(access).add("tag", tag.id()), tag.modifiedAt(), null);
        return FeedLinks.link(
                "tag", type.wire() + "/" + tag.key().slug(), representations.of(TagView.of(tag), freshness, request));
    }
}
