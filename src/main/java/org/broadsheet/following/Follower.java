package org.broadsheet.following;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;

/** Looks for what somebody wants of the log: in memory if it is there, else in the database. */
@ApplicationScoped
public class Follower {

    private final FollowedLog log;
    private final LogTail tail;
    private final Waiting waiting;

    Follower(FollowedLog log, LogTail tail, Waiting waiting) {
        this.log = log;
        this.tail = tail;
        this.waiting = waiting;
    }

    /** What there is after {@code since}. */
    public Stretch read(Wanted wanted, long since, int limit) {
        return wanted.plain()
                ? tail.read(wanted, since, limit).orElseGet(() -> log.read(wanted, since, limit))
                : log.read(wanted, since, limit);
    }

    /** The same, for who has looked before: the database is not asked when nothing has happened to any article. */
    Stretch more(Wanted wanted, long since, int limit) {
        if (wanted.plain()) {
            return read(wanted, since, limit);
        }
        return tail.read(LogTail.ARTICLES, since, 1)
                .filter(articles -> articles.items().isEmpty())
                .orElseGet(() -> log.read(wanted, since, limit));
    }

    /**
     * What there is after {@code since}, and when there is nothing yet, what comes first within {@code most}. While it waits it holds neither a
     * connection nor a transaction.
     */
    Stretch next(Wanted wanted, long since, int limit, Duration most) {
        long deadline = System.nanoTime() + most.toNanos();
        Stretch found = read(wanted, since, limit);
        try {
            while (found.items().isEmpty() && found.through() - since < FollowedLog.FARTHEST) {
                Duration left = Duration.ofNanos(deadline - System.nanoTime());
                if (!left.isPositive() || !waiting.forChange(found.through() + 1, left)) {
                    return found;
                }
                found = more(wanted, found.through(), limit);
            }
        } catch (InterruptedException e) {
            // the server stops: what was looked through so far is an answer too
            return found;
        }
        return found;
    }
}
