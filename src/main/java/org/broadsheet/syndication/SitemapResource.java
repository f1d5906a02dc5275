package org.broadsheet.syndication;

import io.smallrye.common.annotation.RunOnVirtualThread;
import io.vertx.core.http.HttpServerRequest;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import java.time.DateTimeException;
import java.time.YearMonth;
import java.util.Objects;
import org.broadsheet.naming.Text;
import org.broadsheet.problem.Refusal;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** Sitemaps, for search engines. Whatever these say they accept. */
@Path("/v1/sitemaps")
@Produces(jakarta.ws.rs.core.MediaType.WILDCARD)
@RunOnVirtualThread
@Tag(name = "Syndication")
public class SitemapResource {

    static final String XML = "application/xml";

    private final Sitemaps sitemaps;

    SitemapResource(Sitemaps sitemaps) {
        this.sitemaps = sitemaps;
    }

    @GET
    @Operation(
            operationId = "getSitemapIndex",
            summary = "The index of the sitemaps",
            description =
                    "A sitemap for each month that has articles (UTC), the newest first, or several where there are"
                            + " more than 50,000, each with the date of its last change. So an old one stays as it is"
                            + " while others are being published. Its address goes into the front-end's robots.txt.")
    @APIResponse(
            responseCode = "200",
            description = "The index.",
            content = @Content(mediaType = XML, schema = @Schema(implementation = String.class)))
    public Response index(@Context HttpServerRequest request) {
        return sitemaps.index(request);
    }

    @GET
    @Path("{month}")
    @Operation(
            operationId = "getSitemap",
            summary = "The sitemap of a month",
            description = "The articles dated in a month, the oldest first, up to 50,000 of them.")
    @APIResponse(
            responseCode = "200",
            description = "The sitemap.",
            content = @Content(mediaType = XML, schema = @Schema(implementation = String.class)))
    public Response month(
            @Parameter(description = "The month: `yyyy-MM`.", example = "2026-10") @RestPath String month,
            @Parameter(description = "Where there are more than 50,000: which of them, from 1 on; 1 unless it is said.")
                    @RestQuery
                    @Min(value = 1, message = "has to be from 1 to 1000")
                    @Max(value = 1000, message = "has to be from 1 to 1000")
                    @Nullable
                    Integer part,
            @Context HttpServerRequest request) {
        return sitemaps.month(yearMonth(month), Objects.requireNonNullElse(part, 1), request);
    }

    private static YearMonth yearMonth(String month) {
        try {
            if (month.matches("[0-9]{4}-[0-9]{2}")) {
                return YearMonth.parse(month);
            }
        } catch (DateTimeException e) {
            // refused below
        }
        throw Refusal.Invalid.parameter(
                "month", "'" + Text.shorten(month) + "' is not a month such as 2026-10; the news are at 'news'.");
    }

    @GET
    @Path("news")
    @Operation(
            operationId = "getNewsSitemap",
            summary = "The news sitemap",
            description =
                    "The articles dated within the last two days, the newest first, up to 1,000 of them, with what"
                            + " Google News wants to know of each.")
    @APIResponse(
            responseCode = "200",
            description = "The sitemap.",
            content = @Content(mediaType = XML, schema = @Schema(implementation = String.class)))
    public Response news(@Context HttpServerRequest request) {
        return sitemaps.news(request);
    }
}
