package org.broadsheet.newsdesk;

import java.util.ArrayList;
import java.util.List;
import org.broadsheet.article.LiveReferences.Referrer;
import org.broadsheet.problem.Refusal;
import org.broadsheet.problem.Violation;

/** What is in the way of a deletion. */
final class InUse {

    /** How many of each kind are listed. */
    static final int MOST = 20;

    private final List<String> counts = new ArrayList<>();
    private final List<Violation> references = new ArrayList<>();

    void articles(List<Referrer> referrers) {
        if (!referrers.isEmpty()) {
            add(
                    "article",
                    referrers.getFirst().all(),
                    referrers.stream().map(InUse::article).toList());
        }
    }

    private static String article(Referrer one) {
        return "article " + one.id() + (one.path().isEmpty() ? "" : " at " + one.path()) + ": " + one.headline();
    }

    /** @param first of them, each as a sentence without its full stop */
    void add(String kind, long all, List<String> first) {
        if (all > 0) {
            counts.add(all + " " + (all == 1 ? kind : plural(kind)));
            first.forEach(one -> references.add(Violation.parameter("id", "is referred to by " + one)));
        }
    }

    /** "article" and "place on its front": the first word is the noun. */
    private static String plural(String kind) {
        return kind.replaceFirst("^\\w+", "$0s");
    }

    /** @throws Refusal.Conflict when anything is in the way */
    void refuse(String thing) {
        if (!counts.isEmpty()) {
            throw new Refusal.Conflict(
                    "The " + thing + " is referred to by " + String.join(" and ", counts) + "; the first are listed.",
                    references);
        }
    }
}
