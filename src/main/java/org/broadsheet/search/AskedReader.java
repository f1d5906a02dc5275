package org.broadsheet.search;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.broadsheet.meaning.TextLanguage;
import org.broadsheet.naming.Text;
import org.broadsheet.problem.Refusal;
import org.jspecify.annotations.Nullable;

/**
 * Reads what a person types into a search box. Nothing that is typed is a mistake: a quote that is not closed ends with
 * the text, a bracket too many is passed over, a field that there is not is a word like others.
 *
 * <pre>
 * any   = all { "OR" all }
 * all   = row { "AND" row }
 * row   = { ["-" | "NOT"] part }
 * part  = [field ":"] ( word | word "*" | "\"" words "\"" | "(" any ")" )
 * </pre>
 */
final class AskedReader {

    private static final int MOST_WORDS = 64;
    /** An engine goes through all words that begin so; of more, the word as it stands is looked for. */
    private static final int MOST_PREFIXES = 4;

    /** Brackets that are deeper mean nothing to anybody. */
    private static final int DEEPEST = 16;

    private static final Pattern TOKEN =
            Pattern.compile("\\s*(?:(?<not>-)(?=\\S)|(?<field>[A-Za-z]{2,20}):(?=[^\\s:/])|(?<quote>[\"“”„«»])"
                    + "|(?<open>\\()|(?<close>\\))|(?<word>[^\\s()\"“”„«»]+))");

    /** Those that are no white space to {@link Pattern}, too: a keyboard for Japanese has one of its own. */
    private static final Pattern SPACES = Pattern.compile("\\p{Z}");

    private static final Pattern CLOSING = Pattern.compile("[\"“”„«»]");

    private final String text;
    private final Matcher tokens;
    private int words;
    private int prefixes;

    private AskedReader(String text) {
        this.text = text;
        this.tokens = TOKEN.matcher(text);
    }

    /**
     * What {@code text} asks for; nothing when there is no word in it.
     *
     * @throws Refusal.Invalid for the parameter {@code q} when there are too many words
     */
    static Optional<Asked> read(String text) {
        AskedReader reader = new AskedReader(SPACES.matcher(Text.composed(text)).replaceAll(" "));
        return Optional.ofNullable(reader.any(0, null));
    }

    private @Nullable Asked any(int depth, Asked.@Nullable In in) {
        List<Asked> parts = new ArrayList<>();
        do {
            add(parts, all(depth, in));
        } while (accept("OR"));
        return parts.size() > 1 ? new Asked.Any(parts) : first(parts);
    }

    private @Nullable Asked all(int depth, Asked.@Nullable In in) {
        List<Asked> parts = new ArrayList<>();
        do {
            add(parts, row(depth, in));
        } while (accept("AND"));
        return parts.size() > 1 ? new Asked.All(parts) : first(parts);
    }

    private @Nullable Asked row(int depth, Asked.@Nullable In in) {
        List<Asked> parts = new ArrayList<>();
        boolean not = false;
        while (peek()) {
            String word = tokens.group("word");
            if ("OR".equals(word) || "AND".equals(word)) {
                break;
            }
            if (tokens.group("close") != null) {
                if (depth > 0) {
                    break;
                }
                skip();
            } else if (tokens.group("not") != null || "NOT".equals(word)) {
                skip();
                not = true;
            } else {
                Asked part = part(depth, in);
                if (part != null) {
                    parts.add(not ? new Asked.Not(part) : part);
                }
                not = false;
            }
        }
        return parts.size() == 1 && !(parts.getFirst() instanceof Asked.Not)
                ? parts.getFirst()
                : parts.isEmpty() ? null : new Asked.Together(parts);
    }

    private @Nullable Asked part(int depth, Asked.@Nullable In in) {
        String field = tokens.group("field");
        if (field != null) {
            Optional<Asked.In> named = field(field);
            skip();
            return named.isPresent() ? (peek() ? part(depth, named.get()) : null) : word(field, in);
        }
        if (tokens.group("quote") != null) {
            skip();
            return phrase(in);
        }
        if (tokens.group("open") != null) {
            skip();
            if (depth >= DEEPEST) {
                return null;
            }
            Asked inside = any(depth + 1, in);
            if (peek() && tokens.group("close") != null) {
                skip();
            }
            return inside;
        }
        String word = tokens.group("word");
        skip();
        return word == null ? null : word(word, in);
    }

    private static Optional<Asked.In> field(String name) {
        return Arrays.stream(Asked.In.values())
                .filter(in -> in.name().equals(name.toUpperCase(Locale.ROOT)))
                .findFirst();
    }

    private @Nullable Asked phrase(Asked.@Nullable In in) {
        int from = tokens.regionStart();
        Matcher closing = CLOSING.matcher(text).region(from, text.length());
        boolean closed = closing.find();
        String inside = text.substring(from, closed ? closing.start() : text.length());
        tokens.region(closed ? closing.end() : text.length(), text.length());
        List<String> said = TextLanguage.OTHER.words(inside);
        if (said.isEmpty()) {
            return null;
        }
        count(said.size());
        return new Asked.Phrase(inside.strip(), in);
    }

    /** What stands between two spaces; that has several words in it when it has a hyphen or the like. */
    private @Nullable Asked word(String typed, Asked.@Nullable In in) {
        List<String> said = TextLanguage.OTHER.words(typed);
        if (said.isEmpty()) {
            return null;
        }
        count(said.size());
        if (said.size() > 1) {
            return new Asked.Phrase(typed, in);
        }
        return typed.length() > 2 && typed.endsWith("*") && prefixes++ < MOST_PREFIXES
                ? new Asked.Prefix(said.getFirst(), in)
                : new Asked.Word(typed, in);
    }

    private void count(int more) {
        words += more;
        if (words > MOST_WORDS) {
            throw Refusal.Invalid.parameter("q", "has more than " + MOST_WORDS + " words.");
        }
    }

    private boolean peek() {
        return tokens.lookingAt();
    }

    private void skip() {
        tokens.region(tokens.end(), text.length());
    }

    private boolean accept(String operator) {
        if (peek() && operator.equals(tokens.group("word"))) {
            skip();
            return true;
        }
        return false;
    }

    private static void add(List<Asked> parts, @Nullable Asked part) {
        if (part != null) {
            parts.add(part);
        }
    }

    private static @Nullable Asked first(List<Asked> parts) {
        return parts.isEmpty() ? null : parts.getFirst();
    }
}
