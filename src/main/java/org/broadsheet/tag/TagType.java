package org.broadsheet.tag;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What kind of thing a tag names. A {@code story} ties the pieces of one running story together. */
public enum TagType {
    TOPIC,
    PERSON,
    ORGANISATION,
    PLACE,
    EVENT,
    STORY;

    /** As it stands in JSON, in addresses and in the database. */
    @JsonValue
    public String wire() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<TagType> parse(String wire) {
        return Arrays.stream(values()).filter(type -> type.wire().equals(wire)).findFirst();
    }

    public static List<String> wires() {
        return Arrays.stream(values()).map(TagType::wire).toList();
    }
}
