package org.broadsheet.article;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.hibernate.query.NativeQuery;
import org.jspecify.annotations.Nullable;

/** Finds articles for the newsroom, in whatever state, the last changed first. */
@ApplicationScoped
public class ArticleSearch {

    /**
     * @param sections of the newest revision; empty for any
     * @param headline words in the newest headline
     */
    public record Wanted(
            List<String> states,
            List<UUID> sections,
            @Nullable String owner,
            @Nullable String headline,
            @Nullable Instant scheduledAfter,
            @Nullable Instant scheduledBefore) {}

    /** The last article that was read. */
    public record Edge(Instant modifiedAt, UUID id) {}

    private final EntityManager database;

    ArticleSearch(EntityManager database) {
        this.database = database;
    }

    /** Up to {@code limit} and one more articles, in the order of reading. */
    public List<Article> window(Wanted wanted, @Nullable Edge edge, boolean back, int limit) {
        StringBuilder sql = new StringBuilder("select a.* from article a where a.state = any(:states)");
        sql.append(wanted.sections().isEmpty() ? "" : " and a.section_id = any(:sections)");
        sql.append(wanted.owner() == null ? "" : " and a.owner = :owner");
        sql.append(wanted.headline() == null ? "" : " and strpos(lower(a.headline), lower(:headline)) > 0");
        sql.append(wanted.scheduledAfter() == null ? "" : " and a.scheduled_at >= :after");
        sql.append(wanted.scheduledBefore() == null ? "" : " and a.scheduled_at < :before");
        sql.append(edge == null ? "" : " and (a.modified_at, a.id) " + (back ? ">" : "<") + " (:moment, :id)");
        String way = back ? "" : " desc";
        sql.append(" order by a.modified_at" + way + ", a.id" + way + " limit :rows");
        @SuppressWarnings("unchecked")
        NativeQuery<Article> query = database.createNativeQuery(sql.toString(), Article.class)
                .unwrap(NativeQuery.class)
                .setParameter("states", wanted.states().toArray(String[]::new))
                .setParameter("rows", limit + 1);
        bind(
                query,
                "sections",
                wanted.sections().isEmpty() ? null : wanted.sections().toArray(UUID[]::new));
        bind(query, "owner", wanted.owner());
        bind(query, "headline", wanted.headline());
        bind(query, "after", wanted.scheduledAfter());
        bind(query, "before", wanted.scheduledBefore());
        if (edge != null) {
            query.setParameter("moment", edge.modifiedAt()).setParameter("id", edge.id());
        }
        return query.getResultList();
    }

    private static void bind(NativeQuery<Article> query, String name, @Nullable Object value) {
        if (value != null) {
            query.setParameter(name, value);
        }
    }
}
