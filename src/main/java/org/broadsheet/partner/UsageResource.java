package org.broadsheet.partner;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import jakarta.validation.Valid;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.broadsheet.access.Needs;
import org.broadsheet.access.Scope;
import org.broadsheet.query.Cursor;
import org.broadsheet.query.Listing;
import org.broadsheet.query.Page;
import org.broadsheet.query.PageParams;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.hibernate.query.NativeQuery;
import org.jboss.resteasy.reactive.RestPath;
import org.jspecify.annotations.Nullable;

/** What a partner has asked. */
@Path("/v1/partners/{id}/usage")
@Produces("application/json")
@RunOnVirtualThread
@Tag(name = "Partners")
public class UsageResource {

    private final Partners partners;
    private final EntityManager database;
    private final Listing listing;

    UsageResource(Partners partners, EntityManager database, Listing listing) {
        this.partners = partners;
        this.database = database;
        this.listing = listing;
    }

    @GET
    @Needs(Scope.PARTNERS_WRITE)
    @Transactional
    @Operation(
            operationId = "listPartnerUsage",
            summary = "What a partner has asked, by day and call",
            description = "The newest day first. Servers add up what they have counted every few seconds; a stream is"
                    + " counted when it begins.")
    @APIResponse(
            responseCode = "200",
            description = "A page of days and calls.",
            content = @Content(schema = @Schema(implementation = UsageView.Days.class)))
    public Response list(
            @Parameter(description = "The partner's id.") @RestPath UUID id,
            @Valid @BeanParam UsageParams days,
            @Valid @BeanParam PageParams params,
            @Context UriInfo uri) {
        LocalDate first = days.first();
        LocalDate last = days.last();
        Partner partner = partners.get(id);
        Listing.Request<UsageView> asked =
                listing.request("usage of partner " + id, params.limit(), params.cursor(), uri);
        Page.Window<UsageView> window = window(partner.id(), first, last, asked.cursor(), asked.limit());
        Page page = asked.page(window, UsageView::place);
        return asked.link(
                page, Response.ok(new UsageView.Days(window.items(), page)).build());
    }

    private Page.Window<UsageView> window(
            UUID partner, LocalDate first, LocalDate last, @Nullable Cursor cursor, int limit) {
        boolean back = cursor != null && cursor.back();
        // the newest day first, and within a day by name: so the days are turned around to be compared as one
        String edge = cursor == null
                ? ""
                : " and (date '9999-12-31' - u.day, u.operation) " + (back ? "<" : ">")
                        + " (date '9999-12-31' - cast(:day as date), :operation)";
        NativeQuery<Object[]> query = database.createNativeQuery(
                        "select u.day, u.operation, u.requests from partner_usage u where u.partner_id = :partner"
                                + " and u.day between :first and :last" + edge
                                + (back ? " order by u.day, u.operation desc" : " order by u.day desc, u.operation"),
                        Object[].class)
                .unwrap(NativeQuery.class);
        query.addScalar("day", LocalDate.class)
                .addScalar("operation", String.class)
                .addScalar("requests", Long.class)
                .setParameter("partner", partner)
                .setParameter("first", first)
                .setParameter("last", last);
        if (cursor != null) {
            query.setParameter("day", LocalDate.parse(cursor.keys().get(0)))
                    .setParameter("operation", cursor.keys().get(1));
        }
        List<UsageView> rows = query.setMaxResults(limit + 1).getResultList().stream()
                .map(UsageView::of)
                .toList();
        return Page.Window.of(rows, limit, back);
    }
}
