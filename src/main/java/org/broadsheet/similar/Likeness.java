package org.broadsheet.similar;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.OptionalLong;
import java.util.UUID;
import org.broadsheet.meaning.Profile;
import org.broadsheet.meaning.Words;
import org.jspecify.annotations.Nullable;

/**
 * What an article has in common with the text that it was compared with.
 *
 * @param words that both have, the weightiest first
 * @param meaning the cosine of what both mean
 * @param apart whole days between both dates; nothing when one is not known
 */
public record Likeness(
        List<UUID> stories,
        List<UUID> tags,
        List<UUID> bylines,
        List<String> words,
        double said,
        double meaning,
        OptionalLong apart) {

    private static final int MOST_WORDS = 5;

    static Likeness of(Profile asked, Profile other, List<Words.Word> weightiest, double said, double meaning) {
        return new Likeness(
                both(asked.stories(), other.stories()),
                both(asked.tags(), other.tags()),
                both(asked.bylines(), other.bylines()),
                SimilarArticles.shared(weightiest, other).stream()
                        .limit(MOST_WORDS)
                        .toList(),
                said,
                meaning,
                apart(asked.published(), other.published()));
    }

    private static List<UUID> both(List<UUID> one, List<UUID> other) {
        return one.stream().filter(other::contains).toList();
    }

    private static OptionalLong apart(@Nullable Instant one, @Nullable Instant other) {
        return one == null || other == null
                ? OptionalLong.empty()
                : OptionalLong.of(Duration.between(one, other).abs().toDays());
    }
}
