package org.broadsheet.receipt;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.broadsheet.query.Page;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A notice, as the partner who has to acknowledge it sees it. */
@Schema(
        name = "KillNotice",
        description = "An article that you fetched was killed, or has a correction that you have to make, too.")
@JsonInclude(JsonInclude.Include.NON_NULL)
record KillView(
        @Schema(required = true) UUID id,

        @Schema(
                description =
                        "The number of the change. Not there with a correction of an article that readers did not"
                                + " see before it (under an embargo), or don't after it (expired), as the log does not tell it.",
                examples = "4711")
        @Nullable
        Long seq,

        @Schema(
                description = "`kill`: delete every copy. `correction`: correct every copy.",
                enumeration = {"kill", "correction"},
                examples = "kill",
                required = true)
        String kind,

        @Schema(description = "The article's id.", required = true)
        UUID article,

        @Schema(description = "Where it stood.", examples = "/world/2026/10/02/ferries-return") @Nullable
        String path,

        @Schema(description = "What readers are told; not there while `embargoed`.", examples = "The story was wrong.")
        @Nullable
        String reason,

        @Schema(
                description =
                        "There, and true, while the article is held back, as by an embargo: what was corrected stands"
                                + " in the article itself, for those who see it ahead of time, and nobody else is to know of it.")
        @Nullable
        Boolean embargoed,

        @Schema(required = true) Instant at,

        @Schema(description = "Until when it is to be acknowledged.", required = true)
        Instant dueAt,

        @Schema(description = "When and how you fetched it.", required = true)
        Fetched fetched,

        @Schema(description = "Since when the acknowledgement is overdue.") @Nullable
        Instant overdueSince,

        @Nullable Instant acknowledgedAt,

        @Schema(description = "What was said with the acknowledgement.") @Nullable
        String note) {

    /** When and how an article was fetched. */
    @Schema(name = "KillFetched", description = "When and how an article was fetched.")
    record Fetched(
            @Schema(required = true) Instant first,

            @Schema(description = "Within five minutes.", required = true)
            Instant last,

            @Schema(
                    description = "`article`: by its id or path. `list`: in an answer with several. `feed`, `changes`,"
                            + " `stream`, `snapshot`, `webhook`: there.",
                    examples = "[\"article\", \"list\"]",
                    required = true)
            List<String> how) {}

    /** When one that is not acknowledged was due, if it was. */
    static @Nullable Instant overdue(Instant dueAt, @Nullable Instant acknowledgedAt, Instant now) {
        return acknowledgedAt == null && !dueAt.isAfter(now) ? dueAt : null;
    }

    /** A page of them. */
    @Schema(name = "KillNoticeList", description = "A page of notices, the newest first.")
    record Notices(
            @Schema(required = true) List<KillView> items,

            @Schema(required = true) Page page) {}
}
