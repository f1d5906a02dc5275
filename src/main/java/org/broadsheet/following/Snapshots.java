package org.broadsheet.following;

import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.broadsheet.problem.Refusal;
import org.jspecify.annotations.Nullable;

/**
 * The snapshots. One that was made before an article was taken down has that article in it, so from then on it is not
 * served any more: that is asked of the log at each request, and for each piece of a download.
 */
@ApplicationScoped
class Snapshots {

    /** For how long is remembered that there was a snapshot, so that who asks for it is told that it is gone. */
    private static final Duration REMEMBERED = Duration.ofDays(30);

    /** A kill counts always: what was killed after it had expired may be in a snapshot of before. */
    private static final String WITHDRAWN =
            "exists (select 1 from change c where c.seq > s.seq and c.type in ('killed', 'unpublished')"
                    + " and (c.type = 'killed' or c.before is not null))";

    private static final String COLUMNS =
            "s.seq, s.at, s.articles, s.bytes, s.digest, s.kept, " + WITHDRAWN + " as gone";

    private final EntityManager database;
    private final SnapshotSettings settings;
    private final Clock clock;

    Snapshots(EntityManager database, SnapshotSettings settings, Clock clock) {
        this.database = database;
        this.settings = settings;
        this.clock = clock;
    }

    private static <T> T inTransaction(Supplier<T> work) {
        return QuarkusTransaction.requiringNew().call(work::get);
    }

    /** Those that can be had, the latest first. */
    List<Snapshot> all() {
        return rows("where s.kept and not " + WITHDRAWN + " order by s.seq desc", null).stream()
                .map(Snapshots::snapshot)
                .toList();
    }

    Optional<Snapshot> latest() {
        return all().stream().findFirst();
    }

    /**
     * The snapshot as of the change {@code seq}.
     *
     * @throws Refusal.Gone when it can't be had any more
     */
    Snapshot get(long seq) {
        Object[] row = rows("where s.seq = :seq", seq).stream()
                .findFirst()
                .orElseThrow(() -> new Refusal.NotFound(
                        "There is no snapshot " + seq + "; GET /v1/snapshots lists those that there are."));
        if ((Boolean) row[6]) {
            throw new Refusal.Gone(
                    "An article in this snapshot was taken down since. Delete your copy, and begin again from GET"
                            + " /v1/snapshots/latest.",
                    "withdrawn",
                    null);
        }
        if (!(Boolean) row[5]) {
            throw new Refusal.Gone(
                    "This snapshot is not kept any longer. Follow the log from it if you have it; else begin again from"
                            + " GET /v1/snapshots/latest.",
                    "expired",
                    null);
        }
        return snapshot(row);
    }

    private List<Object[]> rows(String condition, @Nullable Long seq) {
        return inTransaction(() -> {
            var query =
                    database.createNativeQuery("select " + COLUMNS + " from snapshot s " + condition, Object[].class);
            if (seq != null) {
                query.setParameter("seq", seq);
            }
            return query.getResultList();
        });
    }

    private static Snapshot snapshot(Object[] row) {
        return new Snapshot(
                ((Number) row[0]).longValue(),
                (Instant) row[1],
                ((Number) row[2]).intValue(),
                ((Number) row[3]).longValue(),
                Base64.getEncoder().encodeToString((byte[]) row[4]));
    }

    /** A piece of a snapshot; nothing when the snapshot can't be had any more. */
    Optional<byte[]> chunk(Snapshot snapshot, int ordinal) {
        return inTransaction(() -> database.createNativeQuery(
                        "select p.content from snapshot s join snapshot_chunk p on p.seq = s.seq where s.seq = :seq"
                                + " and p.ordinal = :ordinal and s.kept and not " + WITHDRAWN,
                        byte[].class)
                .setParameter("seq", snapshot.seq())
                .setParameter("ordinal", ordinal)
                .getResultStream()
                .findFirst());
    }

    /** Whether the latest will do for whoever asks now. */
    boolean fresh() {
        Instant oldest = clock.instant().minus(settings.maxAge());
        return (Boolean) inTransaction(() -> database.createNativeQuery(
                        "select exists (select 1 from snapshot s where s.kept and not " + WITHDRAWN
                                + " and (s.at > :oldest or s.seq = (select seq from change_counter)))",
                        Boolean.class)
                .setParameter("oldest", oldest)
                .getSingleResult());
    }

    /** How long it is until the next may be made. */
    Duration restLeft() {
        Instant last = inTransaction(() ->
                (Instant) database.createNativeQuery("select coalesce(max(at), 'epoch') from snapshot", Instant.class)
                        .getSingleResult());
        return Duration.between(clock.instant(), last.plus(settings.rest()));
    }

    /** Whether something was taken down after the change {@code seq}. */
    boolean takenDownSince(long seq) {
        return (Boolean) inTransaction(() -> database.createNativeQuery(
                        "select " + WITHDRAWN + " from (select cast(:seq as bigint) as seq) s", Boolean.class)
                .setParameter("seq", seq)
                .getSingleResult());
    }

    /** Adds a piece to the snapshot that the present transaction makes. */
    void add(long seq, int ordinal, byte[] content) {
        database.createNativeQuery(
                        "insert into snapshot_chunk (seq, ordinal, content) values (:seq, :ordinal, :content)")
                .setParameter("seq", seq)
                .setParameter("ordinal", ordinal)
                .setParameter("content", content)
                .executeUpdate();
    }

    /** Makes it a snapshot that can be had, once the present transaction is committed. */
    void add(long seq, Instant at, int articles, long bytes, byte[] digest) {
        database.createNativeQuery("insert into snapshot (seq, at, articles, bytes, digest, kept)"
                        + " values (:seq, :at, :articles, :bytes, :digest, true)")
                .setParameter("seq", seq)
                .setParameter("at", at)
                .setParameter("articles", articles)
                .setParameter("bytes", bytes)
                .setParameter("digest", digest)
                .executeUpdate();
    }

    /** Deletes what can't be had any more: what was taken back, is too old, or is one too many. */
    void clean() {
        Instant now = clock.instant();
        QuarkusTransaction.requiringNew().run(() -> {
            // one at a time, else two who delete the same would wait for each other
            database.createNativeQuery("lock table snapshot in share row exclusive mode")
                    .executeUpdate();
            database.createNativeQuery("update snapshot s set kept = false where s.kept and " + WITHDRAWN)
                    .executeUpdate();
            database.createNativeQuery("""
                            update snapshot s set kept = false from
                                (select seq, row_number() over (order by seq desc) as place from snapshot where kept) o
                            where o.seq = s.seq and s.kept and (o.place > :most or (o.place > 1 and s.at < :oldest))
                            """)
                    .setParameter("most", settings.most())
                    .setParameter("oldest", now.minus(settings.keep()))
                    .executeUpdate();
            database.createNativeQuery(
                            "delete from snapshot_chunk p using snapshot s where s.seq = p.seq and not s.kept")
                    .executeUpdate();
            database.createNativeQuery("delete from snapshot where not kept and at < :forgotten")
                    .setParameter("forgotten", now.minus(REMEMBERED))
                    .executeUpdate();
        });
    }
}
