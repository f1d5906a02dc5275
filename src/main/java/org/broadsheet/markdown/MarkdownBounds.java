package org.broadsheet.markdown;

/**
 * Markdown within what commonmark-java reads in linear time and without deep recursion. It has no limits of its own; an
 * article comes near none of these.
 *
 * @param tables whether tables may be read as such
 */
record MarkdownBounds(String text, boolean tables) {
    private static final int MARKERS = 30;
    private static final int INDENTATION = 160;

    /** The parser copies the lines of a paragraph for each line that is added. */
    private static final int LINES = 2_000;

    /** Emphasis and images nest as deep as there are signs for them: ten times what a paragraph full of links has. */
    private static final int SIGNS = 2_000;

    /** The parser fills short rows up, so that one wide row makes every short line after it as wide. */
    private static final int CELLS = 1_000_000;

    static MarkdownBounds of(String markdown) {
        StringBuilder out = new StringBuilder(markdown.length() + 16);
        long cells = 0;
        int columns = 0;
        int lines = 0;
        for (String line : (Iterable<String>) markdown.lines()::iterator) {
            columns = line.isBlank() ? 0 : Math.max(columns, columns(line));
            cells += columns;
            lines = line.isBlank() ? 0 : lines + 1;
            if (lines > LINES) {
                out.append('\n');
                lines = 1;
            }
            append(line, out);
        }
        return new MarkdownBounds(out.toString(), cells <= CELLS);
    }

    /** Whether so much of the text could be markup that it will be read as text. */
    static boolean isNearlyAllMarkup(String text) {
        int signs = 0;
        for (int i = 0; i < text.length(); i++) {
            switch (text.charAt(i)) {
                case '\\' -> i++;
                case '*', '_', '~', '`', '[' -> signs++;
                default -> {}
            }
        }
        return signs > SIGNS;
    }

    /** Whether one block is so large that its Markdown would not be read back as it was written. */
    static boolean exceeds(String block) {
        return isNearlyAllMarkup(block) || block.lines().count() >= LINES;
    }

    /** The columns of a table if this is the line under its header. */
    private static int columns(String line) {
        int columns = 1;
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            if (c == '|') {
                columns++;
            } else if (c != '-' && c != ':' && c != ' ' && c != '\t' && c != '>') {
                return 0;
            }
        }
        return columns;
    }

    /**
     * A line may open or continue only so many quotes and lists: the parser asks each open one about each line, which
     * would take quadratic time. The marker beyond becomes text, indentation beyond is cut.
     */
    private static void append(String line, StringBuilder out) {
        int markers = 0;
        int indentation = 0;
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            if (c == ' ' || c == '\t') {
                indentation += c == '\t' ? 4 : 1;
            } else if (isMarker(line, i)) {
                markers++;
            } else if (!Character.isDigit(c)) {
                break;
            }
            if (markers > MARKERS && isThematicBreak(line)) {
                break;
            }
            if (markers > MARKERS || indentation > INDENTATION) {
                out.append(line, 0, i).append(c == ' ' || c == '\t' ? "" : "\\");
                out.append(line.substring(i).stripLeading()).append('\n');
                return;
            }
        }
        out.append(line).append('\n');
    }

    private static boolean isMarker(String line, int i) {
        char c = line.charAt(i);
        if (c == '>') {
            return true;
        }
        boolean ends = i + 1 == line.length() || line.charAt(i + 1) == ' ' || line.charAt(i + 1) == '\t';
        boolean numbered = (c == '.' || c == ')') && i > 0 && Character.isDigit(line.charAt(i - 1));
        return ends && (c == '-' || c == '+' || c == '*' || numbered);
    }

    private static boolean isThematicBreak(String line) {
        return line.chars().allMatch(c -> c == '-' || c == ' ' || c == '\t')
                || line.chars().allMatch(c -> c == '*' || c == ' ' || c == '\t');
    }
}
