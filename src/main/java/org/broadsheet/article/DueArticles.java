package org.broadsheet.article;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;
import org.broadsheet.changes.Change;
import org.broadsheet.changes.Facets;
import org.broadsheet.changes.Telling;

/**
 * What becomes due by the clock: publications that were scheduled, embargoes that lift, articles that expire. On the
 * database's clock, which the replicas share; each is claimed by one replica, as the others pass over what is held.
 */
@ApplicationScoped
public class DueArticles {

    // The conditions stand twice in what follows: whoever changed the live copy between the look and the lock has had
    // the last word, and PostgreSQL asks those of the outer statement again (READ COMMITTED, "EvalPlanQual").

    private static final int AT_ONCE = 100;

    private static final String LIVE_FACETS =
            "p.section_id, p.byline_ids, p.tag_ids, p.type, p.language, p.translation_key, p.published_at,"
                    + " p.updated_at, p.id, p.path";

    private static final String UNTIL_NEXT = """
            select cast(ceil(extract(epoch from least(
                (select min(scheduled_at) from article where scheduled_at is not null),
                (select min(greatest(published_at, embargoed_until)) from published_article
                 where not live and (expires_at is null or expires_at > clock_timestamp())),
                (select min(expires_at) from published_article where live and expires_at is not null)
            ) - clock_timestamp()) * 1000) as bigint)
            """;

    private final EntityManager database;
    private final DataSource source;

    DueArticles(EntityManager database, DataSource source) {
        this.database = database;
        this.source = source;
    }

    /** A publication that is due, held; and what time it is. */
    public record Scheduled(UUID article, Instant now) {}

    public Optional<Scheduled> nextScheduled() {
        List<Object[]> rows = database.createNativeQuery(
                        "select id, clock_timestamp() from article where scheduled_at <= clock_timestamp()"
                                + " order by scheduled_at, id limit 1 for update skip locked",
                        Object[].class)
                .getResultList();
        return rows.stream().findFirst().map(row -> new Scheduled((UUID) row[0], (Instant) row[1]));
    }

    /** Lets readers see what has waited for its moment; how many pieces. */
    public int letOut(Telling telling) {
        List<Object[]> rows = database.createNativeQuery("""
                        update published_article p set live = true, modified_at = clock_timestamp()
                        from (select w.id from published_article w join article a on a.id = w.id
                              where not w.live and greatest(w.published_at, w.embargoed_until) <= clock_timestamp()
                                and (w.expires_at is null or w.expires_at > clock_timestamp())
                              order by greatest(w.published_at, w.embargoed_until), w.id
                              limit %d for update of a skip locked) due
                        where p.id = due.id and not p.live
                          and greatest(p.published_at, p.embargoed_until) <= clock_timestamp()
                          and (p.expires_at is null or p.expires_at > clock_timestamp())
                        returning %s, p.embargoed_until >= p.published_at as embargoed
                        """.formatted(AT_ONCE, LIVE_FACETS), Object[].class)
                .getResultList();
        for (Object[] row : rows) {
            boolean embargoed = Boolean.TRUE.equals(row[10]);
            telling.tell(Change.ofArticle(
                    embargoed ? Change.Type.EMBARGO_LIFTED : Change.Type.PUBLISHED,
                    (UUID) row[8],
                    (String) row[9],
                    List.of(),
                    null,
                    null,
                    LiveCopies.facets(row)));
        }
        return rows.size();
    }

    /** Tells of what readers may see no longer; how many pieces. */
    public int expire(Telling telling) {
        List<Object[]> rows = database.createNativeQuery("""
                        update published_article p set live = false, modified_at = clock_timestamp()
                        from (select w.id from published_article w join article a on a.id = w.id
                              where w.live and w.expires_at <= clock_timestamp()
                              order by w.expires_at, w.id
                              limit %d for update of a skip locked) due
                        where p.id = due.id and p.live and p.expires_at <= clock_timestamp()
                        returning %s
                        """.formatted(AT_ONCE, LIVE_FACETS), Object[].class)
                .getResultList();
        for (Object[] row : rows) {
            Facets before = LiveCopies.facets(row);
            telling.tell(Change.ofArticle(
                    Change.Type.EXPIRED, (UUID) row[8], (String) row[9], List.of(), null, before, null));
        }
        return rows.size();
    }

    /**
     * How long it is until the next thing is due, nought when one is overdue; empty when nothing is to come. Asked all
     * the time, so without a transaction around it.
     */
    public Optional<Duration> untilNext() throws SQLException {
        try (Connection connection = source.getConnection();
                Statement statement = connection.createStatement();
                ResultSet answer = statement.executeQuery(UNTIL_NEXT)) {
            answer.next();
            long millis = answer.getLong(1);
            return answer.wasNull() ? Optional.empty() : Optional.of(Duration.ofMillis(Math.max(0, millis)));
        }
    }
}
