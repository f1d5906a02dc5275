package org.broadsheet.query;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.broadsheet.naming.DidYouMean;
import org.broadsheet.naming.Ids;

/**
 * What values a declared parameter can have.
 *
 * @param type the Java type of one value
 * @param repeatable whether the parameter may be given more than once
 */
record ParameterKind(Class<?> type, boolean repeatable) {

    private static final int LONGEST_ID_LIST = 8000;

    static ParameterKind of(Type type) {
        if (type instanceof ParameterizedType generic && generic.getRawType() == List.class) {
            return new ParameterKind((Class<?>) generic.getActualTypeArguments()[0], true);
        }
        return new ParameterKind((Class<?>) type, false);
    }

    int longest() {
        return type == IdList.class ? LONGEST_ID_LIST : StrictParameters.LONGEST_VALUE;
    }

    /** What is wrong with {@code value}, as the end of a sentence that begins with the parameter's name. */
    Optional<String> fault(String value) {
        if (type == Integer.class || type == int.class) {
            return value.matches("[+-]?[0-9]{1,9}") ? Optional.empty() : Optional.of("has to be a whole number.");
        }
        if (type == Long.class || type == long.class) {
            return value.matches("[0-9]{1,18}") ? Optional.empty() : Optional.of("has to be a whole number from 0 on.");
        }
        if (type == Boolean.class) {
            return value.equals("true") || value.equals("false")
                    ? Optional.empty()
                    : Optional.of("has to be true or false.");
        }
        if (type == Duration.class) {
            return durationFault(value);
        }
        if (type == UUID.class) {
            return Ids.parse(value).isPresent()
                    ? Optional.empty()
                    : Optional.of("has to be an id: a UUID such as 019a2d5e-7c00-7abc-8def-0123456789ab.");
        }
        if (type == Instant.class) {
            return instantFault(value);
        }
        if (type.isEnum()) {
            List<String> known = Arrays.stream(type.getEnumConstants())
                    .map(constant -> ((Enum<?>) constant).name().toLowerCase(Locale.ROOT))
                    .toList();
            return known.contains(value)
                    ? Optional.empty()
                    : Optional.of("has to be one of " + String.join(", ", known) + "." + DidYouMean.hint(value, known));
        }
        return Optional.empty();
    }

    private static Optional<String> durationFault(String value) {
        try {
            return Duration.parse(value).isNegative()
                    ? Optional.of("has to be a duration from PT0S on.")
                    : Optional.empty();
        } catch (DateTimeException e) {
            return Optional.of("has to be a duration as in ISO 8601, such as PT20S.");
        }
    }

    private static Optional<String> instantFault(String value) {
        try {
            int year = OffsetDateTime.parse(value).getYear();
            return year >= 1 && year <= 9999 ? Optional.empty() : Optional.of("has to be in the years 0001 to 9999.");
        } catch (DateTimeException e) {
            return Optional.of("has to be a time as in RFC 3339, such as 2026-11-01T00:00:00Z"
                    + (value.contains(" ") ? " (a '+' in an address has to be written as %2B)." : "."));
        }
    }
}
