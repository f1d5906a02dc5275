package org.broadsheet.body;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** How a piece of text is set. The order of the constants is the order in which a {@link Span} lists its marks. */
public enum Mark {
    STRONG("strong"),
    EMPHASIS("em"),
    UNDERLINE("u"),
    STRIKE("s"),
    CODE("code"),
    SUPERSCRIPT("sup"),
    SUBSCRIPT("sub");

    private final String tag;
    private final String wireName = name().toLowerCase(Locale.ROOT);

    Mark(String tag) {
        this.tag = tag;
    }

    /** The name in JSON: the constant's, in lower case. */
    @JsonValue
    public String wireName() {
        return wireName;
    }

    /** The HTML element that sets text so. */
    public String tag() {
        return tag;
    }
}
