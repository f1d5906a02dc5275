package org.broadsheet.webhook;

import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Query;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;
import org.broadsheet.access.Actor;
import org.broadsheet.access.AuditTrail;
import org.hibernate.query.NativeQuery;
import org.jspecify.annotations.Nullable;

/**
 * Whose turn it is. There is no row for each delivery: a webhook's place in the change log is the queue. Who delivers
 * has a lease on the webhook, renewed with each delivery; when it is lost, to the clock or to a change of the webhook,
 * nothing that its holder still says counts. All times here are the database's.
 */
@ApplicationScoped
class DeliveryQueue {

    /** Readers need connections, too. */
    private static final int CONNECTIONS = 6;

    private static final Duration BEYOND_THE_TIMEOUT = Duration.ofSeconds(10);
    private static final Actor SELF = Actor.system("webhooks");
    private static final int MOST_AT_ONCE = 10_000;

    private static final String NOTE = """
            insert into webhook_attempt (webhook_id, message_id, type, seq, duration_ms, status, error)
            select id, :message, :type, cast(:seq as bigint), :took, cast(:status as int), cast(:error as text)
            from webhook where id = :id
            """;

    /**
     * A webhook to be delivered to.
     *
     * @param lastChance whether it has been failing for so long that another failure is the last
     */
    record Claim(Webhook webhook, UUID lease, boolean lastChance) {}

    /**
     * How the webhooks are.
     *
     * @param behind how many changes the one that is farthest from the end of the log has before it
     * @param oldestSeconds how old the oldest change is that one which takes what is sent has not been told yet
     */
    record Standing(long active, long failing, long paused, long behind, double oldestSeconds) {}

    private final EntityManager database;
    private final Webhooks webhooks;
    private final AuditTrail audit;
    private final WebhookSettings settings;
    private final Semaphore turns = new Semaphore(CONNECTIONS, true);

    DeliveryQueue(EntityManager database, Webhooks webhooks, AuditTrail audit, WebhookSettings settings) {
        this.database = database;
        this.webhooks = webhooks;
        this.audit = audit;
        this.settings = settings;
    }

    /** Does something with the database when it is its turn. */
    <T> T inTurn(Supplier<T> work) {
        turns.acquireUninterruptibly();
        try {
            return work.get();
        } finally {
            turns.release();
        }
    }

    private <T> T inTransaction(Supplier<T> work) {
        return inTurn(() -> QuarkusTransaction.requiringNew().call(work::get));
    }

    private long leaseMillis() {
        return settings.timeout().plus(BEYOND_THE_TIMEOUT).toMillis();
    }

    /** Takes webhooks that have something before the change {@code applied} to be told, and that nobody else has. */
    List<Claim> claim(long applied, int most) {
        return inTransaction(() -> {
            NativeQuery<Object[]> query = Webhooks.typed(
                            database.createNativeQuery("""
                            with claimed as (
                                update webhook w
                                set lease = gen_random_uuid(),
                                    leased_until = clock_timestamp() + :lease * interval '1 millisecond'
                                from (select id from webhook
                                      where paused_because is null and seq < :applied
                                            and next_attempt_at <= clock_timestamp()
                                            and (leased_until is null or leased_until < clock_timestamp())
                                      order by next_attempt_at limit :most for update skip locked) due
                                where w.id = due.id
                                returning w.*)
                            select %s, w.lease as lease,
                                   coalesce(w.failing_since < clock_timestamp() - :giveUp * interval '1 millisecond',
                                            false) as last_chance
                            from claimed w
                            """.formatted(Webhooks.COLUMNS), Object[].class))
                    .addScalar("lease", UUID.class)
                    .addScalar("last_chance", Boolean.class)
                    .setParameter("lease", leaseMillis())
                    .setParameter("applied", applied)
                    .setParameter("giveUp", settings.giveUp().toMillis())
                    .setParameter("most", most);
            return query.getResultList().stream()
                    .map(row -> new Claim(webhooks.webhook(row), (UUID) row[22], (Boolean) row[23]))
                    .toList();
        });
    }

    /** The message was taken; whether the claim still holds. */
    boolean delivered(Claim claim, Message message, Reply reply) {
        return tried(claim, message, reply, """
                seq = cast(:seq as bigint), failures = 0, failing_since = null, next_attempt_at = clock_timestamp(),
                leased_until = clock_timestamp() + :millis * interval '1 millisecond'
                """, leaseMillis());
    }

    /** The message was not taken, and is tried again after {@code delay}. */
    void failed(Claim claim, Message message, Reply reply, Duration delay) {
        tried(claim, message, reply, """
                failures = failures + 1, failing_since = coalesce(failing_since, clock_timestamp()),
                next_attempt_at = clock_timestamp() + :millis * interval '1 millisecond', lease = null,
                leased_until = null
                """, delay.toMillis());
    }

    /** In one statement, as there are many of these: the attempt is noted, and it counts while the claim holds. */
    private boolean tried(Claim claim, Message message, Reply reply, String set, long millis) {
        return inTransaction(() -> {
            Query query = attempt("""
                            with told as (update webhook set %s where id = :id and lease = :lease returning id),
                                 noted as (%s)
                            select count(*) from told
                            """.formatted(set, NOTE), claim.webhook().id(), message, reply)
                    .setParameter("lease", claim.lease())
                    .setParameter("millis", millis);
            return ((Number) query.getSingleResult()).longValue() == 1;
        });
    }

    private Query attempt(String sql, UUID webhook, Message message, Reply reply) {
        return database.createNativeQuery(sql)
                .unwrap(NativeQuery.class)
                .setParameter("id", webhook)
                .setParameter("message", message.id())
                .setParameter("type", message.type())
                .setParameter("seq", message.seq(), Long.class)
                .setParameter("took", Math.toIntExact(reply.millis()))
                .setParameter("status", reply.status(), Integer.class)
                .setParameter("error", reply.error(), String.class);
    }

    /** Notes an attempt that moves nothing on. */
    WebhookAttempt note(UUID webhook, Message message, Reply reply) {
        return inTransaction(() -> WebhookAttempt.of((Object[]) attempt(
                        "with noted as (" + NOTE + " returning *) select id, message_id, type, seq, at, duration_ms,"
                                + " status, error from noted",
                        webhook,
                        message,
                        reply)
                .getSingleResult()));
    }

    /** Nothing before the change {@code through} is wanted that was not delivered; whether the claim still holds. */
    boolean passed(Claim claim, long through) {
        return change(
                claim,
                "seq = greatest(seq, :value), leased_until = clock_timestamp() + " + leaseMillis()
                        + " * interval '1 millisecond'",
                through);
    }

    /** Leaves the webhook to whoever comes next, {@code delay} from now. */
    void release(Claim claim, Duration delay) {
        change(
                claim,
                "lease = null, leased_until = null, next_attempt_at = greatest(next_attempt_at,"
                        + " clock_timestamp() + :value * interval '1 millisecond')",
                delay.toMillis());
    }

    private boolean change(Claim claim, String set, long value) {
        return inTransaction(
                () -> database.createNativeQuery("update webhook set " + set + " where id = :id and lease = :lease")
                                .setParameter("value", value)
                                .setParameter("id", claim.webhook().id())
                                .setParameter("lease", claim.lease())
                                .executeUpdate()
                        == 1);
    }

    /** Nothing more is sent until somebody resumes it; whether the claim still holds. */
    boolean pause(Claim claim, String because, @Nullable String note, Instant now) {
        Webhook webhook = claim.webhook();
        return inTransaction(() -> {
            boolean held = database.createNativeQuery("""
                                    update webhook set paused_because = :because, paused_at = :now, modified_at = :now,
                                           version = version + 1, lease = null, leased_until = null
                                    where id = :id and lease = :lease
                                    """)
                            .setParameter("because", because)
                            .setParameter("now", now)
                            .setParameter("id", webhook.id())
                            .setParameter("lease", claim.lease())
                            .executeUpdate()
                    == 1;
            if (held) {
                audit.record(
                        SELF,
                        "webhook.pause",
                        "webhook",
                        webhook.id(),
                        webhook.version(),
                        webhook.version() + 1,
                        "active",
                        "paused",
                        note);
            }
            return held;
        });
    }

    Standing standing() {
        Object[] row = inTransaction(
                () -> (Object[]) database.createNativeQuery("""
                        select count(*) filter (where paused_because is null and failures = 0),
                               count(*) filter (where paused_because is null and failures > 0),
                               count(*) filter (where paused_because is not null),
                               coalesce((select c.seq from change_counter c)
                                        - min(seq) filter (where paused_because is null), 0),
                               coalesce(extract(epoch from clock_timestamp() - (
                                   select c.at from change c
                                   where c.seq > (select min(w.seq) from webhook w
                                                  where w.paused_because is null and w.failures = 0)
                                   order by c.seq limit 1)), 0)
                        from webhook
                        """, Object[].class).getSingleResult());
        return new Standing(
                ((Number) row[0]).longValue(),
                ((Number) row[1]).longValue(),
                ((Number) row[2]).longValue(),
                Math.max(0, ((Number) row[3]).longValue()),
                Math.max(0, ((Number) row[4]).doubleValue()));
    }

    /** Forgets attempts that are too old or too many. */
    void tidy() {
        inTransaction(() -> database.createNativeQuery("delete from webhook_attempt where id in (select id from"
                        + " webhook_attempt where at < clock_timestamp() - :keep * interval '1 millisecond' limit "
                        + MOST_AT_ONCE + ")")
                .setParameter("keep", settings.attemptsKeep().toMillis())
                .executeUpdate());
        inTransaction(() -> database.createNativeQuery("""
                        delete from webhook_attempt a
                        using webhook w cross join lateral (
                            select n.id from webhook_attempt n where n.webhook_id = w.id order by n.id desc
                            offset :most limit 1) edge
                        where a.webhook_id = w.id and a.id <= edge.id
                        """)
                .setParameter("most", settings.attemptsMost())
                .executeUpdate());
    }
}
