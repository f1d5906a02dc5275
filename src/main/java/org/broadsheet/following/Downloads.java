package org.broadsheet.following;

import io.vertx.core.http.HttpServerResponse;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.broadsheet.problem.Refusal;
import org.jboss.logging.Logger;

/** Sends snapshots piece by piece: a piece for each download is all that is in memory. */
@ApplicationScoped
class Downloads {

    private static final Logger LOG = Logger.getLogger(Downloads.class);
    private static final int RETRY_AFTER = 10;

    private final Snapshots snapshots;
    private final SnapshotSettings settings;
    private final Semaphore places;

    Downloads(Snapshots snapshots, SnapshotSettings settings) {
        this.snapshots = snapshots;
        this.settings = settings;
        this.places = new Semaphore(settings.downloads());
    }

    /** Refuses for now when no other download can be served. */
    void checkRoom() {
        if (places.availablePermits() <= 0) {
            throw new Refusal.Unavailable(
                    "This server serves " + settings.downloads() + " downloads already.", RETRY_AFTER);
        }
    }

    /** Sends {@code range} of {@code snapshot}; cuts the connection when the snapshot is taken back. */
    void send(Snapshot snapshot, ByteRange range, OutputStream out, HttpServerResponse response) {
        boolean sent = false;
        try {
            if (places.tryAcquire(settings.patience().toSeconds(), TimeUnit.SECONDS)) {
                try {
                    sent = sendPieces(snapshot, range, out, response);
                } finally {
                    places.release();
                }
            }
        } catch (IOException e) {
            LOG.debugf("A download of snapshot %d is broken off: %s", snapshot.seq(), e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            if (!sent) {
                response.reset();
            }
        }
    }

    private boolean sendPieces(Snapshot snapshot, ByteRange range, OutputStream out, HttpServerResponse response)
            throws IOException {
        for (long at = range.first(); at <= range.last(); ) {
            Optional<byte[]> piece = snapshots.chunk(snapshot, Math.toIntExact(at / Snapshot.CHUNK));
            if (piece.isEmpty()) {
                LOG.infof("A download of snapshot %d is cut, as that can't be had any more.", snapshot.seq());
                return false;
            }
            int from = (int) (at % Snapshot.CHUNK);
            int length = (int) Math.min(piece.get().length - from, range.last() + 1 - at);
            if (length <= 0) {
                throw new IOException("piece " + at / Snapshot.CHUNK + " is too short");
            }
            sendInTime(piece.get(), from, length, out, response);
            at += length;
        }
        return true;
    }

    /** A write waits for a reader who is slow; cutting the connection ends the wait for one who has stopped. */
    private void sendInTime(byte[] piece, int from, int length, OutputStream out, HttpServerResponse response)
            throws IOException {
        Executor later = CompletableFuture.delayedExecutor(settings.patience().toMillis(), TimeUnit.MILLISECONDS);
        CompletableFuture<Void> cut = CompletableFuture.runAsync(response::reset, later);
        try {
            out.write(piece, from, length);
            out.flush();
        } finally {
            cut.cancel(false);
        }
    }
}
