package org.broadsheet.meaning;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.custom.CustomAnalyzer;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;
import org.apache.lucene.analysis.tokenattributes.PositionIncrementAttribute;
import org.broadsheet.naming.Text;
import org.jspecify.annotations.Nullable;

/**
 * The languages whose words are known in all their forms; the rest is {@link #OTHER}. Words are folded (case, accents),
 * and kept both as they stand and reduced to their stem, at one position: a word is found in all its forms, best in
 * its own.
 */
public enum TextLanguage {
    EN("English"),
    FR("French"),
    DE("German"),
    ES("Spanish"),
    OTHER(null);

    /** What French leaves of articles and pronouns before a vowel, as Lucene's and Elasticsearch's own analysers have it. */
    public static final List<String> FRENCH_ELISIONS =
            List.of("l", "m", "t", "qu", "n", "s", "j", "d", "c", "jusqu", "quoiqu", "lorsqu", "puisqu");

    private final @Nullable String snowball;
    private final Analyzer forms;
    private final Analyzer plain;

    TextLanguage(@Nullable String snowball) {
        this.snowball = snowball;
        this.forms = build(name().equals("FR"), name().equals("EN"), snowball);
        this.plain = build(name().equals("FR"), name().equals("EN"), null);
    }

    private static Analyzer build(boolean french, boolean english, @Nullable String snowball) {
        try {
            CustomAnalyzer.Builder builder = CustomAnalyzer.builder().withTokenizer("standard");
            if (french) {
                builder.addTokenFilter("elision");
            }
            if (english) {
                builder.addTokenFilter("englishPossessive");
            }
            builder.addTokenFilter("lowercase").addTokenFilter("asciiFolding");
            if (snowball != null) {
                builder.addTokenFilter("keywordRepeat")
                        .addTokenFilter("snowballPorter", "language", snowball)
                        .addTokenFilter("removeDuplicates");
            }
            return builder.build();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Of a language tag (BCP 47). */
    public static TextLanguage of(@Nullable String tag) {
        String primary = tag == null ? "" : tag.toLowerCase(Locale.ROOT).split("-", 2)[0];
        return switch (primary) {
            case "en" -> EN;
            case "fr" -> FR;
            case "de" -> DE;
            case "es" -> ES;
            default -> OTHER;
        };
    }

    /** The name of the stemmer (Snowball's); nothing for the languages whose words stay as they are. */
    public @Nullable String snowball() {
        return snowball;
    }

    /** The end of the names of fields in this language. */
    public String suffix() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Gives words as they stand, and their stems. */
    public Analyzer forms() {
        return forms;
    }

    /** Gives words as they stand. */
    public Analyzer plain() {
        return plain;
    }

    /** The words of a text as they stand, folded. */
    public List<String> words(String text) {
        return tokens(plain, text);
    }

    /** A text's words and their stems, folded. */
    public List<String> forms(String text) {
        return tokens(forms, text);
    }

    /** A word as it stands, folded, and its stem, which may be the same. */
    public record Token(String word, String stem) {}

    /** The first words of a text, in its order. */
    public List<Token> stems(String text, int most) {
        List<Token> found = new ArrayList<>();
        try (TokenStream stream = forms.tokenStream("", Text.composed(text))) {
            CharTermAttribute term = stream.addAttribute(CharTermAttribute.class);
            PositionIncrementAttribute step = stream.addAttribute(PositionIncrementAttribute.class);
            stream.reset();
            while (stream.incrementToken()) {
                if (step.getPositionIncrement() == 0) {
                    // the stem comes after the word, at its place
                    found.add(new Token(found.removeLast().word(), term.toString()));
                } else if (found.size() == most) {
                    return found;
                } else {
                    found.add(new Token(term.toString(), term.toString()));
                }
            }
            stream.end();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return found;
    }

    private static List<String> tokens(Analyzer analyzer, String text) {
        List<String> tokens = new ArrayList<>();
        try (TokenStream stream = analyzer.tokenStream("", Text.composed(text))) {
            CharTermAttribute term = stream.addAttribute(CharTermAttribute.class);
            stream.reset();
            while (stream.incrementToken()) {
                tokens.add(term.toString());
            }
            stream.end();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return tokens;
    }
}
