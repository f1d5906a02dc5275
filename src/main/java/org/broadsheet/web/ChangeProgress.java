package org.broadsheet.web;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * How far this replica has applied the change log: every answer given from now on is from no earlier than
 * {@link #applied()}. Whoever follows the log ({@code changes}) moves it on, after the response cache has been purged.
 */
@ApplicationScoped
public class ChangeProgress {

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition moved = lock.newCondition();
    private volatile long applied;
    private volatile long vouchedUntil = System.nanoTime();

    /** The number of the last change that this replica has applied. */
    public long applied() {
        return applied;
    }

    /** Says that all changes up to {@code seq} are applied. */
    public void advance(long seq) {
        lock.lock();
        try {
            applied = Math.max(applied, seq);
            moved.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Waits until the change {@code seq} is applied, for so long at most; whether it is. */
    public boolean await(long seq, Duration most) throws InterruptedException {
        long left = most.toNanos();
        lock.lock();
        try {
            while (applied < seq && left > 0) {
                left = moved.awaitNanos(left);
            }
            return applied >= seq;
        } finally {
            lock.unlock();
        }
    }

    /**
     * Whether what is kept in memory may be trusted: the log was heard of within the lease, so that nothing can have
     * been killed without this replica's knowing.
     */
    public boolean vouched() {
        return vouchedUntil - System.nanoTime() > 0;
    }

    /** Extends the lease: it ends {@code lease} after {@code heardAt}, of {@link System#nanoTime()}. */
    public void vouch(long heardAt, Duration lease) {
        vouchedUntil = heardAt + TimeUnit.NANOSECONDS.convert(lease);
    }
}
