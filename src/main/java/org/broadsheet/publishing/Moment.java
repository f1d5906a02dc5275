package org.broadsheet.publishing;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;

/** Reads a moment as RFC 3339 has it: a text, no bare number, in the years 1 to 9999, which PostgreSQL has, too. */
final class Moment extends StdDeserializer<Instant> {

    private static final int LAST_YEAR = 9999;

    Moment() {
        super(Instant.class);
    }

    @Override
    public Instant deserialize(JsonParser parser, DeserializationContext context) throws IOException {
        if (!parser.hasToken(JsonToken.VALUE_STRING)) {
            return (Instant) context.handleUnexpectedToken(Instant.class, parser);
        }
        String text = parser.getText();
        try {
            Instant moment = OffsetDateTime.parse(text).toInstant();
            int year = moment.atOffset(ZoneOffset.UTC).getYear();
            if (year >= 1 && year <= LAST_YEAR) {
                return moment;
            }
        } catch (DateTimeException e) {
            // told in the same way
        }
        return (Instant) context.handleWeirdStringValue(Instant.class, text, "no moment of the years 1 to 9999");
    }
}
