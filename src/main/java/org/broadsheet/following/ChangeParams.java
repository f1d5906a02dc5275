package org.broadsheet.following;

import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** Which changes are asked for, besides by what article filters say. */
public record ChangeParams(
        @Parameter(
                description = "Only changes with a greater number than this: `next` of the answer before, or the"
                        + " `seq` of a snapshot.")
        @RestQuery
        @Nullable
        Long since,

        @Parameter(
                description = "Only changes of this type: `published`, `updated`, `corrected`, `moved`, `unpublished`,"
                        + " `killed`, `embargoLifted`, `expired`, `rightsChanged` or `left`. `a,b`: of any of them;"
                        + " `-a`: not of it.",
                example = "unpublished,killed,expired")
        @RestQuery
        @Nullable
        String event,

        @Parameter(
                description = "Only changes to things of this kind: `article`, `section`, `byline`, `tag`, `media` or"
                        + " `front`. `a,b`: of any of them; `-a`: not of it. With a filter on articles, only articles"
                        + " are told of.",
                example = "article")
        @RestQuery
        @Nullable
        String kind) {}
