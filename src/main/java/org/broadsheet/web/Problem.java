package org.broadsheet.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.broadsheet.problem.Violation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A problem document (RFC 9457). Keys that have no value are left out. */
@Schema(description = "What is wrong with a request (RFC 9457).")
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Problem(
        @Schema(
                description = "Which kind of problem: a page that explains it, as a root-relative reference.",
                examples = "/problems#invalid-request",
                required = true)
        String type,

        @Schema(
                description = "The kind of problem in words.",
                examples = "The request can't be understood",
                required = true)
        String title,

        @Schema(description = "The HTTP status code.", examples = "400", required = true)
        int status,

        @Schema(
                description = "What went wrong this time.",
                examples = "Parameter 'limit': has to be from 1 to 200.",
                required = true)
        String detail,

        @Schema(description = "The path that was asked for.", examples = "/v1/articles", required = true)
        String instance,

        @Schema(
                description = "Names this request; errors of ours (5xx) are in the log under it.",
                examples = "4bf92f3577b34da6a3ce929d0e0e4736",
                required = true)
        String traceId,

        @Schema(description = "With 400 and 422: each thing that is wrong. With 409: what is in the way.") @Nullable
        List<Error> errors,

        @Schema(
                description = "With 410: how it went.",
                enumeration = {"gone", "withdrawn", "killed", "expired"})
        @Nullable
        String takedown,

        @Schema(description = "With 410: the reason, as far as it may be public.") @Nullable
        String reason,

        @Schema(description = "With 412: the version that there is now.", examples = "7") @Nullable
        Integer version) {

    public static final String MEDIA_TYPE = "application/problem+json";

    /** One thing that is wrong: in a parameter, or at a JSON pointer (RFC 6901) into the request's body. */
    @Schema(name = "ProblemError", description = "One thing that is wrong with a request.")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Error(
            @Schema(description = "The parameter that is wrong.", examples = "limit") @Nullable
            String parameter,

            @Schema(description = "Where in the request's body (RFC 6901).", examples = "/urls/3") @Nullable
            String pointer,

            @Schema(description = "What was expected.", examples = "has to be from 1 to 200.", required = true)
            String detail) {

        static Error of(Violation violation) {
            return switch (violation.place()) {
                case PARAMETER -> new Error(violation.name(), null, violation.detail());
                case POINTER -> new Error(null, violation.name(), violation.detail());
            };
        }
    }

    static Problem of(ProblemType type, String detail, String instance, String traceId) {
        return new Problem(
                "/problems#" + type.slug(),
                type.title(),
                type.status(),
                detail,
                instance,
                traceId,
                null,
                null,
                null,
                null);
    }

    Problem withErrors(List<Violation> violations) {
        return new Problem(
                type,
                title,
                status,
                detail,
                instance,
                traceId,
                violations.stream().map(Error::of).toList(),
                takedown,
                reason,
                version);
    }

    Problem withTakedown(String kind, @Nullable String publicReason) {
        return new Problem(type, title, status, detail, instance, traceId, errors, kind, publicReason, version);
    }

    Problem withVersion(int present) {
        return new Problem(type, title, status, detail, instance, traceId, errors, takedown, reason, present);
    }
}
