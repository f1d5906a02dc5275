package org.broadsheet.query;

import org.broadsheet.naming.Slugs;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** How lists of named things are narrowed down. */
public record NamePrefix(
        @Parameter(description = "Only those whose name begins so; case and accents do not matter.")
        @RestQuery
        @Nullable
        String prefix) {

    /** The prefix as names are compared, with what SQL's {@code like} would read as a pattern taken literally. */
    public String folded() {
        return prefix == null ? "" : Slugs.fold(prefix).replaceAll("([%_\\\\])", "\\\\$1");
    }
}
