package org.broadsheet.published;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.List;
import org.broadsheet.access.Access;
import org.broadsheet.access.Visibility;
import org.hibernate.query.NativeQuery;
import org.jspecify.annotations.Nullable;

/** Where all that readers may see stands, for those who fetch everything. Part of the read door. */
@ApplicationScoped
public class PublishedAddresses {

    /** More months than anybody has, and as many as an index of sitemaps may name. */
    private static final int MOST_MONTHS = 50_000;

    private final EntityManager database;

    PublishedAddresses(EntityManager database) {
        this.database = database;
    }

    /**
     * The articles dated in a month.
     *
     * @param changedAt when the newest change to one of them was
     * @param validUntil when the first of them expires; null for never
     */
    public record Month(
            YearMonth month,
            long articles,
            Instant changedAt,
            @Nullable Instant validUntil) {

        static Month of(Object[] row) {
            return new Month(YearMonth.parse((String) row[0]), (Long) row[1], (Instant) row[2], (Instant) row[3]);
        }
    }

    /** Where an article stands. */
    public record Address(
            String path, Instant changedAt, @Nullable Instant validUntil) {}

    /** The months that have articles, the newest first; read from an index alone. */
    @SuppressWarnings("unchecked")
    public List<Month> months(Access access) {
        NativeQuery<Object[]> query = database.createNativeQuery("""
                        select to_char(m, 'YYYY-MM'), articles, changed_at, expires_at
                        from (select date_trunc('month', a.published_at at time zone 'UTC') as m, count(*) as articles,
                                     max(a.updated_at) as changed_at, min(a.expires_at) as expires_at
                              from published_article a where %s group by m) months
                        order by m desc limit :most
                        """.formatted(Visibility.of(access)), Object[].class)
                .unwrap(NativeQuery.class);
        Visibility.bind(access, query::setParameter);
        return query.setParameter("most", MOST_MONTHS).getResultList().stream()
                .map(Month::of)
                .toList();
    }

    /**
     * Up to {@code limit} of the articles dated in {@code month}, the oldest first, without the first {@code skipped}. All
     * of them are in memory at once: 50,000 addresses are about 10 MB.
     */
    @SuppressWarnings("unchecked")
    public List<Address> of(YearMonth month, int skipped, int limit, Access access) {
        NativeQuery<Object[]> query = database.createNativeQuery(
                        "select a.path, a.updated_at, a.expires_at from published_article a where "
                                + Visibility.of(access)
                                + " and a.published_at >= :from and a.published_at < :to"
                                + " order by a.published_at, a.id offset :skipped limit :most",
                        Object[].class)
                .unwrap(NativeQuery.class);
        Visibility.bind(access, query::setParameter);
        return query
                .setParameter("from", month.atDay(1).atStartOfDay().toInstant(ZoneOffset.UTC))
                .setParameter("to", month.plusMonths(1).atDay(1).atStartOfDay().toInstant(ZoneOffset.UTC))
                .setParameter("skipped", skipped)
                .setParameter("most", limit)
                .getResultList()
                .stream()
                .map(row -> new Address((String) row[0], (Instant) row[1], (Instant) row[2]))
                .toList();
    }
}
