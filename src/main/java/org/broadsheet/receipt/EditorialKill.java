package org.broadsheet.receipt;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.broadsheet.query.Page;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A notice, as the newsroom sees it. */
@Schema(name = "EditorialKill", description = "A kill or a mandatory correction, and how many partners it concerns.")
@JsonInclude(JsonInclude.Include.NON_NULL)
record EditorialKill(
        @Schema(required = true) UUID id,

        @Schema(
                description =
                        "The number of the change. Not there with a correction of an article that readers did not"
                                + " see before it (under an embargo), or don't after it (expired), as the log does not tell it.",
                examples = "4711")
        @Nullable
        Long seq,

        @Schema(
                enumeration = {"kill", "correction"},
                examples = "kill",
                required = true)
        String kind,

        @Schema(description = "The article's id.", required = true)
        UUID article,

        @Schema(description = "Its headline then.", examples = "Ferries return to the strait") @Nullable
        String headline,

        @Schema(description = "Where it stood.", examples = "/world/2026/10/02/ferries-return") @Nullable
        String path,

        @Schema(description = "What readers are told.", examples = "The story was wrong.") @Nullable
        String reason,

        @Schema(description = "Who killed or corrected it.", examples = "Ines Marlow") @Nullable
        String issuedBy,

        @Schema(required = true) Instant at,

        @Schema(description = "Until when partners are to acknowledge it.", required = true)
        Instant dueAt,

        @Schema(description = "How many partners have fetched the article.", examples = "4", required = true)
        long fetchedBy,

        @Schema(description = "How many of them were told.", examples = "4", required = true)
        long told,

        @Schema(description = "How many of them have acknowledged it.", examples = "3", required = true)
        long acknowledged,

        @Schema(description = "How many of them should have.", examples = "1", required = true)
        long overdue) {

    /** A page of them. */
    @Schema(name = "EditorialKillList", description = "A page of kills and mandatory corrections, the newest first.")
    record Kills(
            @Schema(required = true) List<EditorialKill> items,

            @Schema(required = true) Page page) {}

    /** One partner's part in it. */
    @Schema(name = "EditorialKillPartner", description = "When a partner fetched, was told, acknowledged.")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Receipt(
            @Schema(description = "The partner's id.", required = true)
            UUID partner,

            @Schema(examples = "North Coast Radio", required = true)
            String name,

            @Schema(required = true) KillView.Fetched fetched,

            @Schema(description = "The first time for each way.", required = true)
            List<Told> told,

            @Nullable Instant acknowledgedAt,

            @Schema(description = "With which key.") @Nullable
            Key acknowledgedBy,

            @Schema(description = "What the partner said with it.", examples = "Deleted from site, app and archive.")
            @Nullable
            String note,

            @Schema(description = "Since when the acknowledgement is overdue.") @Nullable
            Instant overdueSince,

            @Schema(
                    description = "How many reminders there were. They go to the partner's webhooks; one that has none"
                            + " gets none.",
                    examples = "2",
                    required = true)
            int reminders,

            @Schema(description = "When one of the partner's endpoints took the last message, or reminder.") @Nullable
            Instant lastMessageAt,

            @Schema(description = "When the next reminder is due, if it is not acknowledged before.") @Nullable
            Instant nextReminderAt) {}

    /** A partner's key. */
    @Schema(name = "EditorialKillKey", description = "A partner's key.")
    record Key(
            @Schema(required = true) UUID id,

            @Schema(description = "What the newsroom calls it.", examples = "Nightly sync") @Nullable
            String name) {}

    /** A notice with its receipts. */
    @Schema(
            name = "EditorialKillReceipts",
            description = "A kill or a mandatory correction, and what became of it, partner by partner.")
    record WithReceipts(
            @Schema(required = true) EditorialKill kill,

            @Schema(description = "The partners that have fetched the article.", required = true)
            List<Receipt> items,

            @Schema(required = true) Page page) {}
}
