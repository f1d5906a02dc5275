package org.broadsheet.web;

import io.vertx.core.Context;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import org.broadsheet.problem.Refusal;

/** Reading after an event: a request that names a change is not answered from before it. */
@ApplicationScoped
class MinSeq {

    static final String HEADER = "Broadsheet-Min-Seq";

    private static final String RETRY_AFTER = "1";

    private final ChangeProgress progress;
    private final EarlyProblems problems;
    private final Duration patience;

    MinSeq(ChangeProgress progress, EarlyProblems problems, CacheSettings settings) {
        this.progress = progress;
        this.problems = problems;
        this.patience = settings.patience();
    }

    /** Goes on with {@code then} once the change that the request names is applied, else refuses it. */
    void satisfied(RoutingContext context, Runnable then) {
        List<String> asked = context.request().headers().getAll(HEADER);
        if (asked.isEmpty()) {
            then.run();
        } else if (asked.size() > 1 || !asked.getFirst().matches("[0-9]{1,18}")) {
            Refusal.Invalid refusal = Refusal.Invalid.parameter(
                    HEADER, "has to be the number of a change: a whole number, 0 or greater.");
            problems.answer(
                    context,
                    EarlyProblems.problem(ProblemType.INVALID_REQUEST, refusal.detail(), context.request())
                            .withErrors(refusal.violations()));
        } else {
            await(context, Long.parseLong(asked.getFirst()), then);
        }
    }

    private void await(RoutingContext context, long seq, Runnable then) {
        if (progress.applied() >= seq) {
            then.run();
            return;
        }
        Context events = context.vertx().getOrCreateContext();
        Thread.startVirtualThread(() -> {
            boolean applied = awaited(seq);
            events.runOnContext(here -> {
                if (context.response().closed()) {
                    return;
                }
                if (applied) {
                    then.run();
                } else {
                    tooEarly(context, seq);
                }
            });
        });
    }

    private boolean awaited(long seq) {
        try {
            return progress.await(seq, patience);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private void tooEarly(RoutingContext context, long seq) {
        context.response().putHeader("Retry-After", RETRY_AFTER);
        problems.answer(
                context,
                EarlyProblems.problem(
                        ProblemType.UNAVAILABLE,
                        "Change " + seq + " has not come here yet; the last one that has is " + progress.applied()
                                + ". Ask again soon.",
                        context.request()));
    }
}
