package org.broadsheet.following;

import java.time.Duration;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.broadsheet.problem.Refusal;
import org.jboss.logging.Logger;

/** One reader's stream: tells what comes, until the reader leaves or the server is stopped. */
final class ChangeStream {

    /** How many changes are on their way to a reader at once. */
    static final int BATCH = 50;

    /** Filters ask the database, so they gather what comes within a moment. */
    private static final Duration GATHERING = Duration.ofMillis(50);

    private static final Duration BETWEEN_QUESTIONS = Duration.ofSeconds(1);

    private static final Logger LOG = Logger.getLogger(ChangeStream.class);

    private final Wanted wanted;
    private final EventWriter out;
    private final Follower follower;
    private final Waiting waiting;
    private final Duration heartbeat;
    private final BooleanSupplier may;
    private final Consumer<List<ChangeView>> sent;
    private long askedAt = System.nanoTime();
    /** What the reader would resume after. */
    private long told;

    private long wroteAt = System.nanoTime();

    /**
     * @param may whether the reader may still follow as at the beginning
     * @param sent is told which changes the reader has taken
     */
    ChangeStream(
            Wanted wanted,
            EventWriter out,
            Follower follower,
            Waiting waiting,
            Duration heartbeat,
            BooleanSupplier may,
            Consumer<List<ChangeView>> sent) {
        this.wanted = wanted;
        this.out = out;
        this.follower = follower;
        this.waiting = waiting;
        this.heartbeat = heartbeat;
        this.may = may;
        this.sent = sent;
    }

    void begin(long since) throws ReaderLeft, InterruptedException {
        out.begin(since);
        told = since;
    }

    /** Goes on from {@code found}, which is what there was at the beginning. */
    void follow(Stretch found) {
        try {
            Stretch next = found;
            while (mayGoOn()) {
                tell(next);
                if (!next.more()) {
                    idle(next.through());
                }
                next = follower.more(wanted, next.through(), BATCH);
            }
            // when the reader comes back it is told why
            out.close();
        } catch (ReaderLeft e) {
            LOG.debugf("A stream of changes ends after %d: its reader is %s.", told, e.getMessage());
            out.cut();
        } catch (InterruptedException e) {
            // the server stops
            out.close();
        } catch (Refusal e) {
            // a filter names what there is no longer; when the reader comes back it is told so
            out.close();
        } catch (RuntimeException e) {
            LOG.warnf("A stream of changes ends after %d: %s", told, e.getMessage());
            out.cut();
        }
    }

    /** A key that was revoked, or rights that were changed, end a stream within moments. */
    private boolean mayGoOn() {
        if (System.nanoTime() - askedAt < BETWEEN_QUESTIONS.toNanos()) {
            return true;
        }
        askedAt = System.nanoTime();
        return may.getAsBoolean();
    }

    private void tell(Stretch found) throws ReaderLeft, InterruptedException {
        if (!found.items().isEmpty()) {
            out.changes(found.items());
            sent.accept(found.items());
            wrote(found.items().getLast().seq());
        }
    }

    private void wrote(long seq) {
        told = seq;
        wroteAt = System.nanoTime();
    }

    private void idle(long seen) throws ReaderLeft, InterruptedException {
        Duration left = heartbeat.minusNanos(System.nanoTime() - wroteAt);
        if (left.isPositive() && waiting.forChange(seen + 1, left)) {
            if (!wanted.plain()) {
                Thread.sleep(GATHERING);
            }
            return;
        }
        if (seen > told) {
            out.progress(seen);
        } else {
            out.heartbeat();
        }
        wrote(seen);
    }
}
