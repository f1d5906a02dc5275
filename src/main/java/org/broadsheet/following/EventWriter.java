package org.broadsheet.following;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.vertx.core.http.HttpServerResponse;
import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.Sse;
import jakarta.ws.rs.sse.SseEventSink;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;

/** Writes server-sent events, and waits until they are taken, so that nothing piles up for a reader who is slow. */
final class EventWriter {

    private static final long RECONNECT_AFTER_MS = 2_000;

    /** How far a stream has come, for readers who are told of little. */
    private record Progress(long seq) {}

    private final Sse sse;
    private final SseEventSink sink;
    private final HttpServerResponse response;
    private final ObjectMapper json;
    private final Waiting waiting;
    private final Duration patience;

    EventWriter(
            Sse sse,
            SseEventSink sink,
            HttpServerResponse response,
            ObjectMapper json,
            Waiting waiting,
            Duration patience) {
        this.sse = sse;
        this.sink = sink;
        this.response = response;
        this.json = json;
        this.waiting = waiting;
        this.patience = patience;
    }

    /** The beginning: how soon to come back, and from where, when the stream is cut before there was a change. */
    void begin(long seq) throws ReaderLeft, InterruptedException {
        response.putHeader("Cache-Control", "no-store").putHeader("X-Accel-Buffering", "no");
        await(sink.send(sse.newEventBuilder()
                .comment("the changes after " + seq)
                .reconnectDelay(RECONNECT_AFTER_MS)
                .build()));
        progress(seq);
    }

    void changes(List<ChangeView> changes) throws ReaderLeft, InterruptedException {
        CompletionStage<?> last = null;
        for (ChangeView change : changes) {
            last = send(event(change.type(), change.seq(), change));
        }
        if (last != null) {
            await(last);
        }
    }

    void progress(long seq) throws ReaderLeft, InterruptedException {
        await(send(event("progress", seq, new Progress(seq))));
    }

    void heartbeat() throws ReaderLeft, InterruptedException {
        await(send(sse.newEventBuilder().comment("still here").build()));
    }

    private OutboundSseEvent event(String name, long seq, Object data) {
        try {
            return sse.newEventBuilder()
                    .id(Long.toString(seq))
                    .name(name)
                    .data(String.class, json.writeValueAsString(data))
                    .build();
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a change is always writable", e);
        }
    }

    private CompletionStage<?> send(OutboundSseEvent event) throws ReaderLeft {
        if (sink.isClosed()) {
            throw new ReaderLeft("gone");
        }
        try {
            return sink.send(event);
        } catch (IllegalStateException e) {
            // closed in between
            throw new ReaderLeft("gone");
        }
    }

    /** Until the connection has taken it, which it does not while the reader leaves too much unread. */
    private void await(CompletionStage<?> sent) throws ReaderLeft, InterruptedException {
        try {
            waiting.forResult(sent.toCompletableFuture(), patience);
        } catch (ExecutionException e) {
            throw new ReaderLeft("gone");
        } catch (TimeoutException e) {
            throw new ReaderLeft("too slow");
        }
    }

    /** The end, when all that was sent is taken. */
    void close() {
        sink.close();
    }

    /** The end, whatever has been taken. */
    void cut() {
        response.reset();
        sink.close();
    }
}
