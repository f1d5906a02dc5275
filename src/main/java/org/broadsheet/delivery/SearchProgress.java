package org.broadsheet.delivery;

import io.vertx.core.http.HttpServerRequest;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import org.broadsheet.problem.Refusal;
import org.broadsheet.search.SearchIndex;

/** Reading after an event, for answers that the search index makes: it is a moment behind the log. */
@ApplicationScoped
class SearchProgress {

    private static final String MIN_SEQ = "Broadsheet-Min-Seq";
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final SearchIndex index;

    SearchProgress(SearchIndex index) {
        this.index = index;
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
}
