package org.broadsheet.webhook;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.broadsheet.query.Page;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A webhook, as its owner sees it. */
@Schema(name = "Webhook", description = "Who is told what, and how far that has come.")
@JsonInclude(JsonInclude.Include.NON_NULL)
public record WebhookView(
        @Schema(required = true) UUID id,

        @Schema(examples = "Partner's archive", required = true)
        String name,

        @Schema(examples = "https://hooks.partner.example/broadsheet", required = true)
        String url,

        @Schema(required = true) Payload payload,

        @Schema(description = "Types of change; empty: all. `killed` is always told.", required = true)
        List<String> events,

        @Schema(description = "Kinds of thing.", examples = "[\"article\"]", required = true)
        List<String> kinds,

        @Nullable WebhookFilters filters,

        @Schema(
                description = "`failing`: the last attempt failed, and there will be another. `paused`: nothing is sent"
                        + " until it is resumed; what there is to tell is kept.",
                enumeration = {"active", "failing", "paused"},
                required = true)
        String state,

        @Schema(
                description = "Why it is paused. `failing`: it failed for too long. `gone`: the endpoint answered 410."
                        + " `filter`: a filter names what there is no longer.",
                enumeration = {"failing", "gone", "filter"})
        @Nullable
        String pausedBecause,

        @Nullable Instant pausedAt,

        @Schema(
                description = "The change up to which everything was delivered, or was not wanted.",
                examples = "4711",
                required = true)
        long seq,

        @Schema(description = "How many changes the log has after that.", examples = "0", required = true)
        long behind,

        @Schema(description = "Since when every attempt has failed.") @Nullable
        Instant failingSince,

        @Schema(description = "How many have.", examples = "3") @Nullable
        Integer failures,

        @Schema(description = "When the next will be.") @Nullable
        Instant nextAttemptAt,

        @Schema(description = "Until when the secret before signs, too.") @Nullable
        Instant previousSecretUntil,

        @Schema(description = "By whom.", examples = "Partner's archive", required = true)
        String createdBy,

        @Schema(description = "Whose it is: it tells what this partner may see. Absent: the newsroom's.") @Nullable
        UUID partner,

        @Schema(required = true) Instant createdAt,

        @Schema(required = true) Instant modifiedAt,

        @Schema(description = "What `If-Match` is held against.", examples = "3", required = true)
        int version,

        @Schema(
                description = "What deliveries are signed with: only in the answer that makes it, and not when that is"
                        + " replayed.",
                examples = "whsec_C2FVsBQIhrscChlQIMV+b5sSYspob7oD...")
        @Nullable
        String secret) {

    static WebhookView of(Webhook webhook) {
        return of(webhook, null);
    }

    static WebhookView of(Webhook webhook, @Nullable String secret) {
        Wish wish = webhook.wish();
        boolean failing = !webhook.paused() && webhook.failures() > 0;
        return new WebhookView(
                webhook.id(),
                wish.name(),
                wish.url(),
                wish.payload(),
                wish.events(),
                wish.kinds(),
                wish.filters().isNone() ? null : wish.filters(),
                webhook.paused() ? "paused" : failing ? "failing" : "active",
                webhook.pausedBecause(),
                webhook.pausedAt(),
                webhook.seq(),
                webhook.behind(),
                webhook.failingSince(),
                webhook.failures() > 0 ? webhook.failures() : null,
                failing ? webhook.nextAttemptAt() : null,
                webhook.previousUntil(),
                webhook.createdBy(),
                webhook.partner(),
                webhook.createdAt(),
                webhook.modifiedAt(),
                webhook.version(),
                secret);
    }

    /** A page of webhooks. */
    @Schema(name = "WebhookList", description = "A page of webhooks, the newest first.")
    public record Hooks(
            @Schema(required = true) List<WebhookView> items,

            @Schema(required = true) Page page) {}
}
