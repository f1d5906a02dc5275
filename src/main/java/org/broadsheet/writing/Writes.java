package org.broadsheet.writing;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.vertx.core.http.HttpServerRequest;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import java.util.function.Function;
import org.broadsheet.changes.ChangeLog;
import org.broadsheet.changes.Telling;
import org.broadsheet.changes.Told;
import org.broadsheet.naming.Ids;
import org.broadsheet.problem.Refusal;
import org.broadsheet.web.ChangeProgress;
import org.broadsheet.writing.IdempotentWrites.Kept;
import org.broadsheet.writing.IdempotentWrites.Key;
import org.jspecify.annotations.Nullable;

/**
 * Makes a write: its work, what it tells the log, and, with an {@code Idempotency-Key}, its answer are one
 * transaction. A 2xx means committed; anything else means that nothing was changed.
 */
@ApplicationScoped
public class Writes {

    private static final int LONGEST_KEY = 200;

    /** Whoever writes and then reads here finds what they have written, also in what this replica keeps. */
    private static final Duration OWN_CHANGE_APPLIED_WITHIN = Duration.ofSeconds(2);

    private final ChangeLog log;
    private final ChangeProgress progress;
    private final IdempotentWrites kept;
    private final ObjectMapper json;

    Writes(ChangeLog log, ChangeProgress progress, IdempotentWrites kept, ObjectMapper json) {
        this.log = log;
        this.progress = progress;
        this.kept = kept;
        this.json = json;
    }

    /**
     * A write that was made, now or when its key was first used.
     *
     * @param body as JSON
     * @param seq of the last change that it told; 0 when readers can notice nothing
     */
    public record Made(
            int status,
            @Nullable String body,
            @Nullable Integer version,
            @Nullable String location,
            long seq,
            boolean replayed) {

        /** The answer, with its version as {@code ETag} and its number as {@code Broadsheet-Seq}. */
        public Response response() {
            Response.ResponseBuilder answer = Response.status(status).header("Cache-Control", "no-store");
            if (body != null) {
                answer.entity(body).type("application/json");
            }
            if (version != null) {
                answer.header("ETag", "\"" + version + "\"");
            }
            if (location != null) {
                answer.header("Location", location);
            }
            if (seq > 0) {
                answer.header("Broadsheet-Seq", seq);
            }
            return replayed ? answer.header("Idempotency-Replayed", "true").build() : answer.build();
        }

        Made replay() {
            return new Made(status, body, version, location, seq, true);
        }

        public Made withBody(String other) {
            return new Made(status, other, version, location, seq, replayed);
        }
    }

    /**
     * Does {@code work} and answers with what it gives; a request that was made before with the same key is answered as
     * it was then.
     *
     * @param actor whose keys these are
     * @param body of the request; null for none
     */
    public Response write(
            HttpServerRequest request, String actor, @Nullable JsonNode body, Function<Telling, Answer> work) {
        return make(request, actor, body, work).response();
    }

    /** The same, for whoever has something to add to the answer. */
    public Made make(HttpServerRequest request, String actor, @Nullable JsonNode body, Function<Telling, Answer> work) {
        String key = key(request);
        Made made = part(
                key == null ? null : new Key(actor, key, digest(request.method() + " " + request.path(), body)), work);
        settle(made.seq());
        return made;
    }

    /** @throws Refusal.Invalid when there is one that is empty or too long */
    public static @Nullable String key(HttpServerRequest request) {
        String key = request.getHeader("Idempotency-Key");
        if (key != null && (key.isBlank() || key.length() > LONGEST_KEY)) {
            throw Refusal.Invalid.parameter("Idempotency-Key", "has to have 1 to " + LONGEST_KEY + " characters.");
        }
        return key;
    }

    /**
     * A part of a bulk, under a key of its own when the bulk has one. Whoever answers for all of it {@linkplain #settle
     * settles} it then.
     */
    public Made part(@Nullable Key key, Function<Telling, Answer> work) {
        if (key == null) {
            Told<Answer> told = log.write(work);
            return made(told.value(), told.seq());
        }
        Told<Partial> told = log.write(
                telling -> {
                    Kept before = kept.claim(key);
                    return before == null
                            ? new Partial(work.apply(telling), null)
                            : new Partial(null, before.made().replay());
                },
                (partial, seq) -> {
                    if (partial.answer() != null) {
                        kept.keep(key, made(partial.answer(), seq));
                    }
                });
        return made(told.value(), told.seq());
    }

    /** Waits until this replica answers from after the change {@code seq}, which is committed: but not for ever. */
    public void settle(long seq) {
        try {
            progress.await(seq, OWN_CHANGE_APPLIED_WITHIN);
        } catch (InterruptedException e) {
            // committed all the same
            Thread.currentThread().interrupt();
        }
    }

    private record Partial(
            @Nullable Answer answer, @Nullable Made replayed) {}

    private Made made(Partial partial, long seq) {
        if (partial.replayed() != null) {
            return partial.replayed();
        }
        if (partial.answer() == null) {
            throw new IllegalStateException("a write gives an answer");
        }
        return made(partial.answer(), seq);
    }

    private Made made(Answer answer, long seq) {
        return new Made(
                answer.status(),
                answer.body() == null ? null : json(answer.body()),
                answer.version(),
                answer.location(),
                seq,
                false);
    }

    /** What a key is for: another call, or another body, needs another key. */
    public byte[] digest(String call, @Nullable JsonNode body) {
        return Ids.sha256(call + "\n" + (body == null ? "" : body.toString()));
    }

    private String json(Object body) {
        try {
            return json.writeValueAsString(body);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a wire record is always writable", e);
        }
    }
}
