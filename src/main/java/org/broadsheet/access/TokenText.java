package org.broadsheet.access;

import java.security.SecureRandom;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.broadsheet.naming.Ids;

/**
 * An API token as its owner has it: {@code bs_<prefix>_<secret>}. The beginning lets scanners of source code know one
 * when it has leaked; the prefix may be shown and logged, the rest never.
 */
final class TokenText {

    static final String BEGINNING = "bs_";
    private static final Pattern FORM = Pattern.compile("bs_([a-z0-9]{4,16})_([A-Za-z0-9_-]{32,128})");
    /** RFC 4648's base32, in lower case: a token is one word to a double click. */
    private static final String ALPHABET = "abcdefghijklmnopqrstuvwxyz234567";

    private static final int PREFIX_CHARACTERS = 8;
    /** 5 bits each: 260. */
    private static final int SECRET_CHARACTERS = 52;

    private static final SecureRandom RANDOM = new SecureRandom();

    private final String prefix;
    private final String text;

    private TokenText(String prefix, String text) {
        this.prefix = prefix;
        this.text = text;
    }

    static Optional<TokenText> parse(String text) {
        Matcher matcher = FORM.matcher(text);
        return matcher.matches() ? Optional.of(new TokenText(matcher.group(1), text)) : Optional.empty();
    }

    static TokenText draw() {
        String prefix = draw(PREFIX_CHARACTERS);
        return new TokenText(prefix, BEGINNING + prefix + "_" + draw(SECRET_CHARACTERS));
    }

    private static String draw(int characters) {
        StringBuilder drawn = new StringBuilder(characters);
        for (int i = 0; i < characters; i++) {
            drawn.append(ALPHABET.charAt(RANDOM.nextInt(ALPHABET.length())));
        }
        return drawn.toString();
    }

    String prefix() {
        return prefix;
    }

    /** The whole token. */
    String reveal() {
        return text;
    }

    /** What is kept of it. */
    byte[] digest() {
        return Ids.sha256(text);
    }

    @Override
    public String toString() {
        return BEGINNING + prefix + "_...";
    }
}
