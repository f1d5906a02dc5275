package org.broadsheet.syndication;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.persistence.EntityManager;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.broadsheet.changes.ChangeLog;
import org.broadsheet.changes.Replicas;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Follows the change log, and tells the hub of the feeds that changes touch: in rounds, each of which begins no sooner
 * than a pause after the one before, so that none is told more often. One server at a time does, for all; where one
 * was stopped in the middle of a round, another begins that again.
 */
@ApplicationScoped
class HubFollower {

    private static final Logger LOG = Logger.getLogger(HubFollower.class);
    private static final int BATCH = 1_000;
    private static final Duration MOMENT = Duration.ofSeconds(1);

    /** For how long a server that is at it need not say so again; longer than the hub's answer is waited for. */
    private static final Duration LEASE = Duration.ofMinutes(1);

    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(5);

    private final EntityManager database;
    private final ChangeLog log;
    private final Replicas replicas;
    private final Topics topics;
    private final SyndicationSettings settings;
    private final boolean serving;
    private @Nullable Thread thread;
    private volatile boolean stopped;
    private int failures;

    HubFollower(
            EntityManager database,
            ChangeLog log,
            Replicas replicas,
            Topics topics,
            SyndicationSettings settings,
            @ConfigProperty(name = "quarkus.http.host-enabled", defaultValue = "true") boolean serving) {
        this.database = database;
        this.log = log;
        this.replicas = replicas;
        this.topics = topics;
        this.settings = settings;
        this.serving = serving;
    }

    void start(@Observes @Priority(210) StartupEvent start) {
        if (!serving || settings.hubUrl().isEmpty()) {
            return;
        }
        if (settings.apiUrl().isEmpty()) {
            throw new IllegalStateException("broadsheet.syndication.hub-url is of no use without"
                    + " broadsheet.syndication.api-url: a hub has to know where the feeds are.");
        }
        Hub hub = new Hub(settings.hubUrl().get());
        thread = Thread.ofPlatform().name("hub").daemon().start(() -> follow(hub));
    }

    void stop(@Observes ShutdownEvent shutdown) throws InterruptedException {
        stopped = true;
        if (thread != null) {
            thread.interrupt();
            thread.join(Duration.ofSeconds(5));
        }
    }

    private void follow(Hub hub) {
        try (hub) {
            while (!stopped) {
                try {
                    Thread.sleep(MOMENT);
                    Long told = claim();
                    if (told != null) {
                        round(hub, told);
                    }
                } catch (RuntimeException e) {
                    if (!stopped) {
                        LOG.warnf("The hub has to wait: %s", e.getMessage());
                    }
                }
            }
        } catch (InterruptedException e) {
            // the server stops
        }
    }

    private void round(Hub hub, long told) throws InterruptedException {
        try {
            long through = told < 0 ? QuarkusTransaction.requiringNew().call(log::head) : tell(hub, told);
            settle(through, settings.hubPause());
            failures = 0;
        } catch (IOException e) {
            Duration pause = settings.hubPause().multipliedBy(1L << Math.min(failures++, 10));
            LOG.warnf("The hub can't be told what is new: %s", e.getMessage());
            settle(told, pause.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause);
        }
    }

    /** Of all that is new since the change {@code told}; through which. */
    private long tell(Hub hub, long told) throws IOException, InterruptedException {
        ChangeLog.Touched touched = QuarkusTransaction.requiringNew().call(() -> log.touchedAfter(told, BATCH));
        Set<String> feeds = QuarkusTransaction.requiringNew().call(() -> topics.of(touched.keys()));
        // the hub comes to fetch them at once, from whichever server
        replicas.await(touched.through());
        long renewedAt = System.nanoTime();
        for (String feed : feeds) {
            hub.publish(feed);
            if (System.nanoTime() - renewedAt > LEASE.toNanos() / 3) {
                renewedAt = System.nanoTime();
                settle(told, LEASE);
            }
        }
        return touched.through();
    }

    /** The number of the last change that the hub was told of, when there are others and it is this server's turn. */
    private @Nullable Long claim() {
        List<Long> claimed = QuarkusTransaction.requiringNew()
                .call(() -> database.createNativeQuery("""
                        update syndication_hub set next_at = clock_timestamp() + :lease * interval '1 millisecond'
                        where next_at <= clock_timestamp() and seq < (select seq from change_counter)
                        returning seq
                        """, Long.class)
                        .setParameter("lease", LEASE.toMillis())
                        .getResultList());
        return claimed.isEmpty() ? null : Objects.requireNonNull(claimed.getFirst());
    }

    private void settle(long told, Duration pause) {
        QuarkusTransaction.requiringNew()
                .run(() -> database.createNativeQuery("""
                        update syndication_hub
                        set seq = :seq, next_at = clock_timestamp() + :pause * interval '1 millisecond'
                        """)
                        .setParameter("seq", told)
                        .setParameter("pause", pause.toMillis())
                        .executeUpdate());
    }
}
