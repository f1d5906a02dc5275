package org.broadsheet.following;

import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.util.zip.GZIPOutputStream;
import org.broadsheet.access.Access;
import org.broadsheet.changes.ChangeLog;
import org.jboss.logging.Logger;

/**
 * Makes a snapshot: one transaction that sees the database as of one moment reads everything, and writes the pieces as
 * it goes. When it does not come to its end nothing is left of it. One replica at a time does that.
 */
@ApplicationScoped
class SnapshotBuilder {

    private static final Logger LOG = Logger.getLogger(SnapshotBuilder.class);

    /** Of PostgreSQL's advisory locks; nobody else's here. */
    private static final long LOCK = 0x536e617073686f74L;

    private static final Duration LONGEST = Duration.ofHours(6);
    private static final int TRIES = 3;

    /** What became of it. */
    enum Outcome {
        MADE,
        /** Another replica is at it. */
        BUSY,
        /** Something was taken down meanwhile, each time. */
        OVERTAKEN
    }

    /** Ends the transaction, as what was read has in it what was taken down since. */
    private static final class Overtaken extends RuntimeException {
        private static final long serialVersionUID = 1;

        Overtaken() {
            super(null, null, false, false);
        }
    }

    private final EntityManager database;
    private final ChangeLog log;
    private final Snapshots snapshots;
    private final SnapshotLines lines;
    private final Waiting waiting;
    private final Clock clock;

    SnapshotBuilder(
            EntityManager database,
            ChangeLog log,
            Snapshots snapshots,
            SnapshotLines lines,
            Waiting waiting,
            Clock clock) {
        this.database = database;
        this.log = log;
        this.snapshots = snapshots;
        this.lines = lines;
        this.waiting = waiting;
        this.clock = clock;
    }

    Outcome build() {
        for (int i = 0; i < TRIES; i++) {
            try {
                return QuarkusTransaction.requiringNew()
                        .timeout(Math.toIntExact(LONGEST.toSeconds()))
                        .call(this::make);
            } catch (Overtaken e) {
                LOG.info("An article was taken down while a snapshot was made; it is made again.");
            }
        }
        return Outcome.OVERTAKEN;
    }

    private Outcome make() {
        database.createNativeQuery("set transaction isolation level repeatable read")
                .executeUpdate();
        boolean mine = (Boolean) database.createNativeQuery("select pg_try_advisory_xact_lock(:lock)", Boolean.class)
                .setParameter("lock", LOCK)
                .getSingleResult();
        if (!mine) {
            return Outcome.BUSY;
        }
        if (snapshots.fresh()) {
            // another replica has just done it
            return Outcome.MADE;
        }
        long began = System.nanoTime();
        long seq = log.head();
        Access access = Access.toAll(clock);
        SnapshotFile file = new SnapshotFile((ordinal, content) -> snapshots.add(seq, ordinal, content));
        int articles;
        try (GZIPOutputStream gzip = new GZIPOutputStream(file, 1 << 16)) {
            articles = lines.write(seq, access, gzip, () -> goOn(seq));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        snapshots.add(seq, access.at(), articles, file.size(), file.digest());
        goOn(seq);
        LOG.infof(
                "Snapshot %d: %d articles in %d bytes, made in %d ms.",
                seq,
                articles,
                file.size(),
                Duration.ofNanos(System.nanoTime() - began).toMillis());
        return Outcome.MADE;
    }

    /**
     * Ends early what would not be served. A takedown after the last look here is noticed when the snapshot is asked
     * for.
     */
    private void goOn(long seq) {
        if (waiting.over()) {
            throw new IllegalStateException("the server stops");
        }
        if (snapshots.takenDownSince(seq)) {
            throw new Overtaken();
        }
    }
}
