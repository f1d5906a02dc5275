package org.broadsheet.body;

import org.jspecify.annotations.Nullable;

/** Text that PostgreSQL, JSON and XML all accept. */
public final class CleanText {
    private CleanText() {}

    /** Line ends become {@code \n}; control characters other than tab go; what is no character becomes U+FFFD. */
    public static String clean(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < ' ' && c != '\n' && c != '\t' || c >= 0x7F && c <= 0x9F || c >= 0xD800) {
                return cleanFrom(text, i);
            }
        }
        return text;
    }

    private static String cleanFrom(String text, int start) {
        StringBuilder out = new StringBuilder(text.length()).append(text, 0, start);
        for (int i = start; i < text.length(); ) {
            int c = text.codePointAt(i);
            i += Character.charCount(c);
            if (c == '\r') {
                if (i == text.length() || text.charAt(i) != '\n') {
                    out.append('\n');
                }
            } else if (c == '\f' || c == 0x0B) {
                out.append(' ');
            } else if (c >= 0xD800 && c <= 0xDFFF || c == 0xFFFE || c == 0xFFFF) {
                out.append('\uFFFD');
            } else if (c == '\n' || c == '\t' || !Character.isISOControl(c)) {
                out.appendCodePoint(c);
            }
        }
        return out.toString();
    }

    /** On one line, without white space at its ends; null when nothing can be seen. */
    public static @Nullable String line(@Nullable String text) {
        if (text == null) {
            return null;
        }
        String clean = clean(text);
        StringBuilder out = new StringBuilder(clean.length());
        boolean space = false;
        for (int i = 0; i < clean.length(); i++) {
            char c = clean.charAt(i);
            if (isWhite(c)) {
                space = !out.isEmpty();
            } else {
                if (space) {
                    out.append(' ');
                    space = false;
                }
                out.append(c);
            }
        }
        return isBlank(out) ? null : out.toString();
    }

    /** White space that collapses; a no-break space does not. */
    static boolean isWhite(char c) {
        return c == ' ' || c == '\n' || c == '\t';
    }

    static boolean isBlank(CharSequence text) {
        for (int i = 0; i < text.length(); i++) {
            if (isSeen(text.charAt(i))) {
                return false;
            }
        }
        return true;
    }

    static boolean isSeen(char c) {
        return !Character.isWhitespace(c) && !Character.isSpaceChar(c) && Character.getType(c) != Character.FORMAT;
    }
}
