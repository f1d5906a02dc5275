package org.broadsheet.reading;

import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
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
import org.broadsheet.access.Quota;
import org.broadsheet.access.Reader;
import org.broadsheet.web.EarlyProblems;
import org.broadsheet.web.ProblemType;
import org.jspecify.annotations.Nullable;

/**
 * Keeps partners to what they may ask. Seconds are counted here, by each replica for itself; days and months in the
 * database, by all of them together, which each learns of within a moment ({@link Usage}): so much may be asked beyond a
 * limit as comes in that moment.
 */
@ApplicationScoped
class Quotas {

    private record Second(int most, Bucket bucket) {}

    /** How much is left of one limit, and for how long that is. */
    private record Left(String name, long quota, long window, long remaining, long reset) {}

    private final Usage usage;
    private final EarlyProblems problems;
    private final Clock clock;
    private final Map<UUID, Second> seconds = new ConcurrentHashMap<>();

    Quotas(Usage usage, EarlyProblems problems, Clock clock) {
        this.usage = usage;
        this.problems = problems;
        this.clock = clock;
    }

    /** Learns what a partner has asked before; off the event loop. */
    void known(Reader reader) {
        UUID partner = reader.partner();
        if (partner != null) {
            usage.known(partner);
        }
    }

    /** Whether the request may go on; it is counted then, else it is refused. */
    boolean admits(RoutingContext context, Reader reader) {
        UUID partner = reader.partner();
        if (partner == null) {
            return true;
        }
        Instant now = clock.instant();
        List<Left> left = new ArrayList<>();
        Long wait = second(partner, reader.quota(), left);
        wait = longer(wait, day(partner, reader.quota(), now, left));
        wait = longer(wait, month(partner, reader.quota(), now, left));
        tell(context, left);
        if (wait == null) {
            usage.count(context, partner, now);
            return true;
        }
        context.response().putHeader("Retry-After", Long.toString(wait));
        problems.refuse(
                context,
                ProblemType.TOO_MANY_REQUESTS,
                "You have asked as often as was agreed; ask again in " + wait + " seconds.");
        return false;
    }

    private static @Nullable Long longer(@Nullable Long one, @Nullable Long other) {
        return one == null || other == null ? (one == null ? other : one) : Long.valueOf(Math.max(one, other));
    }

    /** After how many seconds there is room again; null when there is some. */
    private @Nullable Long second(UUID partner, Quota quota, List<Left> left) {
        Integer most = quota.perSecond();
        if (most == null) {
            return null;
        }
        Second second = seconds.compute(
                partner, (id, known) -> known != null && known.most() == most ? known : new Second(most, bucket(most)));
        ConsumptionProbe probe = second.bucket().tryConsumeAndReturnRemaining(1);
        left.add(new Left("second", most, 1, probe.getRemainingTokens(), 1));
        return probe.isConsumed()
                ? null
                : Long.valueOf(Math.max(1, Math.ceilDiv(probe.getNanosToWaitForRefill(), 1_000_000_000L)));
    }

    private static Bucket bucket(int most) {
        return Bucket.builder()
                .addLimit(limit -> limit.capacity(most).refillGreedy(most, Duration.ofSeconds(1)))
                .build();
    }

    private @Nullable Long day(UUID partner, Quota quota, Instant now, List<Left> left) {
        if (quota.perDay() == null) {
            return null;
        }
        LocalDate today = LocalDate.ofInstant(now, ZoneOffset.UTC);
        long reset = secondsUntil(now, today.plusDays(1));
        return limit("day", quota.perDay(), Duration.ofDays(1).toSeconds(), usage.today(partner, now), reset, left);
    }

    private @Nullable Long month(UUID partner, Quota quota, Instant now, List<Left> left) {
        if (quota.perMonth() == null) {
            return null;
        }
        LocalDate first = LocalDate.ofInstant(now, ZoneOffset.UTC).withDayOfMonth(1);
        long window = Duration.ofDays(first.lengthOfMonth()).toSeconds();
        long reset = secondsUntil(now, first.plusMonths(1));
        return limit("month", quota.perMonth(), window, usage.thisMonth(partner, now), reset, left);
    }

    private static @Nullable Long limit(String name, long quota, long window, long asked, long reset, List<Left> left) {
        left.add(new Left(name, quota, window, Math.max(0, quota - asked - 1), reset));
        return asked < quota ? null : Long.valueOf(reset);
    }

    private static long secondsUntil(Instant now, LocalDate day) {
        Duration left = Duration.between(now, day.atStartOfDay(ZoneOffset.UTC).toInstant());
        return Math.max(1, Math.ceilDiv(left.toMillis(), 1000L));
    }

    /** As in draft-ietf-httpapi-ratelimit-headers-10, sections 3 and 4. */
    private static void tell(RoutingContext context, List<Left> left) {
        if (!left.isEmpty()) {
            context.response()
                    .putHeader("RateLimit-Policy", joined(left, one -> ";q=" + one.quota() + ";w=" + one.window()))
                    .putHeader("RateLimit", joined(left, one -> ";r=" + one.remaining() + ";t=" + one.reset()));
        }
    }

    private static String joined(List<Left> left, java.util.function.Function<Left, String> parameters) {
        return left.stream()
                .map(one -> "\"" + one.name() + "\"" + parameters.apply(one))
                .collect(java.util.stream.Collectors.joining(", "));
    }
}
