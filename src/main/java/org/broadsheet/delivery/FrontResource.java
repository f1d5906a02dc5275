package org.broadsheet.delivery;

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
import org.broadsheet.access.CurrentAccess;
import org.broadsheet.body.BodyForm;
import org.broadsheet.published.ArticleView;
import org.broadsheet.published.PublishedArticle;
import org.broadsheet.query.Fields;
import org.broadsheet.query.Listing;
import org.broadsheet.query.Page;
import org.broadsheet.query.PageParams;
import org.broadsheet.section.Section;
import org.broadsheet.section.Sections;
import org.broadsheet.web.SurrogateKeys;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** The fronts of sections. */
@Path("/v1/sections/{path: .+}/front")
@Produces("application/json")
@RunOnVirtualThread
@Tag(name = "Sections")
public class FrontResource {

    private final Sections sections;
    private final SectionFronts fronts;
    private final ArticleAnswers answers;
    private final Listing listing;
    private final CurrentAccess readers;

    FrontResource(
            Sections sections, SectionFronts fronts, ArticleAnswers answers, Listing listing, CurrentAccess readers) {
        this.sections = sections;
        this.fronts = fronts;
        this.answers = answers;
        this.listing = listing;
        this.readers = readers;
    }

    @GET
    @Operation(
            operationId = "getSectionFront",
            summary = "The front of a section",
            description = "What editors put at the head of the section, in their order, then the newest articles of the"
                    + " section and those under it. No article comes twice.")
    @APIResponse(
            responseCode = "200",
            description = "A page of the front.",
            content = @Content(schema = @Schema(implementation = ArticleView.Articles.class)))
    public Response front(
            @Parameter(
                            description = "The section's path: slugs divided by slashes, which are not encoded.",
                            example = "world")
                    @RestPath
                    String path,
            @Valid @BeanParam PageParams params,
            @Parameter(description = ArticleListParams.FIELDS) @RestQuery @Nullable String fields,
            @Parameter(description = "Adds what a card leaves out: `body`.") @RestQuery @Nullable String include,
            @Parameter(description = ArticleListParams.BODY) @RestQuery @Nullable BodyForm body,
            @Context UriInfo uri,
            @Context HttpServerRequest request) {
        Fields wanted = Fields.select(ArticleView.SHAPE, ArticleView.BEYOND_CARD, fields, include);
        Listing.Request<PublishedArticle> asked =
                listing.request("front of " + path, params.limit(), params.cursor(), uri);
        Section section = sections.get(path);
        SectionFronts.Front front = fronts.of(section);
        Page.Window<PublishedArticle> window = front.window(asked.cursor(), asked.limit(), readers.get(), wanted);
        SurrogateKeys keys = new SurrogateKeys().add("front", section.id()).add("sections");
        if (!front.showsWholeHead(window)) {
            // what is not to be seen yet may come; its id is nobody's business till then
            keys.add("articles");
        }
        front.sections().forEach(id -> keys.add("in:section", id));
        return answers.list(window, asked.page(window, front::place), asked, wanted, body, keys, request);
    }
}
