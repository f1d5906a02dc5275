package org.broadsheet.changes;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jboss.logging.Logger;

/** The running replicas, and how far each has come. */
@ApplicationScoped
public class Replicas {

    private static final Logger LOG = Logger.getLogger(Replicas.class);

    /**
     * A crash of PostgreSQL loses what was committed in the last three times {@code wal_writer_delay}, which is 200 ms
     * unless set otherwise, when nobody waited for the disk (its manual, "Asynchronous Commit"). The rest is for clocks
     * that run at different rates, and for a statement that was under way. What was lost may have come a heartbeat after
     * the one that is left, so that is added.
     */
    private static final Duration MARGIN = Duration.ofSeconds(1);

    private static final Duration LOOK_AGAIN = Duration.ofMillis(4);
    private static final Duration LOOK_AGAIN_AFTER_FAILURE = Duration.ofMillis(100);

    /** How a change has reached the replicas. */
    @Schema(description = "How the change has reached the servers of this API.")
    public record Propagation(
            @Schema(description = "Servers that were running when the change was committed.", examples = "2")
            int replicas,

            @Schema(
                    description = "Of these, how many have said that they have applied it. The others have not been"
                            + " heard of for so long that they have stopped trusting what they keep.",
                    examples = "2")
            int confirmed,

            @Schema(description = "Milliseconds from the commit until that was certain.", examples = "9")
            long waitedMs) {}

    private final UUID self = UUID.randomUUID();
    private final String name = ProcessHandle.current().pid() + "@" + hostname();
    private final EntityManager database;
    private final ChangeSettings settings;

    Replicas(EntityManager database, ChangeSettings settings) {
        this.database = database;
        this.settings = settings;
    }

    private static String hostname() {
        String host = System.getenv("HOSTNAME");
        return host == null || host.isBlank() ? "localhost" : host;
    }

    void report(Connection connection, long applied) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("""
                insert into change_replica (id, name, applied_seq, seen_at) values (?, ?, ?, clock_timestamp())
                on conflict (id) do update set applied_seq = excluded.applied_seq, seen_at = excluded.seen_at
                """)) {
            statement.setObject(1, self);
            statement.setString(2, name);
            statement.setLong(3, applied);
            statement.executeUpdate();
        }
    }

    void leave(Connection connection) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(
                "delete from change_replica where id = ? or seen_at < clock_timestamp() - interval '1 day'")) {
            statement.setObject(1, self);
            statement.executeUpdate();
        }
    }

    private record Standing(int running, int confirmed, int open) {}

    /**
     * Waits until no replica can answer from before the change {@code seq}: each has said that it has applied it, or
     * was last heard of longer ago than its lease, after which it trusts nothing that it keeps. Ends, for a replica
     * that was killed goes silent.
     *
     * <p>When the database goes away meanwhile, it can't be asked, but a lease is over all the same: what a replica
     * trusts after that, it has read from the log after {@code seq}, which is committed. What is known of the replicas is
     * then what was known last.
     */
    public Propagation await(long seq) {
        long start = System.nanoTime();
        Standing last = new Standing(0, 0, 0);
        int most = 0;
        while (true) {
            Optional<Standing> standing = look(seq);
            last = standing.orElse(last);
            most = Math.max(most, last.running());
            Duration waited = Duration.ofNanos(System.nanoTime() - start);
            boolean over = standing.isPresent() ? last.open() == 0 : waited.compareTo(silence()) > 0;
            if (over) {
                return new Propagation(Math.max(most, last.confirmed()), last.confirmed(), waited.toMillis());
            }
            pause(standing.isPresent() ? LOOK_AGAIN : LOOK_AGAIN_AFTER_FAILURE);
        }
    }

    private Optional<Standing> look(long seq) {
        try {
            return Optional.of(standing(seq));
        } catch (RuntimeException e) {
            LOG.warnf("The replicas can't be asked how far they are: %s", e.getMessage());
            return Optional.empty();
        }
    }

    /** After so long nobody waits for a replica any more. */
    private Duration silence() {
        return settings.lease().plus(settings.heartbeat()).plus(MARGIN);
    }

    private static void pause(Duration duration) {
        try {
            Thread.sleep(duration);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("stopped while waiting for the replicas", e);
        }
    }

    @Transactional(Transactional.TxType.REQUIRES_NEW)
    Standing standing(long seq) {
        Object[] row = (Object[]) database.createNativeQuery("""
                        select count(*) filter (where running), count(*) filter (where running and applied_seq >= :seq),
                               count(*) filter (where running and applied_seq < :seq)
                        from (select applied_seq, seen_at > clock_timestamp() - :lease * interval '1 millisecond' as running
                              from change_replica) replica
                        """, Object[].class)
                .setParameter("seq", seq)
                .setParameter("lease", silence().toMillis())
                .getSingleResult();
        return new Standing(((Number) row[0]).intValue(), ((Number) row[1]).intValue(), ((Number) row[2]).intValue());
    }
}
