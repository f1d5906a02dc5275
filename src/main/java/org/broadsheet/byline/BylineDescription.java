package org.broadsheet.byline;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the newsroom says about a byline; {@code slug} tells which. */
public record BylineDescription(
        String slug,
        String name,
        @Nullable String role,
        @Nullable String bio,
        @Nullable Portrait image,
        @Nullable List<BylineLink> links) {}
