package org.broadsheet.markdown;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.broadsheet.body.Mark;
import org.broadsheet.body.Span;
import org.broadsheet.html.Runs;
import org.commonmark.text.Characters;

/**
 * Writes spans as Markdown. Where CommonMark would not take asterisks for emphasis (section 6.2 of its specification,
 * "left-flanking" and "right-flanking"), the marks are written as HTML elements.
 */
final class MarkdownSpans {

    enum Place {
        /** A paragraph: a backslash before the end of a line breaks it. */
        LINES,
        /** One line that cannot begin anything else, such as a heading. */
        LINE,
        /** A cell of a table, divided from the next by a bar. */
        CELL
    }

    /** What a delimiter stands next to, as CommonMark sees it. */
    private enum Side {
        SPACE,
        PUNCTUATION,
        WORD,
        /** Another delimiter, with which this one would become one. */
        DELIMITER
    }

    /** @param inAsterisks whether what surrounds this is written with asterisks that a later one could close */
    private record Around(Side left, Side right, boolean inAsterisks) {}

    private static final Pattern ENTITY = Pattern.compile("&(?=#?[A-Za-z0-9]{1,40};)");
    private static final Pattern LINE_MARKER = Pattern.compile("^([-+](?=[\\s\\-:|]|$)|[#>|]|=(?=[=\\s]|$)|:(?=-))");
    private static final Pattern LINE_NUMBER = Pattern.compile("^([0-9]{1,9})([.)])(?=\\s|$)");
    private static final Pattern AWKWARD_ADDRESS = Pattern.compile("[()<>\\\\]");

    private final Place place;
    private final StringBuilder out = new StringBuilder();

    private MarkdownSpans(Place place) {
        this.place = place;
    }

    static String write(List<Span> spans, Place place) {
        MarkdownSpans writer = new MarkdownSpans(place);
        writer.runs(Runs.of(spans), new Around(Side.SPACE, Side.SPACE, false));
        String text = writer.out.toString();
        return switch (place) {
            case LINES -> text.lines().map(MarkdownSpans::lineStart).collect(Collectors.joining("\n"));
            case LINE -> text;
            case CELL -> text.replace("|", "\\|");
        };
    }

    /** Keeps the first characters of a line from beginning a list, a heading, a quote, a table or an underline. */
    private static String lineStart(String line) {
        String numbered = LINE_NUMBER.matcher(line).replaceFirst("$1\\\\$2");
        return LINE_MARKER.matcher(numbered).replaceFirst("\\\\$1");
    }

    private void runs(List<Runs> runs, Around around) {
        for (int i = 0; i < runs.size(); i++) {
            Side left = i == 0 ? around.left : end(runs.get(i - 1));
            Side right = i == runs.size() - 1 ? around.right : start(runs.get(i + 1));
            switch (runs.get(i)) {
                case Runs.Text text -> text(text.text());
                case Runs.Linked linked -> link(linked, around.inAsterisks);
                case Runs.Marked marked -> mark(marked, new Around(left, right, around.inAsterisks));
            }
        }
    }

    private void text(String text) {
        String escaped = escaped(text);
        out.append(place == Place.LINES ? escaped.replace("\n", "\\\n") : escaped.replace("\n", "<br>"));
    }

    private void link(Runs.Linked link, boolean inAsterisks) {
        if (!out.isEmpty() && out.charAt(out.length() - 1) == '!') {
            // An exclamation mark before a link would make an image of it.
            out.insert(out.length() - 1, '\\');
        }
        out.append('[');
        runs(link.inner(), new Around(Side.PUNCTUATION, Side.PUNCTUATION, inAsterisks));
        out.append("](").append(destination(link.href())).append(')');
    }

    private void mark(Runs.Marked marked, Around around) {
        switch (marked.mark()) {
            case STRONG -> emphasis("**", marked, around);
            case EMPHASIS -> emphasis("*", marked, around);
            case STRIKE -> emphasis("~~", marked, around);
            case CODE -> code(marked, around);
            case UNDERLINE, SUPERSCRIPT, SUBSCRIPT -> element(marked, around);
        }
    }

    private void emphasis(String delimiter, Runs.Marked marked, Around around) {
        if (!canBeDelimited(marked, around)) {
            element(marked, around);
            return;
        }
        // Asterisks directly inside asterisks are one run with them, and see what that sees.
        boolean asterisks = delimiter.startsWith("*");
        boolean merges = asterisks
                && marked.inner().size() == 1
                && isAsterisks(marked.inner().getFirst());
        boolean mergesLeft = asterisks && isAsterisks(marked.inner().getFirst());
        boolean mergesRight = asterisks && isAsterisks(marked.inner().getLast());
        out.append(delimiter);
        runs(
                marked.inner(),
                new Around(
                        mergesLeft ? around.left : Side.PUNCTUATION,
                        mergesRight ? around.right : Side.PUNCTUATION,
                        around.inAsterisks || asterisks && !merges));
        out.append(delimiter);
    }

    private static boolean isAsterisks(Runs run) {
        return run instanceof Runs.Marked marked && (marked.mark() == Mark.STRONG || marked.mark() == Mark.EMPHASIS);
    }

    private static boolean canBeDelimited(Runs.Marked marked, Around around) {
        Side first = start(marked.inner().getFirst());
        Side last = end(marked.inner().getLast());
        boolean opens = flanks(around.left, first);
        boolean closes = flanks(around.right, last);
        // Between two of a kind a delimiter could as well close what was opened before.
        boolean ambiguous =
                around.inAsterisks && (inner(first) == inner(around.left) || inner(last) == inner(around.right));
        return opens && closes && !ambiguous;
    }

    private static boolean flanks(Side outside, Side inside) {
        return switch (outside) {
            case DELIMITER -> false;
            case SPACE, PUNCTUATION -> inside != Side.SPACE;
            case WORD -> inside == Side.WORD;
        };
    }

    private static Side inner(Side side) {
        return side == Side.DELIMITER ? Side.PUNCTUATION : side;
    }

    private void element(Runs.Marked marked, Around around) {
        String tag = marked.mark().tag();
        out.append('<').append(tag).append('>');
        runs(marked.inner(), new Around(Side.PUNCTUATION, Side.PUNCTUATION, around.inAsterisks));
        out.append("</").append(tag).append('>');
    }

    private void code(Runs.Marked marked, Around around) {
        boolean alone = marked.inner().size() == 1;
        if (alone && marked.inner().getFirst() instanceof Runs.Text(String text) && text.indexOf('\n') < 0) {
            String fence = "`".repeat(longestRun(text, '`') + 1);
            String padding = text.startsWith("`") || text.endsWith("`") ? " " : "";
            out.append(fence).append(padding).append(text).append(padding).append(fence);
        } else {
            element(marked, around);
        }
    }

    private static Side start(Runs run) {
        return switch (run) {
            case Runs.Text text -> side(text.text().codePointAt(0));
            case Runs.Linked _ -> Side.PUNCTUATION;
            case Runs.Marked marked -> side(marked);
        };
    }

    private static Side end(Runs run) {
        return switch (run) {
            case Runs.Text text -> side(text.text().codePointBefore(text.text().length()));
            case Runs.Linked _ -> Side.PUNCTUATION;
            case Runs.Marked marked -> side(marked);
        };
    }

    private static Side side(Runs.Marked marked) {
        return switch (marked.mark()) {
            case STRONG, EMPHASIS, STRIKE -> Side.DELIMITER;
            case CODE, UNDERLINE, SUPERSCRIPT, SUBSCRIPT -> Side.PUNCTUATION;
        };
    }

    private static Side side(int c) {
        if (Characters.isWhitespaceCodePoint(c)) {
            return Side.SPACE;
        }
        return Characters.isPunctuationCodePoint(c) ? Side.PUNCTUATION : Side.WORD;
    }

    /** Text in which nothing is markup. */
    static String escaped(String text) {
        StringBuilder out = new StringBuilder(text.length() + 16);
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            char next = i + 1 < text.length() ? text.charAt(i + 1) : 0;
            boolean special = switch (c) {
                case '\\', '*', '`', '[', ']', '~' -> true;
                case '_' -> !isInWord(text, i);
                case '<' -> next != ' ';
                case '&' -> ENTITY.matcher(text).region(i, text.length()).lookingAt();
                default -> false;
            };
            if (special) {
                out.append('\\');
            }
            out.append(c);
        }
        return out.toString();
    }

    /** In the middle of a word an underscore means nothing: snake_case. */
    private static boolean isInWord(String text, int i) {
        return i > 0
                && i + 1 < text.length()
                && Character.isLetterOrDigit(text.charAt(i - 1))
                && Character.isLetterOrDigit(text.charAt(i + 1));
    }

    static String escapedTitle(String title) {
        return ENTITY.matcher(title.replace("\\", "\\\\").replace("\"", "\\\"")).replaceAll("\\\\&");
    }

    static String destination(String url) {
        String escaped = ENTITY.matcher(url.replace("\\", "\\\\")).replaceAll("\\\\&");
        return AWKWARD_ADDRESS.matcher(url).find()
                ? "<" + escaped.replace("<", "\\<").replace(">", "\\>") + ">"
                : escaped;
    }

    static int longestRun(String text, char c) {
        int longest = 0;
        int run = 0;
        for (int i = 0; i < text.length(); i++) {
            run = text.charAt(i) == c ? run + 1 : 0;
            longest = Math.max(longest, run);
        }
        return longest;
    }
}
