package org.broadsheet.publishing;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.vertx.core.http.HttpServerRequest;
import jakarta.transaction.Transactional;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.broadsheet.access.Actor;
import org.broadsheet.access.AuditTrail;
import org.broadsheet.access.CurrentActor;
import org.broadsheet.access.Needs;
import org.broadsheet.access.Scope;
import org.broadsheet.article.Articles;
import org.broadsheet.article.Revisions;
import org.broadsheet.problem.Refusal;
import org.broadsheet.writing.Answer;
import org.broadsheet.writing.Writes;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;
import org.jspecify.annotations.Nullable;

/** The links to previews of an article. */
@Path("/v1/editorial/articles/{id}/previews")
@Produces("application/json")
@RunOnVirtualThread
@Tag(name = "Previews")
public class PreviewLinkResource {

    private static final Duration USUAL = Duration.ofDays(1);
    private static final Duration LONGEST = Duration.ofDays(30);

    private final Articles articles;
    private final Revisions revisions;
    private final Previews previews;
    private final Writes writes;
    private final AuditTrail audit;
    private final CurrentActor actor;
    private final Clock clock;
    private final ObjectMapper json;

    PreviewLinkResource(
            Articles articles,
            Revisions revisions,
            Previews previews,
            Writes writes,
            AuditTrail audit,
            CurrentActor actor,
            Clock clock,
            ObjectMapper json) {
        this.articles = articles;
        this.revisions = revisions;
        this.previews = previews;
        this.writes = writes;
        this.audit = audit;
        this.actor = actor;
        this.clock = clock;
        this.json = json;
    }

    /** What is to be shown. */
    @Schema(name = "PreviewOrder", description = "What is to be shown, and for how long.")
    public record PreviewOrder(
            @Schema(description = "Which revision; left out: the newest, whichever that is.", examples = "4") @Nullable
            Integer revision,

            @Schema(description = "For how long (ISO 8601), at most 30 days.", defaultValue = "P1D", examples = "PT8H")
            @Nullable
            String expiresIn) {}

    /** A link to a preview. */
    @Schema(name = "PreviewLink", description = "A link under which a revision is shown as readers would see it.")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record LinkView(
            @Schema(required = true) UUID id,

            @Schema(
                    description = "The address, on this API. Whoever has it can read the article until it runs out.",
                    examples = "/v1/previews/AZqBSVdAerKAAFwb4G1PIXxqk3cH0gD7b2Yv1m9s8QE",
                    required = true)
            String url,

            @Schema(description = "Absent: the newest, whichever that is.") @Nullable
            Integer revision,

            @Schema(required = true) String createdBy,

            @Schema(required = true) Instant createdAt,

            @Schema(required = true) Instant expiresAt) {}

    /** The links that still hold. */
    @Schema(name = "PreviewLinks", description = "The links that still hold, the newest first; at most 200.")
    public record Links(@Schema(required = true) List<LinkView> items) {}

    @POST
    @Needs(Scope.ARTICLES_WRITE)
    @Consumes("application/json")
    @Operation(
            operationId = "createPreview",
            summary = "A link to a preview",
            description = "Made of an id and a signature; it runs out, and can be revoked.")
    @APIResponse(
            responseCode = "201",
            description = "The link.",
            content = @Content(schema = @Schema(implementation = LinkView.class)))
    public Response create(
            @Parameter(description = "The article's id.") @RestPath UUID id,
            @Nullable PreviewOrder order,
            @Context HttpServerRequest request) {
        Actor who = actor.get();
        PreviewOrder asked = order == null ? new PreviewOrder(null, null) : order;
        Duration lasts = duration(asked.expiresIn());
        return writes.write(request, who.subject(), json.valueToTree(asked), telling -> {
            articles.get(id);
            if (asked.revision() != null) {
                revisions.get(id, asked.revision());
            }
            Instant now = clock.instant();
            PreviewLink link = new PreviewLink(id, asked.revision(), who.name(), now, now.plus(lasts));
            previews.persist(link);
            audit.record(who, "article.preview", "article", id, null, asked.revision(), null, null, null);
            LinkView view = view(link);
            return new Answer(201, view, null, view.url());
        });
    }

    private static Duration duration(@Nullable String text) {
        if (text == null) {
            return USUAL;
        }
        try {
            Duration duration = Duration.parse(text);
            if (duration.isPositive() && duration.compareTo(LONGEST) <= 0) {
                return duration;
            }
        } catch (DateTimeException e) {
            // said below
        }
        throw Refusal.Invalid.pointer(
                "/expiresIn", "has to be a duration (ISO 8601) such as PT8H or P2D, of at most 30 days.");
    }

    @GET
    @Needs(Scope.EDITORIAL_READ)
    @Transactional
    @Operation(operationId = "listPreviews", summary = "The links that still hold", description = "The newest first.")
    @APIResponse(
            responseCode = "200",
            description = "The links.",
            content = @Content(schema = @Schema(implementation = Links.class)))
    public Response list(@Parameter(description = "The article's id.") @RestPath UUID id) {
        articles.get(id);
        return Response.ok(new Links(previews.of(id).stream().map(this::view).toList()))
                .header("Cache-Control", "no-store")
                .build();
    }

    @DELETE
    @Path("{preview}")
    @Needs(Scope.ARTICLES_WRITE)
    @Operation(operationId = "revokePreview", summary = "Revoke a link", description = "From then on it shows nothing.")
    @APIResponse(responseCode = "204", description = "It is revoked.")
    public Response revoke(
            @Parameter(description = "The article's id.") @RestPath UUID id,
            @Parameter(description = "The link's id.") @RestPath UUID preview,
            @Context HttpServerRequest request) {
        Actor who = actor.get();
        return writes.write(request, who.subject(), null, telling -> {
            PreviewLink link = previews.findByIdOptional(preview)
                    .filter(found -> found.articleId().equals(id))
                    .orElseThrow(() -> new Refusal.NotFound("There is no link " + preview + "."));
            link.revoke(clock.instant());
            audit.record(who, "article.preview.revoke", "article", id, null, null, null, null, null);
            return Answer.nothing();
        });
    }

    private LinkView view(PreviewLink link) {
        return new LinkView(
                link.id(),
                "/v1/previews/" + previews.token(link),
                link.revision(),
                link.createdBy(),
                link.createdAt(),
                link.expiresAt());
    }
}
