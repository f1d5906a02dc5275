package org.broadsheet.search;

import jakarta.enterprise.context.ApplicationScoped;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import org.apache.lucene.search.IndexSearcher;
import org.broadsheet.problem.Refusal;
import org.hibernate.search.util.common.SearchException;
import org.hibernate.search.util.common.SearchTimeoutException;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** The index that searches use, which is changed for another one while they go on. */
@ApplicationScoped
public class SearchIndex {

    private static final Logger LOG = Logger.getLogger(SearchIndex.class);

    /** For how long an index stays open after another has taken its place: longer than any search may take. */
    private static final Duration LINGER = Duration.ofSeconds(30);

    private static final int RETRY_AFTER = 5;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition moved = lock.newCondition();
    private volatile @Nullable ArticleIndex index;
    private volatile long seq;
    private volatile boolean suspect;

    /** The number of the last change that searches reflect; 0 while there is nothing to search in. */
    public long seq() {
        return index == null ? 0 : seq;
    }

    /** Whether there is something to search in. */
    public boolean usable() {
        return index != null;
    }

    /** Waits until searches reflect the change {@code wanted}, for so long at most; whether they do. */
    public boolean await(long wanted, Duration most) {
        long left = most.toNanos();
        lock.lock();
        try {
            while (seq() < wanted && left > 0) {
                left = moved.awaitNanos(left);
            }
            return seq() >= wanted;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        } finally {
            lock.unlock();
        }
    }

    /** Waits until there is something to search in, for so long at most. */
    public void awaitUsable(Duration most) {
        long left = most.toNanos();
        lock.lock();
        try {
            while (!usable() && left > 0) {
                left = moved.awaitNanos(left);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            lock.unlock();
        }
    }

    /**
     * Asks the index.
     *
     * @throws Refusal.Unavailable when there is none, it takes too long, or it does not answer
     */
    <T> T ask(Function<ArticleIndex, T> question) {
        ArticleIndex asked = index;
        if (asked == null) {
            throw new Refusal.Unavailable(
                    "The search index is being made; lists without a search are not affected.", RETRY_AFTER);
        }
        try {
            return question.apply(asked);
        } catch (SearchTimeoutException | IndexSearcher.TooManyClauses e) {
            throw new Refusal.Unavailable("The search took longer than it may. Ask for less, or again soon.", 1);
        } catch (SearchException | IllegalStateException | UncheckedIOException e) {
            suspect = true;
            LOG.warnf("A search failed: %s", e.getMessage());
            throw new Refusal.Unavailable(
                    "The search engine does not answer at the moment; lists without a search are not affected.",
                    RETRY_AFTER);
        }
    }

    /** The index itself, for whoever writes to it. */
    Optional<ArticleIndex> open() {
        return Optional.ofNullable(index);
    }

    /** Somebody had trouble with the index: it is looked at. */
    void suspect() {
        suspect = true;
    }

    /** Whether there was trouble with the index since this was asked last. */
    boolean suspected() {
        boolean was = suspect;
        suspect = false;
        return was;
    }

    /** Puts another index in the place of this one, which is closed once nobody can be using it. */
    void use(@Nullable ArticleIndex other, long reached) {
        ArticleIndex before = index;
        lock.lock();
        try {
            index = other;
            seq = reached;
            moved.signalAll();
        } finally {
            lock.unlock();
        }
        if (before != null && before != other) {
            Thread.ofVirtual().name("search-index-closing").start(() -> close(before));
        }
    }

    private static void close(ArticleIndex before) {
        try {
            Thread.sleep(LINGER);
            before.close();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            LOG.debugf("An index that is not used any more can't be closed: %s", e.getMessage());
        }
    }

    void reached(long change) {
        lock.lock();
        try {
            seq = change;
            moved.signalAll();
        } finally {
            lock.unlock();
        }
    }
}
