package org.broadsheet.receipt;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Instance;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.broadsheet.web.ChangeProgress;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Follows the log, makes notices of kills, and sends partners word and reminders until they acknowledge. */
@ApplicationScoped
class Messenger {

    private static final Logger LOG = Logger.getLogger(Messenger.class);
    private static final Duration BETWEEN_ROUNDS = Duration.ofMillis(20);
    private static final Duration MOMENT = Duration.ofSeconds(1);
    private static final Duration PAUSE_AFTER_FAILURE = Duration.ofSeconds(2);
    private static final Duration BETWEEN_COUNTS = Duration.ofSeconds(30);

    private final ReceiptBook book;
    private final Recorder recorder;
    private final Instance<PartnerMail> mail;
    private final ChangeProgress progress;
    private final MeterRegistry meters;
    private final Clock clock;
    private final boolean serving;
    private volatile long overdue;
    private volatile boolean stopped;
    private long countAt = System.nanoTime();
    private @Nullable Thread thread;

    Messenger(
            ReceiptBook book,
            Recorder recorder,
            Instance<PartnerMail> mail,
            ReceiptSettings settings,
            ChangeProgress progress,
            MeterRegistry meters,
            Clock clock,
            @ConfigProperty(name = "quarkus.http.host-enabled", defaultValue = "true") boolean serving) {
        this.book = book;
        this.recorder = recorder;
        this.mail = mail;
        this.progress = progress;
        this.meters = meters;
        this.clock = clock;
        this.serving = serving && settings.send();
    }

    void start(@Observes @Priority(210) StartupEvent start) {
        if (serving) {
            meters.gauge("broadsheet.receipts.overdue", this, messenger -> messenger.overdue);
            thread = Thread.ofPlatform().name("kill-notices").daemon().start(this::run);
        }
    }

    void stop(@Observes ShutdownEvent shutdown) throws InterruptedException {
        stopped = true;
        if (thread != null) {
            thread.interrupt();
            thread.join(Duration.ofSeconds(2));
        }
    }

    private void run() {
        while (!stopped) {
            try {
                long applied = progress.applied();
                boolean sends = mail.stream().allMatch(PartnerMail::open);
                boolean busy = book.somethingToDo(sends, clock.instant());
                if (busy) {
                    book.makeNotices();
                }
                if (busy && sends) {
                    sendDue();
                }
                count();
                if (busy) {
                    // it may be another replica that is at it
                    Thread.sleep(BETWEEN_ROUNDS);
                } else {
                    progress.await(applied + 1, MOMENT);
                }
            } catch (InterruptedException e) {
                return;
            } catch (RuntimeException e) {
                if (!stopped) {
                    LOG.warnf("Kill notices can't be made at the moment: %s", e.getMessage());
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

    /** Each message goes its own way: an endpoint that is slow holds nobody up. */
    void sendDue() {
        List<PartnerMail.Message> due = book.takeDue(clock.instant());
        due.forEach(message -> Thread.ofVirtual().name("kill-notice").start(() -> send(message)));
    }

    private void send(PartnerMail.Message message) {
        if (message.number() > 0) {
            meters.counter("broadsheet.receipts.reminders").increment();
            LOG.warnf(
                    "The partner %s has not acknowledged the %s notice %s, which was due at %s.",
                    message.partner(), message.kind(), message.notice(), message.dueAt());
        }
        for (PartnerMail way : mail) {
            if (way.send(message)) {
                book.sent(message, clock.instant());
                recorder.told(message.partner(), message.seq(), Medium.WEBHOOK);
            }
        }
    }

    private void count() {
        if (System.nanoTime() - countAt >= 0) {
            overdue = book.overdue(clock.instant());
            countAt = System.nanoTime() + BETWEEN_COUNTS.toNanos();
        }
    }
}
