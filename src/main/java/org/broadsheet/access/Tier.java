package org.broadsheet.access;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** How much of an article a partner sees, unless its rights say otherwise. */
public enum Tier {
    /** The card alone: headline, standfirst, names, dates. */
    TEASER(false, false),
    /** The text too, without pictures. */
    TEXT(true, false),
    FULL(true, true);

    private final boolean fullText;
    private final boolean images;

    Tier(boolean fullText, boolean images) {
        this.fullText = fullText;
        this.images = images;
    }

    public boolean fullText() {
        return fullText;
    }

    public boolean images() {
        return images;
    }

    /** As it stands in JSON and in the database. */
    @JsonValue
    public String wire() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<Tier> parse(String wire) {
        return Arrays.stream(values()).filter(tier -> tier.wire().equals(wire)).findFirst();
    }

    public static List<String> wires() {
        return Arrays.stream(values()).map(Tier::wire).toList();
    }
}
