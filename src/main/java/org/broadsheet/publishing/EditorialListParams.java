package org.broadsheet.publishing;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** What the newsroom's list of articles is asked with. */
public record EditorialListParams(
        @Parameter(
                description = "Only articles in this state: `draft`, `review`, `scheduled`, `published`, `gone`,"
                        + " `redirected`, `withdrawn`, `killed` or `discarded`. `a,b`: in any of them. Left out: all but"
                        + " those given up.")
        @RestQuery
        @Nullable
        String state,

        @Parameter(description = "Only articles whose newest revision is in this section (path) or one under it.")
        @RestQuery
        @Nullable
        String section,

        @Parameter(description = "Only articles of this owner.") @RestQuery @Nullable
        String owner,

        @Parameter(description = "Only articles whose newest headline has these words in it, in whichever case.")
        @RestQuery
        @Nullable
        String headline,

        @Parameter(description = "Only articles scheduled at this moment (RFC 3339) or after.") @RestQuery @Nullable
        Instant scheduledAfter,

        @Parameter(description = "Only articles scheduled before this moment (RFC 3339).") @RestQuery @Nullable
        Instant scheduledBefore,

        @Parameter(description = "How many items a page may hold.")
        @RestQuery
        @Min(value = 1, message = "has to be from 1 to 200")
        @Max(value = 200, message = "has to be from 1 to 200")
        @Nullable
        Integer limit,

        @Parameter(description = "Where the page begins: `page.next` or `page.previous` of an answer to the same call.")
        @RestQuery
        @Nullable
        String cursor) {}
