package org.broadsheet.access;

import io.quarkus.arc.Arc;
import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import java.util.UUID;
import org.broadsheet.web.TraceId;
import org.hibernate.Session;
import org.jspecify.annotations.Nullable;

/** Who did what, when, and from which revision to which. */
@ApplicationScoped
public class AuditTrail {

    private final EntityManager database;
    private final CurrentVertxRequest request;

    AuditTrail(EntityManager database, CurrentVertxRequest request) {
        this.database = database;
        this.request = request;
    }

    /**
     * Adds an entry, in the transaction of the caller: what was done and its entry are there together or not at all.
     *
     * @param action a verb after a noun: {@code article.publish}
     * @param kind what {@code thing} is: {@code article}
     * @param thing its id; null when what was done has no single object
     * @param note what should be told besides, such as the reason that was given; never a secret
     */
    public void record(
            Actor actor,
            String action,
            String kind,
            @Nullable UUID thing,
            @Nullable Integer fromRevision,
            @Nullable Integer toRevision,
            @Nullable String fromState,
            @Nullable String toState,
            @Nullable String note) {
        if (!AuditParams.ACTIONS.contains(action)) {
            throw new IllegalArgumentException("no action that the trail can be asked for: " + action);
        }
        database.unwrap(Session.class)
                .createNativeMutationQuery("""
                        insert into audit_entry (actor_kind, actor, actor_name, action, thing_kind, thing,
                            from_revision, to_revision, from_state, to_state, note, trace_id)
                        values (:actorKind, :actor, :actorName, :action, :kind, :thing,
                            :fromRevision, :toRevision, :fromState, :toState, :note, :traceId)
                        """)
                .setParameter("actorKind", actor.kind().wire())
                .setParameter("actor", actor.subject())
                .setParameter("actorName", actor.name())
                .setParameter("action", action)
                .setParameter("kind", kind)
                // nulls have to say of which type they are
                .setParameter("thing", thing, UUID.class)
                .setParameter("fromRevision", fromRevision, Integer.class)
                .setParameter("toRevision", toRevision, Integer.class)
                .setParameter("fromState", fromState, String.class)
                .setParameter("toState", toState, String.class)
                .setParameter("note", note, String.class)
                .setParameter("traceId", traceId(), String.class)
                .executeUpdate();
    }

    /** The caller's, when there is a caller and it has sent one. */
    private @Nullable String traceId() {
        if (!Arc.container().requestContext().isActive()) {
            return null;
        }
        RoutingContext context = request.getCurrent();
        return context == null
                ? null
                : TraceId.sent(context.request().getHeader("traceparent")).orElse(null);
    }
}
