package org.broadsheet.byline;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** The picture of a byline. */
@Schema(description = "The picture of a byline.")
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Portrait(
        @Schema(examples = "https://images.ledger.example/staff/ledger.jpg", required = true)
        String url,

        @Schema(description = "In pixels.") @Nullable Integer width,

        @Schema(description = "In pixels.") @Nullable Integer height,

        @Schema(description = "What the picture shows, for those who can't see it.") @Nullable
        String alt,

        @Schema(description = "Whose picture it is.") @Nullable
        String credit) {}
