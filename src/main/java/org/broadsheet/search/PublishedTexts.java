package org.broadsheet.search;

import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import java.time.Clock;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.broadsheet.access.Access;
import org.broadsheet.body.BodyForm;
import org.broadsheet.changes.Change;
import org.broadsheet.changes.ChangeLog;
import org.broadsheet.published.ArticleQuery;
import org.broadsheet.published.ArticleView;
import org.broadsheet.published.ArticleViews;
import org.broadsheet.published.PublishedArticle;
import org.broadsheet.published.PublishedArticles;
import org.broadsheet.query.Cursor;
import org.broadsheet.query.Fields;
import org.jspecify.annotations.Nullable;

/** What the index is made of: articles as readers see them, all of them or those that have changed. */
@ApplicationScoped
class PublishedTexts {

    private static final Fields FIELDS = Fields.select(
            ArticleView.SHAPE,
            Set.of(),
            "id,type,headline,kicker,standfirst,body,section,bylines,tags,language,publishedAt,updatedAt",
            null);

    /**
     * What a stretch of the log comes to.
     *
     * @param articles as they are now
     * @param gone ids of those that are not to be seen any more
     * @param through the last change of the stretch
     * @param more whether the log may go on past it
     */
    record News(List<IndexedArticle> articles, List<UUID> gone, long through, boolean more) {}

    private final EntityManager database;
    private final ChangeLog log;
    private final PublishedArticles published;
    private final ArticleViews views;
    private final Clock clock;

    PublishedTexts(
            EntityManager database, ChangeLog log, PublishedArticles published, ArticleViews views, Clock clock) {
        this.database = database;
        this.log = log;
        this.published = published;
        this.views = views;
        this.clock = clock;
    }

    long head() {
        return QuarkusTransaction.requiringNew().call(log::head);
    }

    /** About how many there are. */
    long count() {
        return QuarkusTransaction.requiringNew().call(() -> published.count(new ArticleQuery(), Access.toAll(clock)));
    }

    /** What the log tells after {@code seq}, as it is now, which may be later than the change. */
    News after(long seq, int limit) {
        return QuarkusTransaction.requiringNew().call(() -> {
            List<ChangeLog.Line> lines = log.after(seq, limit);
            if (lines.isEmpty()) {
                return new News(List.of(), List.of(), seq, false);
            }
            List<UUID> ids = lines.stream()
                    .filter(line -> line.kind() == Change.Kind.ARTICLE)
                    .map(ChangeLog.Line::id)
                    .distinct()
                    .toList();
            List<IndexedArticle> articles =
                    indexed(published.among(ids, new ArticleQuery(), Access.toAll(clock), FIELDS));
            Set<String> there =
                    articles.stream().map(IndexedArticle::getId).collect(Collectors.toCollection(HashSet::new));
            List<UUID> gone =
                    ids.stream().filter(id -> !there.contains(id.toString())).toList();
            return new News(articles, gone, lines.getLast().seq(), lines.size() == limit);
        });
    }

    /** Goes through all articles once; what changes meanwhile is in the log. */
    Pass pass() {
        return new Pass();
    }

    /** A way through all articles. */
    final class Pass {

        /** The newest are asked for most: standing first, they are what an engine meets first. */
        private static final ArticleQuery.Sort ORDER = ArticleQuery.Sort.NEWEST;

        private @Nullable Cursor cursor;

        List<IndexedArticle> next(int limit) {
            return QuarkusTransaction.requiringNew().call(() -> {
                List<PublishedArticle> articles = published
                        .window(new ArticleQuery().sort(ORDER), cursor, limit, Access.toAll(clock), FIELDS)
                        .items();
                if (!articles.isEmpty()) {
                    cursor = new Cursor(false, PublishedArticles.place(articles.getLast(), ORDER));
                }
                database.clear();
                return indexed(articles);
            });
        }
    }

    private List<IndexedArticle> indexed(List<PublishedArticle> articles) {
        return articles.stream()
                .map(article -> IndexedArticle.of(views.of(article, FIELDS, BodyForm.BLOCKS), article.text()))
                .toList();
    }
}
