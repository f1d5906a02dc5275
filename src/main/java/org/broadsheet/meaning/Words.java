package org.broadsheet.meaning;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.lucene.analysis.CharArraySet;
import org.apache.lucene.analysis.de.GermanAnalyzer;
import org.apache.lucene.analysis.en.EnglishAnalyzer;
import org.apache.lucene.analysis.es.SpanishAnalyzer;
import org.apache.lucene.analysis.fr.FrenchAnalyzer;

/**
 * The words that a text is about, by their stems: the more weight, the more often and the nearer to its beginning they
 * stand. A headline counts three times; a word of the body at place {@code p} counts {@code 1 / (1 + p / 200)}; the
 * sum's logarithm is the weight.
 */
public final class Words {

    private static final int HEADLINE = 3;
    private static final double HALF_AFTER = 200;
    private static final int LONGEST_TEXT = 3_000;
    private static final int SHORTEST = 2;

    private static final Map<TextLanguage, CharArraySet> STOP_WORDS = Map.of(
            TextLanguage.EN, EnglishAnalyzer.getDefaultStopSet(),
            TextLanguage.FR, FrenchAnalyzer.getDefaultStopSet(),
            TextLanguage.DE, GermanAnalyzer.getDefaultStopSet(),
            TextLanguage.ES, SpanishAnalyzer.getDefaultStopSet(),
            TextLanguage.OTHER, CharArraySet.EMPTY_SET);

    /** A word, as it stands in the text first, and its weight there. */
    public record Word(String stem, String said, int hash, float weight) {}

    private Words() {}

    private static final class Count {
        private final String said;
        private double sum;

        Count(String said) {
            this.said = said;
        }
    }

    /** The words of a text, the weightiest first. */
    public static List<Word> of(TextLanguage language, String headline, String standfirst, String body) {
        Map<String, Count> counts = new HashMap<>();
        count(language, headline, HEADLINE, Double.POSITIVE_INFINITY, counts);
        count(language, standfirst, 1, Double.POSITIVE_INFINITY, counts);
        count(language, body, 1, HALF_AFTER, counts);
        return counts.entrySet().stream()
                .map(entry -> new Word(entry.getKey(), entry.getValue().said, hash(entry.getKey()), (float)
                        Math.log1p(entry.getValue().sum)))
                .sorted(Comparator.comparingDouble(Word::weight).reversed().thenComparing(Word::stem))
                .toList();
    }

    private static void count(
            TextLanguage language, String text, double weight, double halfAfter, Map<String, Count> counts) {
        CharArraySet stopWords = STOP_WORDS.getOrDefault(language, CharArraySet.EMPTY_SET);
        int place = 0;
        for (TextLanguage.Token token : language.stems(text, LONGEST_TEXT)) {
            if (token.word().length() >= SHORTEST && !stopWords.contains(token.word())) {
                counts.computeIfAbsent(token.stem(), stem -> new Count(token.word())).sum +=
                        weight / (1 + place / halfAfter);
            }
            place++;
        }
    }

    /** FNV-1a, which spreads short words well; 32 bits. */
    static int hash(String stem) {
        int hash = 0x811c9dc5;
        for (int i = 0; i < stem.length(); i++) {
            hash = (hash ^ stem.charAt(i)) * 0x01000193;
        }
        return hash;
    }
}
