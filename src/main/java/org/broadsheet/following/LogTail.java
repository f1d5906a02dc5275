package org.broadsheet.following;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import org.broadsheet.access.Rights;
import org.broadsheet.changes.Change;
import org.broadsheet.delivery.ArticleFilterParams;
import org.broadsheet.web.ChangeProgress;
import org.jspecify.annotations.Nullable;

/**
 * The end of the log in memory, so that a change costs a replica one query however many follow it: the first who asks
 * reads what is new, for all.
 */
@ApplicationScoped
class LogTail {

    private static final int LENGTH = 4_096;

    private static final Set<String> TYPES = Set.copyOf(ChangeView.TYPES);
    private static final ArticleFilterParams UNFILTERED =
            new ArticleFilterParams(null, List.of(), List.of(), null, null, null, null, null, null, null);
    private static final Wanted ALL = new Wanted(TYPES, Set.copyOf(ChangeView.KINDS), UNFILTERED, Rights.ALL);

    /** Whatever happens to articles. */
    static final Wanted ARTICLES = new Wanted(TYPES, Set.of(Change.Kind.ARTICLE.wire()), UNFILTERED, Rights.ALL);

    private final FollowedLog log;
    private final ChangeProgress progress;
    private final ReentrantLock lock = new ReentrantLock();
    private final @Nullable ChangeView[] ring = new @Nullable ChangeView[LENGTH];
    /** Those after {@code first}, up to {@code last}, are here. */
    private long first;

    private long last;

    LogTail(FollowedLog log, ChangeProgress progress) {
        this.log = log;
        this.progress = progress;
    }

    /** What is wanted of the log after {@code since}; nothing when that is not, or not all, in memory. */
    Optional<Stretch> read(Wanted wanted, long since, int limit) {
        lock.lock();
        try {
            catchUp();
            if (since < first || since > last) {
                return Optional.empty();
            }
            List<ChangeView> items = new ArrayList<>();
            long through = since;
            while (through < last && items.size() < limit) {
                ChangeView change = ring[index(++through)];
                if (change != null && wanted.wants(change)) {
                    items.add(change);
                }
            }
            return Optional.of(new Stretch(items, through, through < last));
        } finally {
            lock.unlock();
        }
    }

    private void catchUp() {
        long applied = progress.applied();
        if (applied - last > LENGTH) {
            last = applied - LENGTH;
            first = last;
        }
        while (last < applied) {
            Stretch news = log.read(ALL, last, LENGTH);
            if (news.through() == last) {
                return;
            }
            news.items().forEach(change -> ring[index(change.seq())] = change);
            last = news.through();
            first = Math.max(first, last - LENGTH);
        }
    }

    private static int index(long seq) {
        return (int) (seq % LENGTH);
    }
}
