package org.broadsheet.webhook;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import org.broadsheet.query.Page;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** One request to an endpoint, and what came of it. */
@Schema(name = "WebhookAttempt", description = "One request to the endpoint, and what came of it.")
@JsonInclude(JsonInclude.Include.NON_NULL)
public record WebhookAttempt(
        @Schema(examples = "4711", required = true) String id,

        @Schema(
                description = "What was sent as `webhook-id`: the same each time that the same change is sent.",
                examples = "msg_01a15f7c3f7e7d10b0c62f1c8f3a9d10_4711",
                required = true)
        String messageId,

        @Schema(examples = "article.updated", required = true)
        String type,

        @Schema(description = "The number of the change; a test has none.", examples = "4711") @Nullable
        Long seq,

        @Schema(required = true) Instant at,

        @Schema(description = "Milliseconds until it was known what came of it.", examples = "84", required = true)
        int durationMs,

        @Schema(description = "Whether the endpoint took it.", required = true)
        boolean delivered,

        @Schema(description = "The status of the answer, if there was one.", examples = "204") @Nullable
        Integer status,

        @Schema(description = "Why it was not delivered.", examples = "answered 500") @Nullable
        String error) {

    static WebhookAttempt of(Object[] row) {
        return new WebhookAttempt(
                row[0].toString(),
                (String) row[1],
                (String) row[2],
                row[3] == null ? null : ((Number) row[3]).longValue(),
                (Instant) row[4],
                (Integer) row[5],
                row[7] == null,
                (Integer) row[6],
                (String) row[7]);
    }

    /** A page of attempts. */
    @Schema(name = "WebhookAttemptList", description = "A page of attempts, the newest first.")
    public record Attempts(
            @Schema(required = true) List<WebhookAttempt> items,

            @Schema(required = true) Page page) {}
}
