package org.broadsheet.writing;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import java.util.Arrays;
import java.util.List;
import org.broadsheet.problem.Refusal;
import org.broadsheet.writing.Writes.Made;
import org.jspecify.annotations.Nullable;

/** The answers to writes that came with a key, for a day. */
@ApplicationScoped
public class IdempotentWrites {

    private static final String KEPT_FOR = "interval '24 hours'";

    /**
     * @param actor whose key it is
     * @param request a digest of what is asked for
     */
    public record Key(String actor, String key, byte[] request) {}

    record Kept(Made made) {}

    private final EntityManager database;

    IdempotentWrites(EntityManager database) {
        this.database = database;
    }

    /**
     * Takes the key for this transaction. A request with the same key that is under way is waited for, as its row is in
     * the way of this one until it ends.
     *
     * @return the answer of before; null when there is none and the work is to be done
     * @throws Refusal.Unprocessable when the key was used for another request
     */
    @Nullable
    Kept claim(Key key) {
        database.createNativeQuery("delete from idempotent_write where (actor, key) in (select actor, key from"
                        + " idempotent_write where created_at < clock_timestamp() - " + KEPT_FOR
                        + " order by created_at limit 20 for update skip locked)")
                .executeUpdate();
        int claimed = database.createNativeQuery("""
                        insert into idempotent_write as kept (actor, key, request, created_at)
                        values (:actor, :key, :request, clock_timestamp())
                        on conflict (actor, key) do update set request = excluded.request, created_at = excluded.created_at
                        where kept.created_at < clock_timestamp() - %s
                        """.formatted(KEPT_FOR))
                .setParameter("actor", key.actor())
                .setParameter("key", key.key())
                .setParameter("request", key.request())
                .executeUpdate();
        return claimed == 1 ? null : kept(key);
    }

    private Kept kept(Key key) {
        List<Object[]> found = database.createNativeQuery(
                        "select request, status, body, version, location, seq from idempotent_write"
                                + " where actor = :actor and key = :key",
                        Object[].class)
                .setParameter("actor", key.actor())
                .setParameter("key", key.key())
                .getResultList();
        Object[] row = found.getFirst();
        if (!Arrays.equals((byte[]) row[0], key.request())) {
            throw new Refusal.Unprocessable(List.of(org.broadsheet.problem.Violation.parameter(
                    "Idempotency-Key", "was used for another request within the last 24 hours; choose a new one.")));
        }
        return new Kept(new Made(
                (Integer) row[1],
                (String) row[2],
                (Integer) row[3],
                (String) row[4],
                ((Number) row[5]).longValue(),
                false));
    }

    /** Keeps the answer, in the same transaction. */
    void keep(Key key, Made made) {
        database.createNativeQuery("""
                        update idempotent_write set status = :status, body = :body, version = cast(:version as int),
                               location = :location, seq = :seq where actor = :actor and key = :key
                        """)
                .setParameter("status", made.status())
                .setParameter("body", made.body())
                .setParameter(
                        "version",
                        made.version() == null ? null : made.version().toString())
                .setParameter("location", made.location())
                .setParameter("seq", made.seq())
                .setParameter("actor", key.actor())
                .setParameter("key", key.key())
                .executeUpdate();
    }
}
