package org.broadsheet.partner;

import java.time.LocalDate;
import java.util.List;
import org.broadsheet.query.Page;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** How often a partner has made a call on a day. */
@Schema(name = "PartnerUsage", description = "How often a partner has made a call on a day.")
record UsageView(
        @Schema(description = "In UTC.", examples = "2026-11-24", required = true)
        LocalDate day,

        @Schema(
                description = "The `operationId` of the call in this document; `none` when it was none of these.",
                examples = "listArticles",
                required = true)
        String operation,

        @Schema(
                description = "Those that were let in; what a quota refused is not among them.",
                examples = "1204",
                required = true)
        long requests) {

    static UsageView of(Object[] row) {
        return new UsageView((LocalDate) row[0], (String) row[1], ((Number) row[2]).longValue());
    }

    List<String> place() {
        return List.of(day.toString(), operation);
    }

    /** A page of them. */
    @Schema(name = "PartnerUsageList", description = "A page of what a partner has asked, the newest day first.")
    record Days(
            @Schema(required = true) List<UsageView> items,

            @Schema(required = true) Page page) {}
}
