package org.broadsheet.manuscript;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The moments of a piece: of the years 1 to 9999, in the microseconds that the database keeps. */
final class FormMoments {

    /** RFC 3339, section 5.6; what its form allows and no calendar has is found when it is parsed. */
    private static final Pattern FORM =
            Pattern.compile("\\d{4}-\\d\\d-\\d\\d[Tt ]\\d\\d:\\d\\d:\\d\\d(?:\\.\\d{1,9})?(?:[Zz]|[+-]\\d\\d:\\d\\d)");

    private FormMoments() {}

    static @Nullable Instant moment(FormFields fields, String key) {
        String text = fields.string(key, 100);
        if (text == null) {
            return null;
        }
        try {
            if (!FORM.matcher(text).matches()) {
                fields.fault(key, "has to be a moment with its offset (RFC 3339) such as 2026-11-14T07:30:00Z");
                return null;
            }
            Instant moment = OffsetDateTime.parse(text.replace(' ', 'T')).toInstant();
            int year = moment.atOffset(ZoneOffset.UTC).getYear();
            if (year < 1 || year > 9999) {
                fields.fault(key, "has to be in the years 1 to 9999");
                return null;
            }
            return moment.truncatedTo(ChronoUnit.MICROS);
        } catch (DateTimeParseException e) {
            fields.fault(key, "'" + text + "' is not in the calendar");
            return null;
        }
    }

    static Copy.Dates dates(FormFields fields) {
        return new Copy.Dates(
                moment(fields, "publishedAt"),
                moment(fields, "updatedAt"),
                moment(fields, "embargoedUntil"),
                moment(fields, "expiresAt"));
    }
}
