package org.broadsheet.following;

import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import org.broadsheet.problem.Refusal;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Sees to it that there is a snapshot for whoever asks, and that those which can't be had any more are deleted. */
@ApplicationScoped
class LatestSnapshot {

    private static final Logger LOG = Logger.getLogger(LatestSnapshot.class);
    private static final Duration LOOK_AGAIN = Duration.ofMillis(500);
    private static final Duration BETWEEN_CLEANINGS = Duration.ofMinutes(10);
    private static final int RETRY_AFTER = 10;

    private final Snapshots snapshots;
    private final SnapshotBuilder builder;
    private final Waiting waiting;
    private final SnapshotSettings settings;
    private final boolean serving;
    private @Nullable CompletableFuture<@Nullable Void> making;

    LatestSnapshot(
            Snapshots snapshots,
            SnapshotBuilder builder,
            Waiting waiting,
            SnapshotSettings settings,
            @ConfigProperty(name = "quarkus.http.host-enabled", defaultValue = "true") boolean serving) {
        this.snapshots = snapshots;
        this.builder = builder;
        this.waiting = waiting;
        this.settings = settings;
        this.serving = serving;
    }

    void start(@Observes StartupEvent start) {
        if (serving) {
            Thread.ofVirtual().name("snapshot-cleaner").start(this::cleanAgainAndAgain);
        }
    }

    private void cleanAgainAndAgain() {
        try {
            while (true) {
                waiting.pause(BETWEEN_CLEANINGS);
                clean();
            }
        } catch (InterruptedException e) {
            // the server stops
        }
    }

    private void clean() {
        try {
            snapshots.clean();
        } catch (RuntimeException e) {
            LOG.warnf("Old snapshots can't be deleted: %s", e.getMessage());
        }
    }

    /**
     * The latest snapshot: a new one, if the one that there is has become too old and it can be had in time.
     *
     * @throws Refusal.Unavailable when there is none, and none in time
     */
    Snapshot get() {
        if (!snapshots.fresh()) {
            try {
                waiting.forResult(make(), settings.waitFor());
            } catch (TimeoutException | ExecutionException e) {
                // then the one that there is
            } catch (InterruptedException e) {
                throw new Refusal.Unavailable("This server is being stopped; ask again.", 1);
            }
        }
        return snapshots
                .latest()
                .orElseThrow(
                        () -> new Refusal.Unavailable("A snapshot is being made; ask again in a moment.", RETRY_AFTER));
    }

    /** Begins to make one, unless that is under way here. */
    private synchronized CompletableFuture<@Nullable Void> make() {
        if (making == null || making.isDone()) {
            CompletableFuture<@Nullable Void> mine = new CompletableFuture<>();
            making = mine;
            Thread.ofVirtual().name("snapshot-builder").start(() -> {
                try {
                    makeWhenItMay();
                    mine.complete(null);
                } catch (InterruptedException e) {
                    mine.completeExceptionally(e);
                } catch (RuntimeException | Error e) {
                    LOG.errorf(e, "No snapshot could be made.");
                    mine.completeExceptionally(e);
                }
            });
        }
        return making;
    }

    private void makeWhenItMay() throws InterruptedException {
        while (!snapshots.fresh()) {
            Duration rest = snapshots.restLeft();
            if (rest.isPositive()) {
                waiting.pause(rest);
            }
            if (builder.build() != SnapshotBuilder.Outcome.BUSY) {
                clean();
                return;
            }
            waiting.pause(LOOK_AGAIN);
        }
    }
}
