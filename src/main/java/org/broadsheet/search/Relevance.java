package org.broadsheet.search;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.broadsheet.meaning.Meaning;
import org.broadsheet.meaning.Model;
import org.broadsheet.meaning.Neighbours;
import org.broadsheet.meaning.Profile;
import org.broadsheet.meaning.Profiles;
import org.jspecify.annotations.Nullable;

/**
 * The order of what was found by words. The engine's best hundred are ordered by
 *
 * <pre>
 * s = 6 score / best score + 11 cos(what the words mean, what the article means) + ln(freshness)
 * freshness = 1 - w (1 - 2^(-age / half-life))
 * </pre>
 *
 * made a share of the whole (softmax), to which comes the share of what is near ({@link Neighbours}): an article that is
 * near to the best ones is wanted too. Then comes the rest, in the engine's order. {@code docs/ranking.md} says what each
 * part is worth.
 */
@ApplicationScoped
class Relevance {

    /** Ties by id, so that the order is total. */
    static final Comparator<IndexHit> BEST_FIRST = Comparator.comparingDouble(IndexHit::score)
            .reversed()
            .thenComparing(hit -> hit.id().toString());

    /** So many of the engine's best are ranked. */
    static final int POOL = 100;

    private static final double WORDS = 6;
    private static final double MEANING = 11;
    private static final int REMEMBERED = 1_000;

    private final SearchSettings settings;
    private final Profiles profiles;
    private final Model model;
    private final Clock clock;
    /** What the words of the last searches mean: whoever turns the page asks again. */
    private final Cache<String, Optional<Meaning>> meanings =
            Caffeine.newBuilder().maximumSize(REMEMBERED).build();

    Relevance(SearchSettings settings, Profiles profiles, Model model, Clock clock) {
        this.settings = settings;
        this.profiles = profiles;
        this.model = model;
        this.clock = clock;
    }

    /** @param hits by the engine's score, the best first */
    List<IndexHit> rank(Asked asked, List<IndexHit> hits) {
        if (hits.isEmpty()) {
            return hits;
        }
        List<IndexHit> pool = hits.subList(0, Math.min(POOL, hits.size()));
        List<IndexHit> ranked = new ArrayList<>(pooled(asked, pool));
        ranked.sort(BEST_FIRST);
        double best = hits.getFirst().score();
        // below all of the pool, whose scores are above 0
        hits.stream().skip(POOL).map(hit -> hit.scored(hit.score() / best - 2)).forEach(ranked::add);
        return ranked;
    }

    private List<IndexHit> pooled(Asked asked, List<IndexHit> pool) {
        Map<UUID, Profile> known = profiles.of(pool.stream().map(IndexHit::id).toList());
        List<IndexHit> placed =
                pool.stream().filter(hit -> known.containsKey(hit.id())).toList();
        Optional<Meaning> meant = meanings.get(words(asked), model::words);
        double best = pool.getFirst().score();
        double[] shares = shares(pool.stream()
                .mapToDouble(hit -> WORDS * hit.score() / best
                        + MEANING * cosine(meant, known.get(hit.id()))
                        + Math.log(freshness(hit)))
                .toArray());
        double[] own = new double[placed.size()];
        for (int i = 0; i < own.length; i++) {
            own[i] = shares[pool.indexOf(placed.get(i))];
        }
        List<Profile> profilesOfPlaced =
                placed.stream().map(hit -> known.get(hit.id())).toList();
        double[] wanted = new Neighbours(profilesOfPlaced, profiles.statistics()).wanted(own);
        List<IndexHit> scored = new ArrayList<>();
        for (int i = 0; i < pool.size(); i++) {
            int place = placed.indexOf(pool.get(i));
            scored.add(pool.get(i).scored(place < 0 ? shares[i] : wanted[place]));
        }
        return scored;
    }

    private static String words(Asked asked) {
        return asked.wanted()
                .map(part -> switch (part) {
                    case Asked.Word word -> word.text();
                    case Asked.Phrase phrase -> phrase.text();
                    case Asked.Prefix prefix -> prefix.text();
                    default -> "";
                })
                .collect(Collectors.joining(" "));
    }

    private static double cosine(Optional<Meaning> meant, @Nullable Profile profile) {
        return meant.isEmpty() || profile == null || profile.meaning() == null
                ? 0
                : meant.get().cosine(profile.meaning());
    }

    private static double[] shares(double[] odds) {
        double most = Double.NEGATIVE_INFINITY;
        for (double one : odds) {
            most = Math.max(most, one);
        }
        double sum = 0;
        double[] shares = new double[odds.length];
        for (int i = 0; i < odds.length; i++) {
            shares[i] = Math.exp(odds[i] - most);
            sum += shares[i];
        }
        for (int i = 0; i < odds.length; i++) {
            shares[i] /= sum;
        }
        return shares;
    }

    private double freshness(IndexHit hit) {
        double age = Math.max(0, clock.millis() * 1000 - hit.published());
        double halfLives =
                age / TimeUnit.NANOSECONDS.toMicros(settings.halfLife().toNanos());
        return 1 - settings.freshness() * (1 - Math.pow(2, -halfLives));
    }
}
