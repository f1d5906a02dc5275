package org.broadsheet.publishing;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.broadsheet.article.Article;
import org.broadsheet.article.ArticleSearch;
import org.broadsheet.naming.DidYouMean;
import org.broadsheet.naming.Text;
import org.broadsheet.problem.Refusal;
import org.broadsheet.query.Cursor;
import org.broadsheet.query.Page;
import org.broadsheet.section.Sections;
import org.jspecify.annotations.Nullable;

/** The newsroom's lists of articles. */
@ApplicationScoped
class EditorialLists {

    private static final List<String> STATES =
            Arrays.stream(Article.State.values()).map(Article.State::wire).toList();

    private final ArticleSearch search;
    private final Sections sections;

    EditorialLists(ArticleSearch search, Sections sections) {
        this.search = search;
        this.sections = sections;
    }

    Page.Window<Article> window(EditorialListParams params, @Nullable Cursor cursor, int limit) {
        boolean back = cursor != null && cursor.back();
        List<UUID> subtree = params.section() == null
                ? List.of()
                : sections.subtrees(List.of(params.section())).getFirst();
        ArticleSearch.Wanted wanted = new ArticleSearch.Wanted(
                states(params.state()),
                subtree,
                params.owner(),
                params.headline(),
                params.scheduledAfter(),
                params.scheduledBefore());
        return Page.Window.of(search.window(wanted, cursor == null ? null : edge(cursor), back, limit), limit, back);
    }

    private static List<String> states(@Nullable String asked) {
        if (asked == null) {
            return STATES.stream()
                    .filter(state -> !state.equals(Article.State.DISCARDED.wire()))
                    .toList();
        }
        List<String> states = List.of(asked.split(","));
        states.stream().filter(state -> !STATES.contains(state)).findFirst().ifPresent(unknown -> {
            throw Refusal.Invalid.parameter(
                    "state",
                    "'" + Text.shorten(unknown) + "' is not a state; the states are " + String.join(", ", STATES) + "."
                            + DidYouMean.hint(unknown, STATES));
        });
        return states;
    }

    private static ArticleSearch.Edge edge(Cursor cursor) {
        return new ArticleSearch.Edge(
                Instant.EPOCH.plus(Long.parseLong(cursor.keys().get(0)), ChronoUnit.MICROS),
                UUID.fromString(cursor.keys().get(1)));
    }

    /** Where an article stands in a list. */
    static List<String> place(Article article) {
        return List.of(
                Long.toString(ChronoUnit.MICROS.between(Instant.EPOCH, article.modifiedAt())),
                article.id().toString());
    }
}
