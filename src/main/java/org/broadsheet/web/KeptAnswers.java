package org.broadsheet.web;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Answers in memory, bounded in bytes, and found by what they depend on too. It is the kept answer itself that stands
 * under its tags, not its address: when one is pushed out, an answer that has taken its place since stays where it is.
 */
final class KeptAnswers {

    /**
     * A backstop, no promise: what a piece that expires would change in a list that does not show it is told by the
     * log only.
     */
    private static final Duration LONGEST = Duration.ofMinutes(5);

    /** What a tag costs in the index, and an answer besides its bytes: about, and rather too much. */
    private static final int BYTES_A_TAG = 250;

    private static final int BYTES_AN_ANSWER = 500;

    /**
     * An answer that is kept.
     *
     * @param template the path of the resource's method, which stands for the address in metrics
     */
    record Kept(
            ResponseCache.Key key,
            Representation representation,
            List<String> tags,
            @Nullable String template) {

        int weight() {
            return representation.bytes() + 2 * key.uri().length() + tags.size() * BYTES_A_TAG + BYTES_AN_ANSWER;
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return this == other;
        }

        @Override
        public int hashCode() {
            return System.identityHashCode(this);
        }
    }

    private final Cache<ResponseCache.Key, Kept> byAddress;
    private final Map<String, Set<Kept>> byTag = new ConcurrentHashMap<>();

    KeptAnswers(long mostBytes) {
        // in the caller's thread: it is little work, and nothing is left to be done later
        byAddress = Caffeine.newBuilder()
                .maximumWeight(mostBytes)
                .weigher((ResponseCache.Key key, Kept kept) -> kept.weight())
                .expireAfterWrite(LONGEST)
                .executor(Runnable::run)
                .removalListener((key, kept, cause) -> {
                    if (kept != null) {
                        forget(kept);
                    }
                })
                .build();
    }

    @Nullable
    Kept at(ResponseCache.Key key) {
        return byAddress.getIfPresent(key);
    }

    void put(Kept kept) {
        // first under its tags, so that one that is pushed out at once leaves nothing behind there
        kept.tags()
                .forEach(tag -> byTag.compute(tag, (t, known) -> {
                    Set<Kept> all = known == null ? ConcurrentHashMap.newKeySet(1) : known;
                    all.add(kept);
                    return all;
                }));
        byAddress.put(kept.key(), kept);
    }

    private void forget(Kept kept) {
        kept.tags()
                .forEach(tag -> byTag.computeIfPresent(tag, (t, known) -> {
                    known.remove(kept);
                    return known.isEmpty() ? null : known;
                }));
    }

    /** Drops what has {@code tag}; how many. */
    int drop(String tag) {
        List<Kept> touched = new ArrayList<>(byTag.getOrDefault(tag, Set.of()));
        touched.forEach(kept -> byAddress.asMap().remove(kept.key(), kept));
        return touched.size();
    }

    int dropAll() {
        int all = byAddress.asMap().size();
        byAddress.invalidateAll();
        return all;
    }

    long bytes() {
        return byAddress.policy().eviction().orElseThrow().weightedSize().orElse(0);
    }

    int tags() {
        return byTag.size();
    }
}
