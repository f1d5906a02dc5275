package org.broadsheet.delivery;

import io.smallrye.common.annotation.RunOnVirtualThread;
import io.vertx.core.http.HttpServerRequest;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.broadsheet.access.Access;
import org.broadsheet.access.CurrentAccess;
import org.broadsheet.problem.Refusal;
import org.broadsheet.problem.Violation;
import org.broadsheet.published.PublishedPaths;
import org.broadsheet.published.Resolution;
import org.broadsheet.web.Freshness;
import org.broadsheet.web.Representations;
import org.broadsheet.web.SurrogateKeys;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** What addresses lead to. */
@Path("/v1/resolve")
@Produces("application/json")
@RunOnVirtualThread
@Tag(name = "Addresses")
public class ResolveResource {

    private static final int MOST = 200;
    private static final int LONGEST = 2000;

    private final PublishedPaths paths;
    private final Representations representations;
    private final CurrentAccess readers;

    ResolveResource(PublishedPaths paths, Representations representations, CurrentAccess readers) {
        this.paths = paths;
        this.representations = representations;
        this.readers = readers;
    }

    /** The addresses to be resolved. */
    @Schema(name = "ResolveRequest", description = "The addresses to be resolved.")
    public record Question(
            @Schema(
                    description = "Paths or whole addresses.",
                    minItems = 1,
                    maxItems = MOST,
                    required = true,
                    examples = "[\"/world/2026/10/02/ferries-return\"]")
            @Nullable
            List<@Nullable String> urls) {}

    @GET
    @Operation(
            operationId = "resolveUrl",
            summary = "What an address leads to",
            description =
                    "Any address that this publication ever used: the article that stands there, where it moved to,"
                            + " that it is gone (and why, as far as that may be public), or that nothing is known of it. An address"
                            + " elsewhere is found when it is the canonical one of an article.")
    @APIResponse(
            responseCode = "200",
            description = "What the address leads to.",
            content = @Content(schema = @Schema(implementation = Resolution.class)))
    public Response resolveOne(
            @Parameter(description = "A path or a whole address.", required = true)
                    @RestQuery
                    @NotNull(message = "has to be given: the address to resolve")
                    @Nullable
                    String url,
            @Context HttpServerRequest request) {
        Access access = readers.get();
        Resolution resolution =
                paths.resolve(List.of(Objects.requireNonNull(url)), access).getFirst();
        SurrogateKeys keys = new SurrogateKeys().add("paths");
        if (resolution.id() != null) {
            keys.add("article", resolution.id());
        }
        // to be asked for again each time: what it tells of may expire, or come out, at any moment
        return representations.of(resolution, new Freshness(keys, null, access.at()), request);
    }

    @POST
    @Consumes("application/json")
    @Operation(
            operationId = "resolveUrls",
            summary = "What up to 200 addresses lead to",
            description = "The same for many addresses at once, in the order asked. Nothing is changed by this call.")
    @APIResponse(
            responseCode = "200",
            description = "What the addresses lead to, in the order asked.",
            content = @Content(schema = @Schema(implementation = Resolution.Answers.class)))
    public Response resolveMany(
            @RequestBody(required = true, content = @Content(schema = @Schema(implementation = Question.class)))
                    @Nullable
                    Question question) {
        List<String> urls = check(question == null ? null : question.urls());
        return Response.ok(new Resolution.Answers(paths.resolve(urls, readers.get())))
                .header("Cache-Control", "no-store")
                .build();
    }

    private static List<String> check(@Nullable List<@Nullable String> urls) {
        if (urls == null || urls.isEmpty() || urls.size() > MOST) {
            throw Refusal.Invalid.pointer("/urls", "has to be a list of 1 to " + MOST + " addresses.");
        }
        List<Violation> violations = new ArrayList<>();
        List<String> checked = new ArrayList<>();
        for (String url : urls) {
            if (url == null || url.isBlank() || url.length() > LONGEST || url.indexOf('\0') >= 0) {
                violations.add(Violation.pointer(
                        "/urls/" + checked.size(), "has to be an address of 1 to " + LONGEST + " characters."));
            }
            checked.add(Objects.requireNonNullElse(url, ""));
        }
        if (!violations.isEmpty()) {
            throw new Refusal.Invalid(violations);
        }
        return checked;
    }
}
