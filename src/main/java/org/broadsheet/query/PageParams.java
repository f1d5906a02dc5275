package org.broadsheet.query;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** What every list is asked with. */
public record PageParams(
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
