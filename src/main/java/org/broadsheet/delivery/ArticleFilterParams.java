package org.broadsheet.delivery;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.broadsheet.query.IdList;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** Which articles are asked for: the filters of a list of articles, and of whatever else tells of articles. */
public record ArticleFilterParams(
        @Parameter(
                description = "Only articles in this section or one under it. `a,b`: in any of them. `-a`: not in it.")
        @RestQuery
        @Nullable
        String section,

        @Parameter(
                description =
                        "Only articles credited to this byline (slug). `a,b`: to any of them; given twice: to both;"
                                + " `-a`: not to it.")
        @RestQuery
        List<String> byline,

        @Parameter(
                description =
                        "Only articles with this tag (`type/slug`, or a slug alone). `a,b`: with any of them; given"
                                + " twice: with both; `-a`: without it.")
        @RestQuery
        List<String> tag,

        @Parameter(
                description =
                        "Only articles of this type: `article`, `liveblog`, `brief`, `opinion`, `video`, `gallery` or"
                                + " `audio`. `a,b`: of any of them; `-a`: not of it.")
        @RestQuery
        @Nullable
        String type,

        @Parameter(
                description = "Only articles in this language (BCP 47; `en` finds `en-GB` too). `a,b`: in any of them;"
                        + " `-a`: not in it.")
        @RestQuery
        @Nullable
        String language,

        @Parameter(description = "Only articles dated after this moment (RFC 3339).") @RestQuery @Nullable
        Instant publishedAfter,

        @Parameter(description = "Only articles dated before this moment (RFC 3339).") @RestQuery @Nullable
        Instant publishedBefore,

        @Parameter(description = "Only articles last changed after this moment (RFC 3339).") @RestQuery @Nullable
        Instant updatedAfter,

        @Parameter(description = "Only articles last changed before this moment (RFC 3339).") @RestQuery @Nullable
        Instant updatedBefore,

        @Parameter(
                description =
                        "Only these articles: up to 200 ids, divided by commas. Those that readers may not see are"
                                + " passed over; the order is that of `sort`, and a page holds all of them unless `limit` says less.",
                schema = @Schema(type = SchemaType.STRING))
        @RestQuery
        @Nullable
        IdList ids) {

    /** Whether all articles are asked for. */
    public boolean isEmpty() {
        return byline.isEmpty()
                && tag.isEmpty()
                && Stream.of(section, type, language, publishedAfter, publishedBefore, updatedAfter, updatedBefore, ids)
                        .allMatch(Objects::isNull);
    }
}
