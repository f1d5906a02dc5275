package org.broadsheet.media;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

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
}
