package org.broadsheet.webhook;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.broadsheet.access.Readers;
import org.broadsheet.access.Rights;
import org.broadsheet.following.ChangeView;
import org.broadsheet.following.Follower;
import org.broadsheet.following.Stretch;
import org.broadsheet.following.ToldChanges;
import org.broadsheet.following.Wanted;
import org.broadsheet.problem.Refusal;
import org.broadsheet.receipt.How;
import org.broadsheet.receipt.Medium;
import org.broadsheet.web.ChangeProgress;
import org.broadsheet.webhook.DeliveryQueue.Claim;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Delivers: one thread looks whose turn it is, and each webhook then has a virtual thread of its own, so that none waits
 * for another's endpoint. Within a webhook one message goes after the other, and the next only when the one before was
 * taken.
 */
@ApplicationScoped
class Deliverer {

    private static final Logger LOG = Logger.getLogger(Deliverer.class);

    private static final int BATCH = 50;
    /** So that others get some, too. */
    private static final int MOST_AT_A_LOOK = 5;

    private static final Duration MOMENT = Duration.ofMillis(500);
    private static final Duration PAUSE_AFTER_FAILURE = Duration.ofSeconds(2);
    /** Then what is wanted, and how it is signed, is read again. */
    private static final Duration LONGEST_TURN = Duration.ofMinutes(1);

    private static final Duration BETWEEN_LOOKS_AT_ALL = Duration.ofSeconds(10);
    private static final Duration BETWEEN_TIDYINGS = Duration.ofMinutes(10);
    private static final Duration LEAST_RETRY_AFTER = Duration.ofSeconds(1);
    private static final Duration WHEN_IT_IS_OUR_FAULT = Duration.ofMinutes(1);
    private static final int MOST_DOUBLINGS = 30;

    private final DeliveryQueue queue;
    private final Follower follower;
    private final Readers readers;
    private final Messages messages;
    private final Courier courier;
    private final ToldChanges told;
    private final SecretBox box;
    private final ChangeProgress progress;
    private final WebhookSettings settings;
    private final MeterRegistry meters;
    private final Clock clock;
    private final boolean serving;
    private final AtomicInteger running = new AtomicInteger();
    private volatile DeliveryQueue.Standing standing = new DeliveryQueue.Standing(0, 0, 0, 0, 0);
    private volatile boolean stopped;
    private @Nullable Thread thread;

    Deliverer(
            DeliveryQueue queue,
            Follower follower,
            Readers readers,
            Messages messages,
            Courier courier,
            ToldChanges told,
            SecretBox box,
            ChangeProgress progress,
            WebhookSettings settings,
            MeterRegistry meters,
            Clock clock,
            @ConfigProperty(name = "quarkus.http.host-enabled", defaultValue = "true") boolean serving) {
        this.queue = queue;
        this.follower = follower;
        this.readers = readers;
        this.messages = messages;
        this.courier = courier;
        this.told = told;
        this.box = box;
        this.progress = progress;
        this.settings = settings;
        this.meters = meters;
        this.clock = clock;
        this.serving = serving && settings.deliver();
    }

    void start(@Observes @Priority(220) StartupEvent start) {
        if (serving) {
            String name = "broadsheet.webhooks";
            meters.gauge(name + ".active", this, deliverer -> deliverer.standing.active());
            meters.gauge(name + ".failing", this, deliverer -> deliverer.standing.failing());
            meters.gauge(name + ".paused", this, deliverer -> deliverer.standing.paused());
            meters.gauge(name + ".behind", this, deliverer -> deliverer.standing.behind());
            meters.gauge(name + ".oldest.seconds", this, deliverer -> deliverer.standing.oldestSeconds());
            meters.gauge(name + ".delivering", running);
            thread = Thread.ofPlatform().name("webhooks").daemon().start(this::run);
        }
    }

    /** Those that are on their way have a moment to arrive: what was not noted by then is sent once more. */
    void stop(@Observes ShutdownEvent shutdown) throws InterruptedException {
        stopped = true;
        if (thread != null) {
            thread.interrupt();
            thread.join(Duration.ofSeconds(2));
            for (int i = 0; i < 50 && running.get() > 0; i++) {
                Thread.sleep(100);
            }
        }
    }

    private void run() {
        long lookAt = System.nanoTime();
        long tidyAt = System.nanoTime();
        while (!stopped) {
            try {
                long applied = progress.applied();
                if (begin(applied) == 0) {
                    progress.await(applied + 1, MOMENT);
                }
                if (System.nanoTime() - lookAt >= 0) {
                    standing = queue.standing();
                    lookAt = System.nanoTime() + BETWEEN_LOOKS_AT_ALL.toNanos();
                }
                if (System.nanoTime() - tidyAt >= 0) {
                    queue.tidy();
                    tidyAt = System.nanoTime() + BETWEEN_TIDYINGS.toNanos();
                }
            } catch (InterruptedException e) {
                return;
            } catch (RuntimeException e) {
                if (!stopped) {
                    LOG.warnf("Webhooks can't be delivered: %s", e.getMessage());
                }
                pause();
            }
        }
    }

    private static void pause() {
        try {
            Thread.sleep(PAUSE_AFTER_FAILURE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private int begin(long applied) {
        int room = Math.min(settings.most() - running.get(), MOST_AT_A_LOOK);
        List<Claim> claims = room > 0 ? queue.claim(applied, room) : List.of();
        claims.forEach(claim -> {
            running.incrementAndGet();
            Thread.ofVirtual().name("webhook").start(() -> turn(claim));
        });
        return claims.size();
    }

    private void turn(Claim claim) {
        Webhook webhook = claim.webhook();
        try {
            deliver(claim);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            LOG.warnf("The webhook %s can't be delivered to at the moment: %s", webhook.id(), e.getMessage());
            postpone(claim);
        } finally {
            running.decrementAndGet();
        }
    }

    private void postpone(Claim claim) {
        try {
            queue.release(claim, WHEN_IT_IS_OUR_FAULT);
        } catch (RuntimeException e) {
            LOG.debugf(
                    "The lease on the webhook %s runs out by itself.",
                    claim.webhook().id());
        }
    }

    private void deliver(Claim claim) throws InterruptedException {
        Webhook webhook = claim.webhook();
        List<Secret> secrets = secrets(webhook);
        long end = System.nanoTime() + LONGEST_TURN.toNanos();
        long seq = webhook.seq();
        boolean first = true;
        while (!stopped && System.nanoTime() - end < 0) {
            Readers.Standing owner = standing(webhook);
            Rights rights = owner.rights();
            Wanted wanted = webhook.wish()
                    .wanted(rights, owner.active() && rights.delay().isZero());
            Stretch found;
            try {
                long since = seq;
                found = queue.inTurn(() -> follower.read(wanted, since, BATCH));
            } catch (Refusal.Invalid e) {
                pause(claim, "filter", e.detail());
                return;
            }
            for (ChangeView change : found.items()) {
                if (stopped || System.nanoTime() - end >= 0) {
                    queue.release(claim, Duration.ZERO);
                    return;
                }
                if (!deliver(claim, change, rights, secrets, first)) {
                    return;
                }
                first = false;
            }
            if (!queue.passed(claim, found.through())) {
                return;
            }
            seq = found.through();
            if (!found.more() && progress.applied() <= seq) {
                break;
            }
        }
        queue.release(claim, Duration.ZERO);
    }

    private Readers.Standing standing(Webhook webhook) throws InterruptedException {
        UUID partner = webhook.partner();
        return partner == null ? new Readers.Standing(Rights.ALL, true) : queue.inTurn(() -> readers.standing(partner));
    }

    private List<Secret> secrets(Webhook webhook) {
        Secret present = box.open(webhook.id(), webhook.secret());
        byte[] previous = webhook.previousSecret();
        return previous == null ? List.of(present) : List.of(present, box.open(webhook.id(), previous));
    }

    /** Whether it was taken, and the webhook is still ours to go on with. */
    private boolean deliver(Claim claim, ChangeView change, Rights rights, List<Secret> secrets, boolean first)
            throws InterruptedException {
        Webhook webhook = claim.webhook();
        int failures = first ? webhook.failures() : 0;
        Message message = queue.inTurn(() -> messages.of(webhook, change, rights));
        Reply reply = courier.post(webhook.wish().url(), message, secrets, failures);
        meters.timer("broadsheet.webhooks.attempts", "outcome", reply.delivered() ? "delivered" : "failed")
                .record(reply.millis(), TimeUnit.MILLISECONDS);
        if (reply.delivered()) {
            told.told(webhook.partner(), List.of(change), How.WEBHOOK, Medium.WEBHOOK);
            return queue.delivered(claim, message, reply);
        }
        if (reply.gone() || (first && claim.lastChance())) {
            queue.note(webhook.id(), message, reply);
            pause(claim, reply.gone() ? "gone" : "failing", reply.error());
        } else {
            queue.failed(claim, message, reply, delay(failures, reply.retryAfter()));
        }
        return false;
    }

    /** Sends a message that tells of nothing, and says what came of it. */
    WebhookAttempt test(Webhook webhook) throws InterruptedException {
        return once(webhook, messages.test(webhook));
    }

    /** Sends a message that is not one of the log's, once, and says what came of it. */
    WebhookAttempt once(Webhook webhook, Message message) throws InterruptedException {
        Reply reply = courier.post(webhook.wish().url(), message, secrets(webhook), 0);
        return queue.note(webhook.id(), message, reply);
    }

    /** As the endpoint asks, else twice as long each time, and by chance up to half less: so that not all come at once. */
    private Duration delay(int failures, @Nullable Duration retryAfter) {
        if (retryAfter != null) {
            return retryAfter.compareTo(LEAST_RETRY_AFTER) < 0 ? LEAST_RETRY_AFTER : retryAfter;
        }
        double doubled = settings.retry().toMillis() * Math.pow(2, Math.min(failures, MOST_DOUBLINGS));
        double most = Math.min(doubled, settings.retryMost().toMillis());
        return Duration.ofMillis(Math.round(most * ThreadLocalRandom.current().nextDouble(0.5, 1)));
    }

    private void pause(Claim claim, String because, @Nullable String detail) {
        Webhook webhook = claim.webhook();
        if (queue.pause(claim, because, detail, clock.instant())) {
            meters.counter("broadsheet.webhooks.pauses", "because", because).increment();
            LOG.warnf(
                    "The webhook %s (%s) is paused after the change %d, as it is %s: %s",
                    webhook.id(), webhook.wish().name(), webhook.seq(), because, detail);
        }
    }
}
