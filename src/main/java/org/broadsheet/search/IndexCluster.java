package org.broadsheet.search;

import java.util.Optional;

/**
 * The index in a cluster that all servers share. Which build searches use stands in the database, and so does who
 * writes: a lease, so that a server which is gone is followed by another one within seconds.
 */
final class IndexCluster implements IndexHome {

    static final String NAME = "cluster";

    private final SearchSettings settings;
    private final IndexLedger ledger;

    IndexCluster(SearchSettings settings, IndexLedger ledger) {
        this.settings = settings;
        this.ledger = ledger;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public boolean mine() {
        return ledger.lease(NAME);
    }

    @Override
    public Optional<Long> current() {
        return ledger.build(NAME);
    }

    @Override
    public ArticleIndex open(long build) {
        return ArticleIndex.elsewhere(settings, build);
    }

    @Override
    public void use(long build) {
        ledger.use(NAME, build);
    }

    @Override
    public void drop(long build) {
        try (ArticleIndex index = open(build)) {
            index.drop();
        }
    }

    /** What is missing there shows when it is asked for. */
    @Override
    public boolean holds(long build) {
        return true;
    }

    @Override
    public void close() {
        ledger.release(NAME);
    }
}
