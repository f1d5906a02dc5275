package org.broadsheet.published;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.broadsheet.access.Access;
import org.hibernate.query.NativeQuery;
import org.jspecify.annotations.Nullable;

/** What was killed lately, for those who keep what a list has shown them. Part of the read door. */
@ApplicationScoped
public class Tombstones {

    private static final Duration LATELY = Duration.ofDays(30);
    private static final int MOST = 100;

    private final EntityManager database;

    Tombstones(EntityManager database) {
        this.database = database;
    }

    /**
     * An article that was killed.
     *
     * @param reason what readers are told
     */
    public record Tombstone(UUID id, Instant at, @Nullable String reason) {}

    /**
     * Those that {@code query} let through when readers saw them last, the newest first. What they were then the log knows:
     * a piece that had been taken down or had expired before it was killed was what it was before that.
     */
    @SuppressWarnings("unchecked")
    public List<Tombstone> of(ArticleQuery query, Access access) {
        NativeQuery<Object[]> statement = database.createNativeQuery("""
                        select c.id, c.at, c.reason
                        from change c cross join lateral (select coalesce(c.before, (
                            select p.before from change p where p.id = c.id and p.seq < c.seq and p.before is not null
                            order by p.seq desc limit 1)) as facets) was
                        where c.type = 'killed' and c.at > :since and exists (
                            select 1 from (select c.id, f.* from json_to_record(was.facets) as f (section_id uuid,
                                byline_ids uuid[], tag_ids uuid[], type text, language text, published_at timestamptz,
                                updated_at timestamptz)) a where true %s)
                        order by c.seq desc limit :most
                        """.formatted(query.sql()), Object[].class)
                .unwrap(NativeQuery.class)
                .addScalar("id", UUID.class)
                .addScalar("at", Instant.class)
                .addScalar("reason", String.class)
                .setParameter("since", access.at().minus(LATELY))
                .setParameter("most", MOST);
        query.bind(statement::setParameter);
        return statement.getResultList().stream()
                .map(row -> new Tombstone((UUID) row[0], (Instant) row[1], (String) row[2]))
                .toList();
    }
}
