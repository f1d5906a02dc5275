package org.broadsheet.article;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What kind of piece an article is. */
public enum ArticleType {
    ARTICLE,
    LIVEBLOG,
    BRIEF,
    OPINION,
    VIDEO,
    GALLERY,
    AUDIO;

    /** As it stands in JSON, in addresses and in the database. */
    @JsonValue
    public String wire() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<ArticleType> parse(String wire) {
        return Arrays.stream(values()).filter(type -> type.wire().equals(wire)).findFirst();
    }

    public static List<String> wires() {
        return Arrays.stream(values()).map(ArticleType::wire).toList();
    }
}
