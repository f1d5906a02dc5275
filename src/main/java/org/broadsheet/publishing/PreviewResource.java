package org.broadsheet.publishing;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Response;
import java.util.Objects;
import java.util.Set;
import org.broadsheet.body.BodyForm;
import org.broadsheet.published.ArticleView;
import org.broadsheet.published.ArticleViews;
import org.broadsheet.query.Fields;
import org.broadsheet.web.Representations;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** Previews, for whoever has the link. On a path of their own, so that no rule for caches of the public API fits them. */
@Path("/v1/previews/{token}")
@Produces("application/json")
@RunOnVirtualThread
@Tag(name = "Previews")
public class PreviewResource {

    private final Previews previews;
    private final ArticleViews views;
    private final Representations representations;

    PreviewResource(Previews previews, ArticleViews views, Representations representations) {
        this.previews = previews;
        this.views = views;
        this.representations = representations;
    }

    @GET
    @Operation(
            operationId = "getPreview",
            summary = "A revision as readers would see it",
            description =
                    "For whoever has the link, until it runs out or is revoked: exactly what `GET /v1/articles/{id}`"
                            + " would give if the revision were published now. Never cached, never indexed.")
    @APIResponse(
            responseCode = "200",
            description = "The article.",
            content = @Content(schema = @Schema(implementation = ArticleView.class)))
    public Response get(
            @Parameter(description = "What the link ends in.") @RestPath String token,
            @Parameter(description = "As in `GET /v1/articles/{id}`.") @RestQuery @Nullable String fields,
            @Parameter(description = "As in `GET /v1/articles/{id}`.") @RestQuery @Nullable BodyForm body) {
        Fields wanted = Fields.select(ArticleView.SHAPE, Set.of(), fields, null);
        ArticleView view = previews.show(
                previews.open(token),
                wanted,
                article -> views.of(article, wanted, Objects.requireNonNullElse(body, BodyForm.BLOCKS)));
        return Response.ok(representations.bytes(view, wanted.filter()), "application/json")
                .header("Cache-Control", "private, no-store")
                .header("X-Robots-Tag", "noindex")
                .build();
    }
}
