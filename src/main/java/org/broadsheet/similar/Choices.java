package org.broadsheet.similar;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.broadsheet.problem.Refusal;

/** What editors pin and ban. */
@ApplicationScoped
public class Choices {

    /** What editors say of one article. Nobody has said anything at version 0. */
    public record Choice(int version, List<UUID> pins, List<UUID> bans) {}

    private final EntityManager database;

    Choices(EntityManager database) {
        this.database = database;
    }

    /** In one statement. */
    public Choice of(UUID article) {
        List<Object[]> rows = database.createNativeQuery(
                        "select c.version, o.other_id, o.position from similar_choice c left join similar_chosen o"
                                + " on o.article_id = c.article_id where c.article_id = :article"
                                + " order by o.position nulls last, o.other_id",
                        Object[].class)
                .setParameter("article", article)
                .getResultList();
        return new Choice(
                rows.isEmpty() ? 0 : ((Number) rows.getFirst()[0]).intValue(),
                rows.stream()
                        .filter(row -> row[2] != null)
                        .map(row -> (UUID) row[1])
                        .toList(),
                rows.stream()
                        .filter(row -> row[1] != null && row[2] == null)
                        .map(row -> (UUID) row[1])
                        .toList());
    }

    /**
     * Puts these in the place of what was said at the version {@code expected}.
     *
     * @return the version from now on
     * @throws Refusal.Stale when something else was said since
     */
    public int choose(UUID article, int expected, List<UUID> pins, List<UUID> bans) {
        database.createNativeQuery("insert into similar_choice (article_id, version) values (:article, 0)"
                        + " on conflict (article_id) do nothing")
                .setParameter("article", article)
                .executeUpdate();
        int version = ((Number) database.createNativeQuery(
                                "select version from similar_choice where article_id = :article for update",
                                Integer.class)
                        .setParameter("article", article)
                        .getSingleResult())
                .intValue();
        if (version != expected) {
            throw new Refusal.Stale(version);
        }
        database.createNativeQuery("delete from similar_chosen where article_id = :article")
                .setParameter("article", article)
                .executeUpdate();
        List<UUID> all = IntStream.range(0, pins.size() + bans.size())
                .mapToObj(i -> i < pins.size() ? pins.get(i) : bans.get(i - pins.size()))
                .toList();
        database.createNativeQuery("insert into similar_chosen (article_id, other_id, position)"
                        + " select :article, other, case when place <= :pins then place end"
                        + " from unnest(:all) with ordinality as chosen (other, place)")
                .setParameter("article", article)
                .setParameter("all", all.toArray(UUID[]::new))
                .setParameter("pins", pins.size())
                .executeUpdate();
        database.createNativeQuery("update similar_choice set version = version + 1 where article_id = :article")
                .setParameter("article", article)
                .executeUpdate();
        return version + 1;
    }
}
