package org.broadsheet.article;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;

/** Tells the newsroom what readers see of its pieces. */
@ApplicationScoped
public class LiveCopySummaries {

    private final EntityManager database;

    LiveCopySummaries(EntityManager database) {
        this.database = database;
    }

    public Map<UUID, LiveCopy> of(Collection<UUID> articles) {
        List<Object[]> rows = database.createNativeQuery(
                        "select id, live, version, path, published_at, updated_at, embargoed_until, expires_at"
                                + " from published_article where id = any(:ids)",
                        Object[].class)
                .setParameter("ids", articles.toArray(UUID[]::new))
                .getResultList();
        return rows.stream()
                .collect(Collectors.toMap(
                        row -> (UUID) row[0],
                        row -> new LiveCopy(
                                (Boolean) row[1],
                                (Integer) row[2],
                                (String) row[3],
                                (Instant) row[4],
                                (Instant) row[5],
                                (Instant) row[6],
                                (Instant) row[7])));
    }

    public Optional<LiveCopy.Down> takedown(UUID article) {
        List<Object[]> rows = database.createNativeQuery(
                        "select kind, reason, at, target_id from article_takedown where article_id = :id",
                        Object[].class)
                .setParameter("id", article)
                .getResultList();
        return rows.stream()
                .findFirst()
                .map(row -> new LiveCopy.Down((String) row[0], (String) row[1], (Instant) row[2], (UUID) row[3]));
    }
}
