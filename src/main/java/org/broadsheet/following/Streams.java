package org.broadsheet.following;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.vertx.core.http.HttpServerRequest;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.sse.Sse;
import jakarta.ws.rs.sse.SseEventSink;
import java.util.Objects;
import java.util.concurrent.Semaphore;
import org.broadsheet.access.Reader;
import org.broadsheet.access.Readers;
import org.broadsheet.problem.Refusal;
import org.broadsheet.receipt.How;
import org.broadsheet.receipt.Medium;
import org.jspecify.annotations.Nullable;

/** The streams of changes that are open on this replica, a virtual thread for each. */
@ApplicationScoped
class Streams {

    /** Seconds after which there may be room for another. */
    private static final int RETRY_AFTER = 5;

    private final Follower follower;
    private final FollowedLog log;
    private final Waiting waiting;
    private final ObjectMapper json;
    private final Readers readers;
    private final ToldChanges told;
    private final StreamSettings settings;
    private final Semaphore places;

    Streams(
            Follower follower,
            FollowedLog log,
            Waiting waiting,
            ObjectMapper json,
            Readers readers,
            ToldChanges told,
            StreamSettings settings) {
        this.follower = follower;
        this.log = log;
        this.waiting = waiting;
        this.json = json;
        this.readers = readers;
        this.told = told;
        this.settings = settings;
        this.places = new Semaphore(settings.most());
    }

    /** How many are open. */
    int open() {
        return settings.most() - places.availablePermits();
    }

    /**
     * Begins to send what is wanted of the log after {@code since} (null: from now on).
     *
     * @throws Refusal when it can't be begun; nothing has been sent then
     */
    void begin(
            Wanted wanted, @Nullable Long since, Reader reader, Sse sse, SseEventSink sink, HttpServerRequest request) {
        if (!places.tryAcquire()) {
            throw new Refusal.Unavailable(
                    "All " + settings.most() + " streams that this server keeps open are taken.", RETRY_AFTER);
        }
        boolean begun = false;
        try {
            long from = Objects.requireNonNullElseGet(since, log::head);
            // before anything is sent, so that what can't be asked is refused and not streamed
            Stretch found = follower.read(wanted, from, ChangeStream.BATCH);
            EventWriter out = new EventWriter(sse, sink, request, json, waiting, settings.patience());
            ChangeStream stream = new ChangeStream(
                    wanted,
                    out,
                    follower,
                    waiting,
                    settings.heartbeat(),
                    () -> readers.stillIs(reader),
                    changes -> told.told(reader.partner(), changes, How.STREAM, Medium.STREAM));
            stream.begin(from);
            Thread.ofVirtual().name("change-stream").start(() -> run(stream, found));
            begun = true;
        } catch (ReaderLeft | InterruptedException e) {
            Cut.off(request);
        } finally {
            if (!begun) {
                places.release();
            }
        }
    }

    private void run(ChangeStream stream, Stretch found) {
        try {
            stream.follow(found);
        } finally {
            places.release();
        }
    }
}
