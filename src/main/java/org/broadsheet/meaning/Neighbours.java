package org.broadsheet.meaning;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * How near the articles of a small pool are to each other. Two are as near as
 *
 * <pre>
 * m(a, b) = 12 sqrt(cos of their words) + 6.5 cos of their meanings + 4.5 exp(-days / 3)
 *           + 2 for a story that both have + 1 × the share of other tags that both have
 * g(a, b) = exp(m(a, b) - (L(a) + L(b)) / 2),   L(a) = ln(exp(10) + sum of exp m(a, x) over the pool)
 * </pre>
 *
 * The first is a guess of what they have in common, the second makes it mutual: an article that is near to everything
 * (a round-up) is near to nothing in particular. A date that is not known counts as 0.4 of the same day.
 * {@code docs/ranking.md} says where the numbers come from.
 */
public final class Neighbours {

    private static final double WORDS = 12;
    private static final double MEANING = 6.5;
    private static final double TIME = 4.5;
    private static final double STORY = 2;
    private static final double TAGS = 1;
    private static final double DAYS = 3;
    private static final double UNDATED = 0.4;
    /** What "none of them" would have in common: it tells a near article from the nearest of far ones. */
    private static final double NOBODY = 10;

    private static final double MILLIS_A_DAY = Duration.ofDays(1).toMillis();

    /** So far apart that nothing is left of the same day. */
    private static final double LONG_AGO = 100;

    private final List<Profile> pool;
    private final int size;
    private final double[][] words;
    /** {@code exp m(a, b)}; 0 for each with itself. */
    private final double[][] near;
    /** {@code sqrt(exp L(a))} */
    private final double[] crowd;

    /** @param pool the profiles; their order is kept */
    public Neighbours(List<Profile> pool, WordStatistics statistics) {
        this.pool = pool;
        this.size = pool.size();
        this.words = WordCosines.of(pool, statistics);
        this.near = new double[size][size];
        for (int a = 0; a < size; a++) {
            for (int b = 0; b < a; b++) {
                near[a][b] = Math.exp(common(pool.get(a), pool.get(b), words[a][b]));
                near[b][a] = near[a][b];
            }
        }
        this.crowd = new double[size];
        for (int a = 0; a < size; a++) {
            crowd[a] = Math.sqrt(Math.exp(NOBODY) + Arrays.stream(near[a]).sum());
        }
    }

    /** Those of a pool that have the most in common with {@code asked}: their places, the nearest first. */
    public static List<Integer> nearest(Profile asked, List<Profile> pool, WordStatistics statistics, int most) {
        double[] words = WordCosines.with(asked, pool, statistics);
        double[] common = new double[pool.size()];
        for (int i = 0; i < common.length; i++) {
            common[i] = common(asked, pool.get(i), words[i]);
        }
        return IntStream.range(0, common.length)
                .boxed()
                .sorted(Comparator.<Integer>comparingDouble(i -> common[i]).reversed())
                .limit(most)
                .toList();
    }

    private static double common(Profile one, Profile other, double words) {
        return WORDS * Math.sqrt(Math.max(0, words))
                + MEANING * meaning(one, other)
                + TIME * time(one.published(), other.published())
                + (both(one.stories(), other.stories()) > 0 ? STORY : 0)
                + TAGS * shared(one, other);
    }

    private static double time(@Nullable Instant a, @Nullable Instant b) {
        if (a == null || b == null) {
            return UNDATED;
        }
        double days = Math.abs(a.toEpochMilli() - b.toEpochMilli()) / MILLIS_A_DAY;
        return days > LONG_AGO ? 0 : Math.exp(-days / DAYS);
    }

    private static double shared(Profile one, Profile other) {
        int both = both(one.tags(), other.tags());
        return both == 0
                ? 0
                : both / Math.sqrt((double) one.tags().size() * other.tags().size());
    }

    /** How many are in both; lists are short. */
    private static int both(List<UUID> one, List<UUID> other) {
        int count = 0;
        for (int i = 0; i < one.size(); i++) {
            count += other.contains(one.get(i)) ? 1 : 0;
        }
        return count;
    }

    /** The cosine of what two articles say: 1 for the same words. */
    public double words(int a, int b) {
        return words[a][b];
    }

    /** The cosine of what two articles mean; 0 without a model. */
    public double meaning(int a, int b) {
        return meaning(pool.get(a), pool.get(b));
    }

    private static double meaning(Profile a, Profile b) {
        Meaning one = a.meaning();
        Meaning other = b.meaning();
        return one == null || other == null ? 0 : one.cosine(other);
    }

    /** How near two articles are, each among all: from 0 to 1. */
    private double mutual(int a, int b) {
        return near[a][b] / (crowd[a] * crowd[b]);
    }

    /** How near each is to the first, straight or by way of another one. */
    public double[] nearFirst() {
        double[] start = new double[size];
        for (int b = 1; b < size; b++) {
            start[b] = mutual(0, b);
        }
        return walked(start, 0.5);
    }

    /**
     * How much each is wanted by somebody who wants each as much as {@code wanted} says, as those that are near to
     * what is wanted are wanted too.
     */
    public double[] wanted(double[] wanted) {
        return walked(wanted, 1);
    }

    private double[] walked(double[] start, double share) {
        double[] reached = Arrays.copyOf(start, size);
        for (int a = 0; a < size; a++) {
            if (start[a] > 0) {
                for (int b = 0; b < size; b++) {
                    reached[b] += share * start[a] * mutual(a, b);
                }
            }
        }
        return reached;
    }
}
