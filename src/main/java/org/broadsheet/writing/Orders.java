package org.broadsheet.writing;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.core.http.HttpServerRequest;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.Response;
import java.util.function.BiFunction;
import org.broadsheet.access.Actor;
import org.broadsheet.access.CurrentActor;
import org.broadsheet.changes.Telling;
import org.jspecify.annotations.Nullable;

/** Has an order carried out for whoever asks, in one transaction. */
@ApplicationScoped
public class Orders {

    /** What is done to the version that somebody has seen. */
    public interface Change {
        Answer make(int version, Actor actor, Telling telling);
    }

    private final Writes writes;
    private final CurrentActor current;

    Orders(Writes writes, CurrentActor current) {
        this.writes = writes;
        this.current = current;
    }

    public Response create(
            HttpServerRequest request, @Nullable ObjectNode sent, BiFunction<Actor, Telling, Answer> work) {
        Actor actor = current.get();
        return writes.write(request, actor.subject(), sent, telling -> work.apply(actor, telling));
    }

    /** @throws org.broadsheet.problem.Refusal.Unconditional without {@code If-Match} */
    public Response change(HttpServerRequest request, @Nullable ObjectNode sent, Change change) {
        int version = IfMatch.version(request.getHeader("If-Match"));
        return create(request, sent, (actor, telling) -> change.make(version, actor, telling));
    }

    /** An answer that only shows something. */
    public static Response shown(Object view, @Nullable Integer version) {
        Response.ResponseBuilder answer = Response.ok(view).header("Cache-Control", "no-store");
        return version == null
                ? answer.build()
                : answer.header("ETag", "\"" + version + "\"").build();
    }
}
