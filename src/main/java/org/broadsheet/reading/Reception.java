package org.broadsheet.reading;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.Context;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Optional;
import java.util.Set;
import org.broadsheet.access.CurrentAccess;
import org.broadsheet.access.Reader;
import org.broadsheet.access.Readers;
import org.broadsheet.access.Rights;
import org.broadsheet.access.Scope;
import org.broadsheet.web.Audience;
import org.broadsheet.web.EarlyProblems;
import org.broadsheet.web.ProblemType;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Finds out who reads, before anything is answered, from memory or otherwise: whoever presents a key of ours has to have
 * a good one, and is shown what it allows; whoever presents none is shown what the public tier allows. Runs on the event
 * loop, and asks the database elsewhere.
 */
@ApplicationScoped
class Reception {

    private static final Logger LOG = Logger.getLogger(Reception.class);

    /** After {@code web.RequestLineGuard}, before {@code web.FrontDoor}. */
    private static final int BEFORE_THE_FRONT_DOOR = 298;

    /** Nouns under {@code /v1} that are no reading, and have a say of their own in who may come. */
    private static final Set<String> OTHERS = Set.of("editorial", "partners", "previews", "webhooks");

    private static final Set<String> FOLLOWING = Set.of("changes", "snapshots");
    private static final Set<HttpMethod> METHODS = Set.of(HttpMethod.GET, HttpMethod.HEAD, HttpMethod.POST);

    private final Readers readers;
    private final Quotas quotas;
    private final EarlyProblems problems;
    private final ReadingSettings settings;

    Reception(Readers readers, Quotas quotas, EarlyProblems problems, ReadingSettings settings) {
        this.readers = readers;
        this.quotas = quotas;
        this.problems = problems;
        this.settings = settings;
    }

    void register(@Observes Filters filters) {
        filters.register(this::enter, BEFORE_THE_FRONT_DOOR);
    }

    private void enter(RoutingContext context) {
        String noun = noun(context.normalizedPath());
        if (OTHERS.contains(noun) || !METHODS.contains(context.request().method())) {
            context.next();
            return;
        }
        String token =
                noun.isEmpty() ? null : Readers.presented(context.request().getHeader("Authorization"));
        if (token == null) {
            anybody(context, noun);
        } else {
            known(context, token, noun);
        }
    }

    /** Of what is read under {@code /v1}; empty for all else, which shows no more than the public tier does. */
    private static String noun(@Nullable String path) {
        if (path == null || !path.startsWith("/v1/")) {
            return "";
        }
        int end = path.indexOf('/', 4);
        return end < 0 ? path.substring(4) : path.substring(4, end);
    }

    private void anybody(RoutingContext context, String noun) {
        switch (settings.everybody()) {
            case OPEN -> letIn(context, Reader.anybody(Rights.ALL), false);
            case LIMITED -> letIn(context, Reader.anybody(Rights.TEASERS), false);
            case CLOSED -> {
                if (noun.isEmpty()) {
                    context.next();
                } else {
                    unauthorized(context, "This publication is for those who present a key: 'Authorization: Bearer'.");
                }
            }
        }
    }

    private void letIn(RoutingContext context, Reader reader, boolean personal) {
        CurrentAccess.is(context, reader);
        Rights rights = reader.rights();
        new Audience(rights.audience(), personal, rights.steady()).attachTo(context);
        context.next();
    }

    private void known(RoutingContext context, String token, String noun) {
        Context events = context.vertx().getOrCreateContext();
        Thread.startVirtualThread(() -> {
            Optional<Reader> found;
            Runnable then;
            try {
                found = readers.with(token);
                found.ifPresent(quotas::known);
                then = () -> found(context, found.orElse(null), noun);
            } catch (RuntimeException e) {
                LOG.warnf("Who reads can't be found out: %s", e.getMessage());
                then = () -> away(context);
            }
            Runnable next = then;
            events.runOnContext(here -> {
                if (!context.response().closed()) {
                    next.run();
                }
            });
        });
    }

    private void found(RoutingContext context, @Nullable Reader reader, String noun) {
        if (reader == null) {
            unauthorized(
                    context,
                    "The key is not one that is good here: unknown, revoked, past its time, or"
                            + " its partner is suspended.");
            return;
        }
        Scope needed = FOLLOWING.contains(noun) ? Scope.CHANGES_READ : Scope.CONTENT_READ;
        if (!reader.scopes().contains(needed)) {
            problems.refuse(
                    context,
                    ProblemType.FORBIDDEN,
                    "This call needs the scope '" + needed.wire() + "', which the key does not give.");
            return;
        }
        if (reader.aiUse() != null) {
            context.response().putHeader("Broadsheet-AI-Use", reader.aiUse());
        }
        if (quotas.admits(context, reader)) {
            letIn(context, reader, true);
        }
    }

    private void unauthorized(RoutingContext context, String detail) {
        context.response().putHeader("WWW-Authenticate", "Bearer");
        problems.refuse(context, ProblemType.UNAUTHORIZED, detail);
    }

    private void away(RoutingContext context) {
        context.response().putHeader("Retry-After", "2");
        problems.refuse(context, ProblemType.UNAVAILABLE, "The key can't be checked at the moment; ask again soon.");
    }
}
