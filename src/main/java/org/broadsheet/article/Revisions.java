package org.broadsheet.article;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.broadsheet.problem.Refusal;
import org.jspecify.annotations.Nullable;

/** The numbered revisions of pieces, which are never changed. */
@ApplicationScoped
public class Revisions {

    /** A revision without its content. */
    public record Revision(
            int number,
            Instant at,
            @Nullable String by,
            @Nullable String note) {

        static Revision of(Object[] row) {
            return new Revision((Integer) row[0], (Instant) row[1], (String) row[2], (String) row[3]);
        }
    }

    private final EntityManager database;
    private final Rows rows;

    Revisions(EntityManager database, Rows rows) {
        this.database = database;
        this.rows = rows;
    }

    void add(Article article, ArticleContent content, String by, @Nullable String note, Instant now) {
        database.createNativeQuery("""
                        insert into article_revision (article_id, number, content, created_at, created_by, note)
                        values (:id, :number, cast(:content as json), :now, :by, :note)
                        """)
                .setParameter("id", article.id())
                .setParameter("number", article.revision())
                .setParameter("content", rows.json(content))
                .setParameter("now", now)
                .setParameter("by", by)
                .setParameter("note", note)
                .executeUpdate();
    }

    public Revision get(UUID article, int number) {
        return window(article, number + 1, false, 1).stream()
                .filter(revision -> revision.number() == number)
                .findFirst()
                .orElseThrow(() -> new Refusal.NotFound("Article " + article + " has no revision " + number + "."));
    }

    /** What a revision says. */
    public ArticleContent content(UUID article, int number) {
        List<String> found = database.createNativeQuery(
                        "select cast(content as text) from article_revision where article_id = :id and number = :number",
                        String.class)
                .setParameter("id", article)
                .setParameter("number", number)
                .getResultList();
        return found.stream()
                .findFirst()
                .map(ArticleContent::read)
                .orElseThrow(() -> new Refusal.NotFound("Article " + article + " has no revision " + number + "."));
    }

    /** Those of the articles whose newest revision says the same as the one that is live. */
    public Set<UUID> sayingWhatIsLive(List<UUID> articles) {
        List<UUID> found = database.createNativeQuery("""
                        select a.id from article a
                        join article_revision newest on newest.article_id = a.id and newest.number = a.revision
                        join article_revision live on live.article_id = a.id and live.number = a.live_revision
                        where a.id = any(:ids) and cast(newest.content as text) = cast(live.content as text)
                        """, UUID.class)
                .setParameter("ids", articles.toArray(UUID[]::new))
                .getResultList();
        return Set.copyOf(found);
    }

    /** Up to {@code limit} and one more revisions, the newest first, from before or after {@code edge}. */
    public List<Revision> window(UUID article, int edge, boolean back, int limit) {
        List<Object[]> found = database.createNativeQuery(
                        "select number, created_at, created_by, note from article_revision where article_id = :id"
                                + " and number " + (back ? ">" : "<") + " :edge order by number"
                                + (back ? "" : " desc") + " limit :rows",
                        Object[].class)
                .setParameter("id", article)
                .setParameter("edge", edge)
                .setParameter("rows", limit + 1)
                .getResultList();
        return found.stream().map(Revision::of).toList();
    }
}
