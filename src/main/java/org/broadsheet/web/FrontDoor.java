package org.broadsheet.web;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.netty.buffer.Unpooled;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.Context;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.TimeUnit;

/**
 * Where public reads come in: says as of which change they are answered, answers from {@link ResponseCache} without
 * entering a resource, and lets one of many who ask for the same at once go and fetch it for all. Runs on the event
 * loop, so nothing in here may wait.
 */
@ApplicationScoped
class FrontDoor {

    static final String SEQ = "Broadsheet-Seq";

    /** After {@link RequestLineGuard}, and whoever finds out who reads ({@code reading.Reception}). */
    private static final int AFTER_THE_RECEPTION = 297;

    private final ResponseCache cache;
    private final ChangeProgress progress;
    private final MinSeq minSeq;
    private final Clock clock;
    private final Showing showing;
    private final Duration patience;
    private final ConcurrentMap<ResponseCache.Key, CompletableFuture<Void>> underWay = new ConcurrentHashMap<>();
    private final Counter hits;
    private final Counter misses;
    private final Counter bypassed;

    FrontDoor(
            ResponseCache cache,
            ChangeProgress progress,
            MinSeq minSeq,
            CacheSettings settings,
            Clock clock,
            Showing showing,
            MeterRegistry meters) {
        this.cache = cache;
        this.progress = progress;
        this.minSeq = minSeq;
        this.clock = clock;
        this.showing = showing;
        this.patience = settings.patience();
        this.hits = meters.counter("broadsheet.cache.hits");
        this.misses = meters.counter("broadsheet.cache.misses");
        this.bypassed = meters.counter("broadsheet.cache.bypassed");
    }

    void register(@Observes Filters filters) {
        filters.register(this::enter, AFTER_THE_RECEPTION);
    }

    private void enter(RoutingContext context) {
        if (PublicReads.isOne(context)) {
            minSeq.satisfied(context, () -> read(context));
        } else {
            context.next();
        }
    }

    private void read(RoutingContext context) {
        long seq = asOf(context);
        Audience audience = Audience.of(context);
        if (!cache.usable() || !audience.kept() || !PublicReads.mayShare(context)) {
            bypassed.increment();
            context.next();
            return;
        }
        ResponseCache.Key key =
                new ResponseCache.Key(audience.name(), context.request().uri());
        if (answered(context, key)) {
            return;
        }
        CompletableFuture<Void> mine = new CompletableFuture<>();
        CompletableFuture<Void> first = underWay.putIfAbsent(key, mine);
        if (first == null) {
            Runnable over = () -> {
                underWay.remove(key, mine);
                mine.complete(null);
            };
            // comes also when the request fails or the client goes away
            context.addEndHandler(ended -> over.run());
            fetch(context, new Read(key, seq, over));
        } else {
            Context events = context.vertx().getOrCreateContext();
            first.copy()
                    .completeOnTimeout(null, patience.toMillis(), TimeUnit.MILLISECONDS)
                    .whenComplete((nothing, failure) -> events.runOnContext(here -> readAgain(context, key)));
        }
    }

    /** After waiting for somebody else's answer. If that is not to be had, everybody goes to fetch one. */
    private void readAgain(RoutingContext context, ResponseCache.Key key) {
        if (context.response().closed()) {
            return;
        }
        long seq = asOf(context);
        if (!(cache.usable() && answered(context, key))) {
            fetch(context, new Read(key, seq, () -> {}));
        }
    }

    /** The number is read before anything else is: what is read after that has the change. */
    private long asOf(RoutingContext context) {
        long seq = progress.applied();
        context.response().putHeader(SEQ, Long.toString(seq));
        return seq;
    }

    private void fetch(RoutingContext context, Read read) {
        misses.increment();
        read.attachTo(context);
        context.next();
    }

    private boolean answered(RoutingContext context, ResponseCache.Key key) {
        KeptAnswers.Kept kept = cache.find(key);
        if (kept == null) {
            return false;
        }
        hits.increment();
        PathTemplate.note(context, kept.template());
        Representation.Reply reply = kept.representation()
                .reply(context.request(), clock.instant(), Audience.of(context).personal());
        HttpServerResponse response = context.response().setStatusCode(reply.status());
        reply.headers().forEach(response::putHeader);
        if (reply.body() == null || context.request().method() == HttpMethod.HEAD) {
            response.end();
        } else {
            showing.shown(context, kept.representation().shown(), true);
            response.end(Buffer.buffer(Unpooled.wrappedBuffer(reply.body())));
        }
        return true;
    }
}
