package org.broadsheet.partner;

import java.time.DateTimeException;
import java.time.LocalDate;
import org.broadsheet.problem.Refusal;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** Which days are asked for. */
public record UsageParams(
        @Parameter(
                description = "Only this day (UTC) and later ones.",
                example = "2026-11-01",
                schema = @Schema(type = SchemaType.STRING, format = "date"))
        @RestQuery
        @Nullable
        String from,

        @Parameter(
                description = "Only this day (UTC) and earlier ones.",
                example = "2026-11-30",
                schema = @Schema(type = SchemaType.STRING, format = "date"))
        @RestQuery
        @Nullable
        String to) {

    private static final LocalDate FIRST = LocalDate.of(2000, 1, 1);
    private static final LocalDate LAST = LocalDate.of(9999, 12, 31);

    LocalDate first() {
        return day("from", from, FIRST);
    }

    LocalDate last() {
        return day("to", to, LAST);
    }

    private static LocalDate day(String parameter, @Nullable String text, LocalDate otherwise) {
        if (text == null) {
            return otherwise;
        }
        try {
            LocalDate day = LocalDate.parse(text);
            if (!day.isBefore(FIRST) && !day.isAfter(LAST)) {
                return day;
            }
        } catch (DateTimeException e) {
            // told below
        }
        throw Refusal.Invalid.parameter(parameter, "has to be a day such as 2026-11-01.");
    }
}
