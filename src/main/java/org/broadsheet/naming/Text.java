package org.broadsheet.naming;

import java.text.Normalizer;

/** What is typed, made fit to be quoted back, or to be compared. */
public final class Text {

    private static final int LONGEST_QUOTE = 60;

    private Text() {}

    /** With each letter and its accents as one character (Unicode's form C), as keyboards differ in that. */
    public static String composed(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFC);
    }

    /** Whether a text can't be kept as it is: for a control character, half of a character, or what is none. */
    public static boolean isUnusable(String text) {
        return text.codePoints().anyMatch(Text::unusable);
    }

    private static boolean unusable(int c) {
        return Character.isISOControl(c) && c != '\n' && c != '\t' && c != '\r'
                || c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE
                || c == 0xFFFE
                || c == 0xFFFF;
    }

    /** At most 60 characters of {@code text}, without control characters. */
    public static String shorten(String text) {
        String clean = text.codePoints()
                .filter(c -> !Character.isISOControl(c))
                .limit(LONGEST_QUOTE + 1L)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
        return clean.codePointCount(0, clean.length()) > LONGEST_QUOTE
                ? clean.substring(0, clean.offsetByCodePoints(0, LONGEST_QUOTE)) + "…"
                : clean;
    }
}
