package org.broadsheet.query;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;
import org.broadsheet.problem.Refusal;

/**
 * The grammar that filters share: {@code a,b} is any of the two, the parameter given twice is both, {@code -a} is
 * not.
 *
 * @param allOf groups of which each must match, by any of its words
 * @param noneOf words of which none may match
 */
public record FilterTerms(List<List<String>> allOf, List<String> noneOf) {

    public static final FilterTerms NONE = new FilterTerms(List.of(), List.of());

    private static final int MOST_WORDS = 50;

    /** Reads the values of one parameter; refuses empty words and more than 50 of them. */
    public static FilterTerms parse(String parameter, Collection<String> values) {
        List<List<String>> allOf = new ArrayList<>();
        List<String> noneOf = new ArrayList<>();
        for (String value : values) {
            List<String> anyOf = new ArrayList<>();
            for (String word : value.split(",", -1)) {
                boolean excluded = word.startsWith("-");
                String bare = (excluded ? word.substring(1) : word).strip();
                if (bare.isEmpty()) {
                    throw Refusal.Invalid.parameter(
                            parameter, "has an empty word; write 'a,b' for any of two and '-a' for not a.");
                }
                (excluded ? noneOf : anyOf).add(bare);
            }
            if (!anyOf.isEmpty()) {
                allOf.add(List.copyOf(anyOf));
            }
        }
        FilterTerms terms = new FilterTerms(List.copyOf(allOf), List.copyOf(noneOf));
        if (terms.words().count() > MOST_WORDS) {
            throw Refusal.Invalid.parameter(parameter, "names more than " + MOST_WORDS + " values.");
        }
        return terms;
    }

    public boolean isEmpty() {
        return allOf.isEmpty() && noneOf.isEmpty();
    }

    /** Every word, wanted or not. */
    public Stream<String> words() {
        return Stream.concat(allOf.stream().flatMap(List::stream), noneOf.stream());
    }
}
