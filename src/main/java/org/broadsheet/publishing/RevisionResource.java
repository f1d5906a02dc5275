package org.broadsheet.publishing;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.transaction.Transactional;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.broadsheet.access.Needs;
import org.broadsheet.access.Scope;
import org.broadsheet.article.Article;
import org.broadsheet.article.Articles;
import org.broadsheet.article.Revisions;
import org.broadsheet.manuscript.RevisionDiff;
import org.broadsheet.query.Listing;
import org.broadsheet.query.Page;
import org.broadsheet.query.PageParams;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** The revisions of an article, which are never changed. */
@Path("/v1/editorial/articles/{id}/revisions")
@Produces("application/json")
@RunOnVirtualThread
@Tag(name = "Editorial articles")
public class RevisionResource {

    private final Articles articles;
    private final Revisions revisions;
    private final Drafts drafts;
    private final Listing listing;

    RevisionResource(Articles articles, Revisions revisions, Drafts drafts, Listing listing) {
        this.articles = articles;
        this.revisions = revisions;
        this.drafts = drafts;
        this.listing = listing;
    }

    /** A revision of an article. */
    @Schema(name = "Revision", description = "A revision of an article.")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record RevisionView(
            @Schema(examples = "3", required = true) int number,

            @Schema(required = true) Instant at,

            @Schema(description = "Who wrote it.") @Nullable String by,

            @Nullable String note,

            @Schema(
                    description = "What it says, in the form in which it is written. The list leaves it out.",
                    implementation = ArticleForm.class)
            @Nullable
            ObjectNode article) {

        static RevisionView of(Revisions.Revision revision, @Nullable ObjectNode article) {
            return new RevisionView(revision.number(), revision.at(), revision.by(), revision.note(), article);
        }
    }

    /** A page of revisions. */
    @Schema(name = "Revisions", description = "A page of the revisions of an article, the newest first.")
    public record RevisionList(
            @Schema(required = true) List<RevisionView> items,

            @Schema(required = true) Page page) {}

    @GET
    @Needs(Scope.EDITORIAL_READ)
    @Operation(
            operationId = "listRevisions",
            summary = "The revisions of an article, the newest first",
            description = "Who wrote which, and when.")
    @APIResponse(
            responseCode = "200",
            description = "A page of revisions.",
            content = @Content(schema = @Schema(implementation = RevisionList.class)))
    public Response list(
            @Parameter(description = "The article's id.") @RestPath UUID id,
            @Valid @BeanParam PageParams params,
            @Context UriInfo uri) {
        Listing.Request<RevisionView> asked =
                listing.request("revisions of " + id, params.limit(), params.cursor(), uri);
        articles.get(id);
        boolean back = asked.cursor() != null && asked.cursor().back();
        int edge = asked.cursor() == null
                ? Integer.MAX_VALUE
                : Integer.parseInt(asked.cursor().keys().getFirst());
        List<RevisionView> rows = revisions.window(id, edge, back, asked.limit()).stream()
                .map(revision -> RevisionView.of(revision, null))
                .toList();
        Page.Window<RevisionView> window = Page.Window.of(rows, asked.limit(), back);
        Page page = asked.page(window, revision -> List.of(Integer.toString(revision.number())));
        return asked.link(page, private_(new RevisionList(window.items(), page)));
    }

    @GET
    @Path("{number}")
    @Needs(Scope.EDITORIAL_READ)
    @Transactional
    @Operation(operationId = "getRevision", summary = "One revision", description = "What a revision says.")
    @APIResponse(
            responseCode = "200",
            description = "The revision.",
            content = @Content(schema = @Schema(implementation = RevisionView.class)))
    public Response get(
            @Parameter(description = "The article's id.") @RestPath UUID id,
            @Parameter(description = "The revision's number.") @RestPath int number) {
        return private_(RevisionView.of(
                revisions.get(id, number), drafts.form(articles.get(id), revisions.content(id, number))));
    }

    @GET
    @Path("diff")
    @Needs(Scope.EDITORIAL_READ)
    @Transactional
    @Operation(
            operationId = "diffRevisions",
            summary = "What changed between two revisions",
            description =
                    "The fields that differ, and, in the body, the blocks that were put in, taken out or rewritten.")
    @APIResponse(
            responseCode = "200",
            description = "The differences.",
            content = @Content(schema = @Schema(implementation = RevisionDiff.class)))
    public Response diff(
            @Parameter(description = "The article's id.") @RestPath UUID id,
            @Parameter(description = "The number of the revision to begin with.", required = true)
                    @RestQuery
                    @NotNull(message = "has to be given: the number of a revision")
                    @Nullable
                    Integer from,
            @Parameter(description = "The number of the revision to compare it with.", required = true)
                    @RestQuery
                    @NotNull(message = "has to be given: the number of a revision")
                    @Nullable
                    Integer to) {
        Article article = articles.get(id);
        ObjectNode before = drafts.form(article, revisions.content(id, Objects.requireNonNull(from)));
        ObjectNode after = drafts.form(article, revisions.content(id, Objects.requireNonNull(to)));
        return private_(RevisionDiff.of(before, after));
    }

    private static Response private_(Object body) {
        return Response.ok(body).header("Cache-Control", "no-store").build();
    }
}
