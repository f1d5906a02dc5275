package org.broadsheet.web;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.Collection;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Finished answers of the public API, in memory. Whoever follows the change log says what has changed ({@link #purge}),
 * before it says that the change is applied ({@link ChangeProgress#advance}). So what is found here after
 * {@link ChangeProgress#applied()} was read is from no earlier than that; and while the log is not heard of
 * ({@link ChangeProgress#vouched()}), nothing here is used.
 *
 * <p><strong>Why nothing stale is kept.</strong> Each answer carries the number {@code a} that was applied before
 * anything was read for it. A change {@code s} is committed before it is purged here, and purged before it is applied.
 * <ul>
 *   <li>{@code s <= a}: it was committed before the reading began, so the answer has it.
 *   <li>{@code s > a}: the answer may lack it. Storing and purging exclude each other ({@code order}). Purged first:
 *       the purge is on record, with a number greater than {@code a}, and the answer is refused. Stored first: the
 *       answer stands under its tags already, and the purge drops it.
 * </ul>
 * A purge that is no longer on record counts as one that touches everything. The database has to be one for writing and
 * reading: a reader behind the log would answer {@code s <= a} without {@code s}.
 */
@ApplicationScoped
public class ResponseCache {

    /** Larger answers are made anew each time, rather than push out a hundred others. */
    private static final int LARGEST = 1 << 20;

    private static final int PURGED_KEYS_REMEMBERED = 20_000;

    /** Under what an answer is kept. Those for whom it may differ never share one ({@link Audience}). */
    record Key(String audience, String uri) {}

    private final long mostBytes;
    private final ChangeProgress progress;
    private final Clock clock;
    private final KeptAnswers kept;
    private final RecentPurges purges = new RecentPurges(PURGED_KEYS_REMEMBERED);
    private final ReentrantLock order = new ReentrantLock();
    private final Counter stored;
    private final Counter purged;

    ResponseCache(CacheSettings settings, ChangeProgress progress, Clock clock, MeterRegistry meters) {
        this.mostBytes = settings.maxBytes().asLongValue();
        this.progress = progress;
        this.clock = clock;
        this.kept = new KeptAnswers(mostBytes);
        this.stored = meters.counter("broadsheet.cache.stored");
        this.purged = meters.counter("broadsheet.cache.purged");
        meters.gauge("broadsheet.cache.bytes", kept, KeptAnswers::bytes);
    }

    /**
     * Drops what depends on one of {@code keys}, and what is being made from before the change {@code seq}. Comes
     * before {@link ChangeProgress#advance}.
     *
     * @param keys tokens of {@code Surrogate-Key}; {@code article:<id>} also drops what has {@code article:*}
     */
    public void purge(long seq, Collection<String> keys) {
        order.lock();
        try {
            purges.add(seq, keys);
            int dropped = 0;
            for (String key : keys) {
                dropped += kept.drop(key) + kept.drop(RecentPurges.collapsed(key));
            }
            purged.increment(dropped);
        } finally {
            order.unlock();
        }
    }

    /** Drops everything, and what is being made from before the change {@code seq}: when changes were passed over. */
    public void purgeAll(long seq) {
        order.lock();
        try {
            purges.addAll(seq);
            purged.increment(kept.dropAll());
        } finally {
            order.unlock();
        }
    }

    /** Whether what is here may be used. */
    boolean usable() {
        return mostBytes > 0 && progress.vouched();
    }

    /** What is kept under {@code key}, and still valid. Read {@link ChangeProgress#applied()} before. */
    KeptAnswers.@Nullable Kept find(Key key) {
        KeptAnswers.Kept found = kept.at(key);
        return found != null && found.representation().validAt(clock.instant()) ? found : null;
    }

    /** Keeps an answer, unless it may be from before a change that is applied meanwhile. */
    void store(Read read, Representation made, @Nullable String template) {
        KeptAnswers.Kept one = new KeptAnswers.Kept(read.key(), made, made.tags(), template);
        if (one.weight() > Math.min(LARGEST, mostBytes) || !made.validAt(clock.instant())) {
            return;
        }
        order.lock();
        try {
            if (usable() && !purges.mayHaveTouched(one.tags(), read.seq())) {
                kept.put(one);
                stored.increment();
            }
        } finally {
            order.unlock();
        }
    }

    /** How many tags lead to something. */
    int tags() {
        return kept.tags();
    }
}
