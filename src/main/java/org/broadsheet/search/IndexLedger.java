package org.broadsheet.search;

import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What the database knows of the indexes: which there are, how far they have come, which build is wanted. */
@ApplicationScoped
public class IndexLedger {

    /**
     * For how long a server that writes to a shared index may be silent before another takes its place: longer than a
     * write may take.
     */
    private static final Duration LEASE = Duration.ofSeconds(20);

    /**
     * An index, as its server last told of it.
     *
     * @param build that searches use; null for none yet
     * @param building that is being made; null for none
     * @param done how many of {@code total} articles the build that is being made has
     */
    public record Standing(
            String name, @Nullable Long build, @Nullable Long building, long done, long total, long seq) {}

    private final UUID self = UUID.randomUUID();
    private final EntityManager database;

    IndexLedger(EntityManager database) {
        this.database = database;
    }

    /** The number of the build that there has to be at least. */
    long wanted() {
        return number("select build from search_rebuild");
    }

    /** Asks for all indexes to be made anew; the number of the build that they will have at least. */
    public long want() {
        return number("update search_rebuild set build = 1 + greatest(build, (select max(greatest(build, building))"
                + " from search_index)) returning build");
    }

    private long number(String sql) {
        return QuarkusTransaction.requiringNew()
                .call(() ->
                        ((Number) database.createNativeQuery(sql, Long.class).getSingleResult()).longValue());
    }

    /** The indexes whose servers run. */
    public List<Standing> running() {
        return standings("seen_at > clock_timestamp() - interval '10 seconds'", null);
    }

    private List<Standing> standings(String condition, @Nullable String name) {
        return QuarkusTransaction.requiringNew().call(() -> {
            var query = database.createNativeQuery(
                    "select name, build, building, done, total, seq from search_index where " + condition
                            + " order by name",
                    Object[].class);
            if (name != null) {
                query.setParameter("name", name);
            }
            List<Object[]> rows = query.getResultList();
            return rows.stream().map(IndexLedger::standing).toList();
        });
    }

    private static Standing standing(Object[] row) {
        return new Standing(
                (String) row[0],
                (Long) row[1],
                (Long) row[2],
                ((Number) row[3]).longValue(),
                ((Number) row[4]).longValue(),
                ((Number) row[5]).longValue());
    }

    /**
     * Says how an index stands, and forgets those that nobody has told of for days. Of a shared index only who writes to
     * it may tell: a server that was asleep while another took its place would tell of the past.
     */
    void report(String name, @Nullable Long build, long seq, @Nullable Long building, long done, long total) {
        QuarkusTransaction.requiringNew().run(() -> {
            database.createNativeQuery("""
                            insert into search_index (name, build, seq, building, done, total, seen_at)
                            values (:name, cast(:build as bigint), :seq, cast(:building as bigint), :done, :total,
                                    clock_timestamp())
                            on conflict (name) do update set build = excluded.build, seq = excluded.seq,
                                building = excluded.building, done = excluded.done, total = excluded.total,
                                seen_at = excluded.seen_at
                                where search_index.writer is null or search_index.writer = :self
                            """)
                    .setParameter("self", self)
                    .setParameter("name", name)
                    .setParameter("build", text(build))
                    .setParameter("seq", seq)
                    .setParameter("building", text(building))
                    .setParameter("done", done)
                    .setParameter("total", total)
                    .executeUpdate();
            database.createNativeQuery("delete from search_index where seen_at < clock_timestamp() - interval '3 days'")
                    .executeUpdate();
        });
    }

    private static @Nullable String text(@Nullable Long number) {
        return number == null ? null : number.toString();
    }

    /** The build of a shared index that searches use. */
    Optional<Long> build(String name) {
        return standing(name).map(Standing::build);
    }

    /** How an index stood when its server last told of it. */
    Optional<Standing> standing(String name) {
        return standings("name = :name", name).stream().findFirst();
    }

    /**
     * From now on searches use {@code build}.
     *
     * @throws IllegalStateException when another server writes to this index by now
     */
    void use(String name, long build) {
        int used = QuarkusTransaction.requiringNew()
                .call(() -> database.createNativeQuery(
                                "insert into search_index (name, build, seen_at) values (:name, :build, clock_timestamp())"
                                        + " on conflict (name) do update set build = excluded.build"
                                        + " where search_index.writer is null or search_index.writer = :self")
                        .setParameter("name", name)
                        .setParameter("self", self)
                        .setParameter("build", build)
                        .executeUpdate());
        if (used == 0) {
            throw new IllegalStateException("another server has taken the index over");
        }
    }

    /** Takes or keeps the right to write to a shared index; whether this server has it now. */
    boolean lease(String name) {
        return QuarkusTransaction.requiringNew().call(() -> {
            int mine = database.createNativeQuery("""
                            insert into search_index (name, writer, writer_until, seen_at)
                            values (:name, :self, clock_timestamp() + :lease * interval '1 second', clock_timestamp())
                            on conflict (name) do update
                                set writer = excluded.writer, writer_until = excluded.writer_until
                                where search_index.writer = excluded.writer or search_index.writer is null
                                    or search_index.writer_until < clock_timestamp()
                            """)
                    .setParameter("name", name)
                    .setParameter("self", self)
                    .setParameter("lease", LEASE.toSeconds())
                    .executeUpdate();
            return mine > 0;
        });
    }

    void release(String name) {
        QuarkusTransaction.requiringNew()
                .run(() -> database.createNativeQuery(
                                "update search_index set writer = null where name = :name and writer = :self")
                        .setParameter("name", name)
                        .setParameter("self", self)
                        .executeUpdate());
    }
}
