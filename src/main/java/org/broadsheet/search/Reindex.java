package org.broadsheet.search;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import java.util.Objects;

/**
 * Has all indexes made anew: asks for it in the database, and the servers that run do it, each beside the index that its
 * searches use. Where none runs this process does it for the one that starts next.
 */
@ApplicationScoped
public class Reindex {

    private static final Duration LOOK_AGAIN = Duration.ofMillis(500);

    /** Is told how it comes on. */
    public interface Watcher {
        void progress(long done, long total);
    }

    private final IndexLedger ledger;
    private final SearchIndexer indexer;

    Reindex(IndexLedger ledger, SearchIndexer indexer) {
        this.ledger = ledger;
        this.indexer = indexer;
    }

    /** Returns when all are done; how many indexes that is. */
    public int run(Watcher watcher) throws InterruptedException {
        long wanted = ledger.want();
        if (ledger.running().isEmpty()) {
            indexer.makeHere(watcher);
            return 1;
        }
        while (true) {
            List<IndexLedger.Standing> running = ledger.running();
            if (running.isEmpty()) {
                throw new IllegalStateException(
                        "The servers that made the index have stopped; start them, or run this again.");
            }
            watcher.progress(
                    running.stream().mapToLong(one -> done(one, wanted)).sum(),
                    running.stream().mapToLong(IndexLedger.Standing::total).sum());
            if (running.stream().allMatch(one -> Objects.requireNonNullElse(one.build(), 0L) >= wanted)) {
                return running.size();
            }
            Thread.sleep(LOOK_AGAIN);
        }
    }

    private static long done(IndexLedger.Standing one, long wanted) {
        return Objects.requireNonNullElse(one.build(), 0L) >= wanted ? one.total() : one.done();
    }
}
