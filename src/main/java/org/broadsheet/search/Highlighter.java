package org.broadsheet.search;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.text.BreakIterator;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.PhraseQuery;
import org.apache.lucene.search.PrefixQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.search.uhighlight.Passage;
import org.apache.lucene.search.uhighlight.PassageFormatter;
import org.apache.lucene.search.uhighlight.UnifiedHighlighter;
import org.apache.lucene.search.uhighlight.WholeBreakIterator;
import org.broadsheet.meaning.TextLanguage;
import org.broadsheet.naming.Text;

/**
 * Marks in a text what was searched for. It looks at the texts that readers see, not at the index, so it is the same
 * with each engine, and shows nothing that has been changed since. Everything but the marks is escaped for HTML.
 */
public final class Highlighter {

    private static final String FIELD = "text";
    private static final String OPEN = "<mark>";
    private static final String CLOSE = "</mark>";
    private static final int LONGEST_TEXT = 200_000;

    private final TextLanguage language;
    private final Query query;

    private Highlighter(TextLanguage language, Query query) {
        this.language = language;
        this.query = query;
    }

    /** For texts in the language {@code tag}; nothing when there is no word in {@code words}. */
    public static Optional<Highlighter> of(String words, String tag) {
        TextLanguage language = TextLanguage.of(tag);
        return AskedReader.read(words).map(asked -> new Highlighter(language, query(asked, language)));
    }

    /** The whole text with its marks; nothing when there is nothing to mark. */
    public Optional<String> whole(String text) {
        return passages(text, 1, new WholeBreakIterator()).stream().findFirst();
    }

    /** The best sentences, in the order of the text. */
    public List<String> fragments(String text, int most) {
        return passages(text, most, BreakIterator.getSentenceInstance(Locale.ROOT));
    }

    private List<String> passages(String text, int most, BreakIterator breaks) {
        UnifiedHighlighter highlighter = UnifiedHighlighter.builderWithoutSearcher(language.forms())
                .withBreakIterator(() -> breaks)
                .withFormatter(new Marks())
                .withMaxLength(LONGEST_TEXT)
                .withMaxNoHighlightPassages(0)
                .build();
        try {
            Object found = highlighter.highlightWithoutSearcher(FIELD, query, Text.composed(text), most);
            return found instanceof Fragments fragments ? fragments.texts() : List.of();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private record Fragments(List<String> texts) {}

    /** Escapes the text, and puts marks around what was found. */
    private static final class Marks extends PassageFormatter {

        @Override
        public Object format(Passage[] passages, String content) {
            return new Fragments(Stream.of(passages)
                    .sorted(Comparator.comparingInt(Passage::getStartOffset))
                    .filter(passage -> passage.getNumMatches() > 0)
                    .map(passage -> format(passage, content))
                    .toList());
        }

        private static String format(Passage passage, String content) {
            StringBuilder text = new StringBuilder();
            int at = passage.getStartOffset();
            for (int i = 0; i < passage.getNumMatches(); i++) {
                int start = Math.max(at, passage.getMatchStarts()[i]);
                int end = Math.min(passage.getEndOffset(), passage.getMatchEnds()[i]);
                if (end > start) {
                    escape(content, at, start, text);
                    text.append(OPEN);
                    escape(content, start, end, text);
                    text.append(CLOSE);
                    at = end;
                }
            }
            escape(content, at, passage.getEndOffset(), text);
            return text.toString().strip().replace(CLOSE + " " + OPEN, " ");
        }

        private static void escape(String content, int from, int to, StringBuilder out) {
            for (int i = from; i < to; i++) {
                char c = content.charAt(i);
                switch (c) {
                    case '<' -> out.append("&lt;");
                    case '>' -> out.append("&gt;");
                    case '&' -> out.append("&amp;");
                    case '"' -> out.append("&quot;");
                    case '\'' -> out.append("&#39;");
                    case '\n', '\r', '\t' -> out.append(' ');
                    default -> out.append(c);
                }
            }
        }
    }

    private static Query query(Asked asked, TextLanguage language) {
        BooleanQuery.Builder any = new BooleanQuery.Builder();
        asked.wanted()
                .filter(Highlighter::ofTheText)
                .forEach(part -> any.add(one(part, language), BooleanClause.Occur.SHOULD));
        return any.build();
    }

    /** What is asked of a byline, a tag or a section is not marked where it happens to stand elsewhere. */
    private static boolean ofTheText(Asked part) {
        Asked.In in = part.in();
        return in == null || in == Asked.In.HEADLINE;
    }

    private static Query one(Asked part, TextLanguage language) {
        return switch (part) {
            case Asked.Word word -> forms(word.text(), language);
            case Asked.Prefix prefix -> new PrefixQuery(new Term(FIELD, prefix.text()));
            case Asked.Phrase phrase ->
                new PhraseQuery(FIELD, language.words(phrase.text()).toArray(String[]::new));
            default -> throw new IllegalArgumentException("not a leaf: " + part);
        };
    }

    private static Query forms(String word, TextLanguage language) {
        BooleanQuery.Builder any = new BooleanQuery.Builder();
        for (String form : language.forms(word)) {
            any.add(new TermQuery(new Term(FIELD, form)), BooleanClause.Occur.SHOULD);
        }
        return any.build();
    }
}
