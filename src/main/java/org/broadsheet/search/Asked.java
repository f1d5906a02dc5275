package org.broadsheet.search;

import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What somebody asks for, in words. */
sealed interface Asked {

    /** Where a word is looked for when the person says so. */
    enum In {
        HEADLINE,
        BYLINE,
        TAG,
        SECTION
    }

    /** A word, in any of its forms. */
    record Word(String text, @Nullable In in) implements Asked {}

    /** What begins so. */
    record Prefix(String text, @Nullable In in) implements Asked {}

    /** These words, in this order, as they are written. */
    record Phrase(String text, @Nullable In in) implements Asked {}

    /** Words as they were typed, one after the other: most of them, and all that is marked as wanted. */
    record Together(List<Asked> parts) implements Asked {}

    record All(List<Asked> parts) implements Asked {}

    record Any(List<Asked> parts) implements Asked {}

    record Not(Asked part) implements Asked {}

    /** Where a word, phrase or beginning is looked for; null for everywhere. */
    default @Nullable In in() {
        return null;
    }

    /** Words, phrases and beginnings that are wanted. */
    default Stream<Asked> wanted() {
        return switch (this) {
            case Word word -> Stream.of(word);
            case Prefix prefix -> Stream.of(prefix);
            case Phrase phrase -> Stream.of(phrase);
            case Together together -> together.parts().stream().flatMap(Asked::wanted);
            case All all -> all.parts().stream().flatMap(Asked::wanted);
            case Any any -> any.parts().stream().flatMap(Asked::wanted);
            case Not not -> Stream.empty();
        };
    }
}
