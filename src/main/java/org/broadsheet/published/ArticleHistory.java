package org.broadsheet.published;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import org.broadsheet.query.Page;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** What readers may know of how an article came to be what it is. */
@Schema(description = "The public versions of an article, oldest first.")
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ArticleHistory(
        @Schema(required = true) List<Version> items,

        @Schema(
                description = "There, and true, when it is still under an embargo, which binds you too: for"
                        + " partners who see it ahead of time.")
        @Nullable
        Boolean embargoed,

        @Schema(required = true) Page page) {

    /** One version. */
    @Schema(name = "ArticleVersion", description = "A version of an article that readers have seen.")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Version(
            @Schema(description = "Counts from 1.", examples = "2", required = true)
            int version,

            @Schema(
                    enumeration = {"published", "updated", "corrected"},
                    examples = "corrected",
                    required = true)
            String kind,

            @Schema(required = true) Instant at,

            @Schema(description = "Of a correction: what was wrong and was put right, as plain text.") @Nullable
            String note) {

        static Version of(Object[] row) {
            return new Version((Integer) row[0], (String) row[1], (Instant) row[2], (String) row[3]);
        }
    }
}
