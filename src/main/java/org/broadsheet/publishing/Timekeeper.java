package org.broadsheet.publishing;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.broadsheet.access.Actor;
import org.broadsheet.access.AuditTrail;
import org.broadsheet.article.Article;
import org.broadsheet.article.Articles;
import org.broadsheet.article.DueArticles;
import org.broadsheet.changes.ChangeLog;
import org.broadsheet.changes.Telling;
import org.broadsheet.problem.Refusal;
import org.broadsheet.web.Outage;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Does what is due: every replica has one, and what one has claimed the others pass over. What became due while all of
 * them were down is done when the first one starts.
 */
@ApplicationScoped
class Timekeeper {

    private static final Logger LOG = Logger.getLogger(Timekeeper.class);
    private static final Actor SELF = Actor.system("timekeeper");

    /** So that what was scheduled a moment ago on another replica is seen in time. */
    private static final Duration LONGEST_SLEEP = Duration.ofMillis(200);

    /** What is overdue may be in another replica's hands. */
    private static final Duration SHORTEST_SLEEP = Duration.ofMillis(5);

    /** After so many failures it is the piece that is at fault, not the moment; it may not hold up all others. */
    private static final int TRIES = 5;

    private static final Duration PAUSE_AFTER_FAILURE = Duration.ofSeconds(1);

    private final DueArticles due;
    private final Articles articles;
    private final ChangeLog log;
    private final AuditTrail audit;
    private final Clock clock;
    private final boolean serving;
    private final Map<UUID, Integer> failures = new HashMap<>();
    private volatile boolean stopped;
    private @Nullable Thread thread;

    Timekeeper(
            DueArticles due,
            Articles articles,
            ChangeLog log,
            AuditTrail audit,
            Clock clock,
            @ConfigProperty(name = "quarkus.http.host-enabled", defaultValue = "true") boolean serving) {
        this.due = due;
        this.articles = articles;
        this.log = log;
        this.audit = audit;
        this.clock = clock;
        this.serving = serving;
    }

    void start(@Observes @Priority(200) StartupEvent start) {
        if (serving) {
            thread = Thread.ofPlatform().name("timekeeper").daemon().start(this::keepTime);
        }
    }

    void stop(@Observes ShutdownEvent shutdown) throws InterruptedException {
        stopped = true;
        if (thread != null) {
            thread.interrupt();
            thread.join(Duration.ofSeconds(5));
        }
    }

    private void keepTime() {
        while (!stopped) {
            try {
                Duration until = due.untilNext().orElse(LONGEST_SLEEP);
                boolean busy = until.isZero() && doWhatIsDue();
                if (!busy) {
                    Thread.sleep(between(SHORTEST_SLEEP, until, LONGEST_SLEEP));
                }
            } catch (InterruptedException e) {
                return;
            } catch (RuntimeException | SQLException e) {
                if (!stopped) {
                    LOG.warnf("What is due has to wait: %s", e.getMessage());
                    pause();
                }
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

    private static Duration between(Duration least, Duration duration, Duration most) {
        if (duration.compareTo(most) > 0) {
            return most;
        }
        return duration.compareTo(least) < 0 ? least : duration;
    }

    /** Whether there was anything that is not in another replica's hands. */
    private boolean doWhatIsDue() {
        boolean busy = log.write(due::letOut).value() > 0;
        busy |= log.write(due::expire).value() > 0;
        busy |= publishNext();
        return busy;
    }

    /** Whether there was one. */
    private boolean publishNext() {
        UUID[] claimed = new UUID[1];
        try {
            boolean published = log.write(telling -> {
                        Optional<DueArticles.Scheduled> next = due.nextScheduled();
                        next.ifPresent(scheduled -> {
                            claimed[0] = scheduled.article();
                            publish(scheduled, telling);
                        });
                        return next.isPresent();
                    })
                    .value();
            failures.remove(claimed[0]);
            return published;
        } catch (Refusal e) {
            giveUp(claimed[0], e.detail());
            return true;
        } catch (RuntimeException e) {
            if (claimed[0] == null || Outage.is(e) || failures.merge(claimed[0], 1, Integer::sum) < TRIES) {
                throw e;
            }
            LOG.errorf(e, "%s can't be published", claimed[0]);
            giveUp(claimed[0], "It failed " + TRIES + " times; the log of the server says how.");
            return true;
        }
    }

    private void publish(DueArticles.Scheduled scheduled, Telling telling) {
        Article article = articles.hold(scheduled.article());
        Article.Schedule schedule = article.schedule();
        if (schedule == null) {
            return;
        }
        Article.State from = article.state();
        articles.publish(article, schedule.revision(), schedule.embargoUntil(), telling, scheduled.now());
        audit.record(
                SELF,
                "article.publish",
                "article",
                article.id(),
                null,
                schedule.revision(),
                from.wire(),
                article.state().wire(),
                "Scheduled by " + schedule.by() + " for " + schedule.at() + ".");
    }

    /** What can't be published is not tried again and again; the audit trail says why. */
    private void giveUp(UUID id, String reason) {
        LOG.errorf("The scheduled publication of %s was given up: %s", id, reason);
        failures.remove(id);
        log.write(telling -> {
            Article article = articles.hold(id);
            Article.Schedule schedule = article.schedule();
            if (schedule == null || schedule.at().isAfter(clock.instant())) {
                // somebody has seen to it in the meantime
                return id;
            }
            Article.State from = article.state();
            article.unschedule(clock.instant());
            audit.record(
                    SELF,
                    "article.unschedule",
                    "article",
                    id,
                    null,
                    null,
                    from.wire(),
                    article.state().wire(),
                    reason);
            return id;
        });
    }
}
