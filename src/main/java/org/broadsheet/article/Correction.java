package org.broadsheet.article;

import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What was wrong in a piece and was put right. */
@Schema(description = "What was wrong and was put right.")
public record Correction(
        Instant at,

        @Schema(description = "As plain text, for readers.", examples = "An earlier version gave the wrong year.")
        String text) {}
