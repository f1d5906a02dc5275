package org.broadsheet.syndication;

import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.broadsheet.format.Piece;
import org.broadsheet.html.HtmlWriter;
import org.jspecify.annotations.Nullable;

/** The texts of an item, in HTML. */
final class FeedText {

    private FeedText() {}

    /** Standfirst and corrections. */
    static String summary(Piece piece) {
        return Stream.concat(
                        piece.standfirst().stream(),
                        piece.corrections().stream().map(Piece::told))
                .map(FeedText::paragraph)
                .collect(Collectors.joining());
    }

    /** The body, with the corrections at its end; null when only the summary goes out. */
    static @Nullable String content(Piece piece) {
        if (piece.html() == null || piece.corrections().isEmpty()) {
            return piece.html();
        }
        return piece.corrections().stream()
                .map(Piece::told)
                .map(FeedText::paragraph)
                .collect(Collectors.joining("", piece.html() + "\n<aside class=\"corrections\">", "</aside>"));
    }

    private static String paragraph(String text) {
        return "<p>" + HtmlWriter.escaped(text) + "</p>";
    }
}
