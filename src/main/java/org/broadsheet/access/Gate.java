package org.broadsheet.access;

import io.quarkus.runtime.BlockingOperationControl;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.identity.CurrentIdentityAssociation;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ResourceInfo;
import java.io.IOException;
import java.lang.reflect.Method;
import java.util.List;
import org.broadsheet.problem.Refusal;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;
import org.jboss.resteasy.reactive.server.ServerResponseFilter;
import org.jspecify.annotations.Nullable;

/** Lets nobody pass to a method with a {@link Needs} who lacks the scope; before anything else of the request is judged. */
@ApplicationScoped
public class Gate {

    private static final Logger LOG = Logger.getLogger(Gate.class);
    private static final List<String> NEWSROOM = List.of("v1/editorial", "v1/partners", "v1/webhooks");
    private static final int RETRY_AFTER = 5;

    private final CurrentIdentityAssociation association;
    private final Actors actors;
    private final CurrentActor current;

    Gate(CurrentIdentityAssociation association, Actors actors, CurrentActor current) {
        this.association = association;
        this.actors = actors;
        this.current = current;
    }

    @ServerRequestFilter(priority = Priorities.AUTHENTICATION)
    public void check(ResourceInfo resource) {
        Needs needs = resource.getResourceMethod().getAnnotation(Needs.class);
        if (needs != null) {
            Actor actor = whoAsks();
            actor.require(needs.value());
            current.is(actor);
        } else if (isOfTheNewsroom(resource)) {
            LOG.errorf("%s has no @Needs, so it refuses everybody", resource.getResourceMethod());
            throw new Refusal.Forbidden("It isn't settled who may make this call, so nobody may.");
        }
    }

    /** What the newsroom is told stays with whoever asked, unless the resource says otherwise. */
    @ServerResponseFilter
    public void keepFromCaches(@Nullable ResourceInfo resource, ContainerResponseContext answer) {
        Method method = resource == null ? null : resource.getResourceMethod();
        if (method != null
                && method.isAnnotationPresent(Needs.class)
                && !answer.getHeaders().containsKey("Cache-Control")) {
            answer.getHeaders().putSingle("Cache-Control", "no-store");
        }
    }

    private Actor whoAsks() {
        if (!BlockingOperationControl.isBlockingAllowed()) {
            throw new IllegalStateException("a method with @Needs has to run on a virtual thread");
        }
        try {
            return actors.of(association.getDeferredIdentity().await().indefinitely());
        } catch (AuthenticationFailedException e) {
            if (issuerIsAway(e)) {
                throw new Refusal.Unavailable(
                        "The identity provider does not answer, so the credential can't be checked.", RETRY_AFTER);
            }
            throw new Refusal.Unauthorized(
                    "The credential is not one that is good here: unknown, revoked, past its time, or for another API.");
        }
    }

    private static boolean issuerIsAway(Throwable e) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof IOException) {
                return true;
            }
        }
        return false;
    }

    /** By the path that is declared, which has one spelling, not by the one that was sent. */
    private static boolean isOfTheNewsroom(ResourceInfo resource) {
        String path = declared(resource.getResourceClass().getAnnotation(Path.class)) + "/"
                + declared(resource.getResourceMethod().getAnnotation(Path.class));
        String plain = path.replaceAll("/+", "/").replaceAll("^/", "");
        return NEWSROOM.stream().anyMatch(plain::startsWith);
    }

    private static String declared(@Nullable Path path) {
        return path == null ? "" : path.value();
    }
}
