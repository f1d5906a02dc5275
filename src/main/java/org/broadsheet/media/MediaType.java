package org.broadsheet.media;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What kind of thing a medium is. */
public enum MediaType {
    IMAGE,
    VIDEO,
    AUDIO;

    /** As it stands in JSON and in the database. */
    @JsonValue
    public String wire() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<MediaType> parse(String wire) {
        return Arrays.stream(values()).filter(type -> type.wire().equals(wire)).findFirst();
    }

    public static List<String> wires() {
        return Arrays.stream(values()).map(MediaType::wire).toList();
    }
}
