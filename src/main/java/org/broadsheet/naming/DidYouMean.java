package org.broadsheet.naming;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;
import org.apache.commons.text.similarity.LevenshteinDistance;

/** The known word that a mistyped one probably stands for. */
public final class DidYouMean {

    private DidYouMean() {}

    /** " Did you mean 'x'?" when a known word is at most a third of the letters away, else nothing. */
    public static String hint(String typed, Collection<String> known) {
        return closest(typed, known)
                .map(word -> " Did you mean '" + word + "'?")
                .orElse("");
    }

    public static Optional<String> closest(String typed, Collection<String> known) {
        if (typed.length() > 100) {
            return Optional.empty();
        }
        String folded = Slugs.fold(typed);
        LevenshteinDistance distance = new LevenshteinDistance(Math.max(1, typed.length() / 3));
        return known.stream()
                .filter(word -> distance.apply(folded, Slugs.fold(word)) >= 0)
                .min(Comparator.<String>comparingInt(word -> distance.apply(folded, Slugs.fold(word)))
                        .thenComparing(Comparator.naturalOrder()));
    }
}
