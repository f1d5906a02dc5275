package org.broadsheet.naming;

import java.text.Normalizer;
import java.util.Locale;
import java.util.regex.Pattern;

/** Slugs (the words of a path) and folded text (what is compared when case and accents do not matter). */
public final class Slugs {

    public static final int LONGEST = 80;

    private static final Pattern MARKS = Pattern.compile("\\p{M}+");
    private static final Pattern APOSTROPHES = Pattern.compile("['’ʼ]");
    private static final Pattern BETWEEN_WORDS = Pattern.compile("[^\\p{L}\\p{N}]+");
    private static final Pattern OUTER_HYPHENS = Pattern.compile("^-+|-+$");

    private Slugs() {}

    /**
     * {@code text} as a slug: lower-case letters and digits of any script without their accents, words joined by
     * hyphens, cut at a word's end to at most {@value #LONGEST} characters. Empty when nothing of it can stay.
     */
    public static String of(String text) {
        String words = BETWEEN_WORDS
                .matcher(APOSTROPHES.matcher(fold(text)).replaceAll(""))
                .replaceAll("-");
        return cut(OUTER_HYPHENS.matcher(words).replaceAll(""));
    }

    /** {@code text} for comparing: compatibility forms unified, accents and case removed. */
    public static String fold(String text) {
        String decomposed = Normalizer.normalize(text, Normalizer.Form.NFKD);
        String bare = MARKS.matcher(decomposed).replaceAll("").toLowerCase(Locale.ROOT);
        return Normalizer.normalize(
                bare.replace("ß", "ss")
                        .replace("æ", "ae")
                        .replace("œ", "oe")
                        .replace("ø", "o")
                        .replace("ł", "l")
                        .replace("đ", "d"),
                Normalizer.Form.NFC);
    }

    /** The first character of a slug, as a word; empty for none. */
    public static String initial(String slug) {
        return slug.isEmpty() ? "" : slug.substring(0, slug.offsetByCodePoints(0, 1));
    }

    private static String cut(String slug) {
        if (slug.length() <= LONGEST) {
            return slug;
        }
        int end = slug.lastIndexOf('-', LONGEST);
        String shorter = slug.substring(0, end > LONGEST / 2 ? end : LONGEST);
        return Character.isHighSurrogate(shorter.charAt(shorter.length() - 1))
                ? shorter.substring(0, shorter.length() - 1)
                : shorter;
    }
}
