package org.broadsheet.delivery;

import io.vertx.core.http.HttpServerRequest;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import org.broadsheet.problem.Refusal;
import org.broadsheet.search.SearchIndex;
import org.broadsheet.similar.SimilarArticles;

/** Reading after an event, for answers that the search index makes: it is a moment behind the log. */
@ApplicationScoped
class SearchProgress {

    private static final String MIN_SEQ = "Broadsheet-Min-Seq";
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private static final Duration MOMENT = Duration.ofMillis(50);

    private final SearchIndex index;
    private final SimilarArticles similar;

    SearchProgress(SearchIndex index, SimilarArticles similar) {
        this.index = index;
        this.similar = similar;
    }

    /**
     * Waits until the index reflects the change that the request names, if it names one.
     *
     * @throws Refusal.Unavailable when it does not within a moment
     */
    void await(HttpServerRequest request) {
        String wanted = request.getHeader(MIN_SEQ);
        if (wanted != null && index.usable() && !index.await(Long.parseLong(wanted), PATIENCE)) {
            throw new Refusal.Unavailable(
                    "Change " + wanted + " is not in the search index yet; the last one that is: " + index.seq()
                            + ". Ask again soon.",
                    1);
        }
    }

    /**
     * Waits until what is new up to the change that the request names can be compared too.
     *
     * @throws Refusal.Unavailable when it can't within a moment
     */
    void awaitCompared(HttpServerRequest request) {
        await(request);
        String wanted = request.getHeader(MIN_SEQ);
        long until = System.nanoTime() + PATIENCE.toNanos();
        while (wanted != null && index.usable() && !similar.reflect(Long.parseLong(wanted))) {
            if (System.nanoTime() > until) {
                throw new Refusal.Unavailable("Change " + wanted + " can't be compared yet. Ask again soon.", 1);
            }
            pause();
        }
    }

    private static void pause() {
        try {
            Thread.sleep(MOMENT);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Refusal.Unavailable("The server is about to stop.", 1);
        }
    }
}
