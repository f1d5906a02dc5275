package org.broadsheet.web;

import io.vertx.ext.web.RoutingContext;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A request whose answer was not at hand, on its way through the resources: what it is worth keeping the answer by. */
final class Read {

    private static final String NAME = Read.class.getName();

    private final ResponseCache.Key key;
    private volatile long seq;
    private final Runnable over;
    private volatile @Nullable Representation answer;

    /**
     * @param seq the change that this replica had applied before anything was read for the answer
     * @param over is to be run once nobody need wait for this answer any more
     */
    Read(ResponseCache.Key key, long seq, Runnable over) {
        this.key = key;
        this.seq = seq;
        this.over = over;
    }

    void attachTo(RoutingContext context) {
        context.put(NAME, this);
    }

    static Optional<Read> of(@Nullable RoutingContext context) {
        return context == null ? Optional.empty() : Optional.ofNullable(context.get(NAME));
    }

    ResponseCache.Key key() {
        return key;
    }

    long seq() {
        return seq;
    }

    /** The answer reflects no later change than this one. */
    void asOf(long earlier) {
        seq = Math.min(seq, earlier);
    }

    /** Notes what it was answered with: that, compressed now if it may be kept, so that it is done once. */
    Representation answered(Representation made, Instant now) {
        Representation finished = made.validAt(now) ? made.compressed() : made;
        answer = finished;
        return finished;
    }

    Optional<Representation> answer() {
        return Optional.ofNullable(answer);
    }

    void over() {
        over.run();
    }
}
