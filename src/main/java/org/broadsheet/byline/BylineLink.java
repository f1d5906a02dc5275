package org.broadsheet.byline;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Where else a byline is found. */
@Schema(description = "Where else a byline is found.")
public record BylineLink(
        @Schema(description = "What kind of place.", examples = "website", required = true)
        String rel,

        @Schema(examples = "https://ledger.example/staff", required = true)
        String url) {}
