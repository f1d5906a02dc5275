package org.broadsheet.following;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.broadsheet.access.Rights;
import org.broadsheet.changes.Change;
import org.broadsheet.delivery.ArticleFilterParams;
import org.broadsheet.naming.DidYouMean;
import org.broadsheet.naming.Text;
import org.broadsheet.problem.Refusal;
import org.broadsheet.query.FilterTerms;
import org.jspecify.annotations.Nullable;

/**
 * Which changes somebody follows.
 *
 * @param types of change, as on the wire
 * @param kinds of thing, as on the wire
 * @param articles filters; empty for all articles, and all else
 * @param rights of whoever follows
 */
public record Wanted(Set<String> types, Set<String> kinds, ArticleFilterParams articles, Rights rights) {

    /**
     * @throws Refusal.Forbidden when the rights don't let the log be followed: what it tells now may not be known to whoever
     *     sees articles later than others, and what happened before can't be told later, in the order of the log
     */
    static Wanted of(ChangeParams params, ArticleFilterParams articles, Rights rights) {
        if (rights.delay().isPositive()) {
            throw new Refusal.Forbidden(
                    "Withheld: your rights give articles " + rights.delay()
                            + " after their date, and the change log tells of them at once. Ask GET /v1/articles?sort=updated.");
        }
        Set<String> kinds = words("kind", params.kind(), ChangeView.KINDS);
        if (!articles.isEmpty() && !kinds.contains(Change.Kind.ARTICLE.wire())) {
            throw Refusal.Invalid.parameter("kind", "leaves articles out, and the other filters ask for articles.");
        }
        return new Wanted(words("event", params.event(), ChangeView.TYPES), kinds, articles, rights);
    }

    private static Set<String> words(String parameter, @Nullable String value, List<String> known) {
        FilterTerms terms = value == null ? FilterTerms.NONE : FilterTerms.parse(parameter, List.of(value));
        terms.words().filter(word -> !known.contains(word)).findFirst().ifPresent(unknown -> {
            throw Refusal.Invalid.parameter(
                    parameter,
                    "'" + Text.shorten(unknown) + "' is none of " + String.join(", ", known) + "."
                            + DidYouMean.hint(unknown, known));
        });
        return known.stream()
                .filter(word -> terms.allOf().stream().allMatch(any -> any.contains(word)))
                .filter(word -> !terms.noneOf().contains(word))
                .collect(Collectors.toUnmodifiableSet());
    }

    /** Whether a change says by itself if it is wanted; else the facets of its article have to be looked at. */
    boolean plain() {
        return articles.isEmpty() && !rights.confined();
    }

    boolean wants(ChangeView change) {
        return types.contains(change.type()) && kinds.contains(change.kind());
    }
}
