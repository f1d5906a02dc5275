package org.broadsheet.access;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.broadsheet.query.Page;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** One thing that somebody did. */
@Schema(name = "AuditEntry", description = "One thing that somebody did.")
@JsonInclude(JsonInclude.Include.NON_NULL)
public record AuditEntry(
        @Schema(examples = "4711", required = true) String id,

        @Schema(description = "When, by the database's clock.", required = true)
        Instant at,

        @Schema(required = true) Doer actor,

        @Schema(description = "What was done.", examples = "article.publish", required = true)
        String action,

        @Schema(description = "What it was done to.", examples = "article", required = true)
        String kind,

        @Schema(description = "The id of that.") @Nullable UUID thing,

        @Schema(description = "The revision before.", examples = "3") @Nullable
        Integer fromRevision,

        @Schema(description = "The revision after.", examples = "4") @Nullable
        Integer toRevision,

        @Schema(description = "The state before.", examples = "draft") @Nullable
        String fromState,

        @Schema(description = "The state after.", examples = "published") @Nullable
        String toState,

        @Schema(description = "What was said about it.") @Nullable
        String note,

        @Schema(description = "The trace id that came with the request, if one did.") @Nullable
        String traceId) {

    /** Who did it. */
    @Schema(name = "AuditActor", description = "Who did it.")
    public record Doer(
            @Schema(
                    enumeration = {"person", "token", "system"},
                    required = true)
            String kind,

            @Schema(description = "What stays the same of them: `sub` of a person, the id of a token.", required = true)
            String subject,

            @Schema(description = "As they were called then.", examples = "Ines Marlow", required = true)
            String name) {}

    static AuditEntry of(Object[] row) {
        return new AuditEntry(
                row[0].toString(),
                (Instant) row[1],
                new Doer((String) row[2], (String) row[3], (String) row[4]),
                (String) row[5],
                (String) row[6],
                (UUID) row[7],
                (Integer) row[8],
                (Integer) row[9],
                (String) row[10],
                (String) row[11],
                (String) row[12],
                (String) row[13]);
    }

    /** A page of the audit trail. */
    @Schema(name = "AuditEntryList", description = "A page of the audit trail, the newest first.")
    public record Entries(
            @Schema(required = true) List<AuditEntry> items,

            @Schema(required = true) Page page) {}
}
