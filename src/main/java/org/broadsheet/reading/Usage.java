package org.broadsheet.reading;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.persistence.EntityManager;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Counts what partners ask, by day and operation: in memory, and from there in batches in the database, where the
 * replicas' counts are added up. A replica that is killed loses what it has not written yet, {@code
 * broadsheet.reading.count-every} at most.
 */
@ApplicationScoped
class Usage {

    private static final Logger LOG = Logger.getLogger(Usage.class);

    /** A request that was counted. */
    private record Line(UUID partner, LocalDate day, String operation) {}

    private record Row(String partner, String day, String operation, long requests) {}

    /**
     * What is known of a partner.
     *
     * @param stored today and this month, in the database when it was last asked
     * @param open let in here since, and not in the database yet
     */
    private record Known(AtomicReference<Stored> stored, AtomicLong open) {

        static Known of(Stored stored) {
            return new Known(new AtomicReference<>(stored), new AtomicLong());
        }
    }

    /** The sums of one day and its month. */
    private record Stored(LocalDate day, long today, long thisMonth) {

        Stored on(LocalDate date) {
            return day.equals(date)
                    ? this
                    : new Stored(date, 0, day.withDayOfMonth(1).equals(date.withDayOfMonth(1)) ? thisMonth : 0);
        }
    }

    private final EntityManager database;
    private final ObjectMapper json;
    private final Operations operations;
    private final Clock clock;
    private final Duration every;
    private final boolean serving;
    private final Map<UUID, Known> partners = new ConcurrentHashMap<>();
    private final Map<Line, Long> lines = new ConcurrentHashMap<>();
    private @Nullable Thread thread;

    Usage(
            EntityManager database,
            ObjectMapper json,
            Operations operations,
            Clock clock,
            ReadingSettings settings,
            @ConfigProperty(name = "quarkus.http.host-enabled", defaultValue = "true") boolean serving) {
        this.database = database;
        this.json = json;
        this.operations = operations;
        this.clock = clock;
        this.every = settings.countEvery();
        this.serving = serving;
    }

    void start(@Observes StartupEvent start) {
        if (serving) {
            thread = Thread.ofVirtual().name("usage").start(this::writeAgainAndAgain);
        }
    }

    /** Nothing that was counted is lost when a server is stopped. */
    void stop(@Observes ShutdownEvent shutdown) throws InterruptedException {
        if (thread != null) {
            thread.interrupt();
            thread.join(Duration.ofSeconds(2));
            write();
        }
    }

    private void writeAgainAndAgain() {
        try {
            while (true) {
                Thread.sleep(every);
                write();
            }
        } catch (InterruptedException e) {
            // the server stops
        }
    }

    /** Learns what a partner has asked before, when that is not known here. */
    void known(UUID partner) {
        if (!partners.containsKey(partner)) {
            Stored stored = stored(List.of(partner)).getOrDefault(partner, new Stored(today(clock.instant()), 0, 0));
            partners.putIfAbsent(partner, Known.of(stored));
        }
    }

    private static LocalDate today(Instant now) {
        return LocalDate.ofInstant(now, ZoneOffset.UTC);
    }

    private Known of(UUID partner) {
        return partners.computeIfAbsent(partner, id -> Known.of(new Stored(today(clock.instant()), 0, 0)));
    }

    /** How often the partner has asked today, as far as is known here. */
    long today(UUID partner, Instant now) {
        Known known = of(partner);
        return known.stored().get().on(today(now)).today() + known.open().get();
    }

    long thisMonth(UUID partner, Instant now) {
        Known known = of(partner);
        return known.stored().get().on(today(now)).thisMonth() + known.open().get();
    }

    /** Counts a request that is let in; which operation it is, is known once it is being answered. */
    void count(RoutingContext context, UUID partner, Instant now) {
        Known known = of(partner);
        known.open().incrementAndGet();
        AtomicBoolean counted = new AtomicBoolean();
        Runnable count = () -> {
            if (counted.compareAndSet(false, true)) {
                lines.merge(new Line(partner, today(now), operations.of(context)), 1L, Long::sum);
            }
        };
        // a stream is counted when it begins; a request whose client has gone before that, when it ends
        context.addHeadersEndHandler(begun -> count.run());
        context.addEndHandler(ended -> count.run());
    }

    /** Adds to the database what was counted since, and learns what others have added for those who have asked here. */
    synchronized void write() {
        Map<Line, Long> taken = new ConcurrentHashMap<>();
        lines.keySet().forEach(line -> {
            Long count = lines.remove(line);
            if (count != null) {
                taken.put(line, count);
            }
        });
        if (taken.isEmpty()) {
            return;
        }
        try {
            add(taken);
        } catch (RuntimeException e) {
            LOG.warnf("What partners ask can't be counted at the moment: %s", e.getMessage());
            taken.forEach((line, count) -> lines.merge(line, count, Long::sum));
            return;
        }
        try {
            Map<UUID, Stored> sums =
                    stored(taken.keySet().stream().map(Line::partner).distinct().toList());
            sums.forEach((partner, stored) -> of(partner).stored().set(stored));
        } catch (RuntimeException e) {
            LOG.warnf("What partners have asked can't be read at the moment: %s", e.getMessage());
        }
        taken.forEach((line, count) -> of(line.partner()).open().addAndGet(-count));
    }

    private void add(Map<Line, Long> counts) {
        List<Row> rows = new ArrayList<>();
        counts.forEach((line, count) ->
                rows.add(new Row(line.partner().toString(), line.day().toString(), line.operation(), count)));
        QuarkusTransaction.requiringNew()
                .run(() -> database.createNativeQuery("""
                        insert into partner_usage as u (partner_id, day, operation, requests)
                        select r.partner, r.day, r.operation, r.requests
                        from json_to_recordset(cast(:rows as json)) as r (partner uuid, day date, operation text,
                             requests bigint)
                        order by r.partner, r.day, r.operation
                        on conflict (partner_id, day, operation) do update set requests = u.requests + excluded.requests
                        """)
                        .setParameter("rows", written(rows))
                        .executeUpdate());
    }

    private String written(Object rows) {
        try {
            return json.writeValueAsString(rows);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("rows are always writable", e);
        }
    }

    private Map<UUID, Stored> stored(List<UUID> ids) {
        LocalDate today = today(clock.instant());
        List<Object[]> rows = QuarkusTransaction.requiringNew()
                .call(() -> database.createNativeQuery("""
                        select p.id, coalesce(sum(u.requests) filter (where u.day = :today), 0),
                               coalesce(sum(u.requests), 0)
                        from unnest(cast(:ids as uuid[])) p (id)
                        left join partner_usage u on u.partner_id = p.id and u.day >= :first and u.day <= :today
                        group by p.id
                        """, Object[].class)
                        .setParameter("ids", ids.toArray(UUID[]::new))
                        .setParameter("today", today)
                        .setParameter("first", today.withDayOfMonth(1))
                        .getResultList());
        Map<UUID, Stored> stored = new ConcurrentHashMap<>();
        rows.forEach(row -> stored.put(
                (UUID) row[0], new Stored(today, ((Number) row[1]).longValue(), ((Number) row[2]).longValue())));
        return stored;
    }
}
