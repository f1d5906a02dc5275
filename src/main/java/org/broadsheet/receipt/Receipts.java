package org.broadsheet.receipt;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.broadsheet.problem.Refusal;
import org.broadsheet.query.Cursor;
import org.broadsheet.query.Page;
import org.hibernate.query.NativeQuery;
import org.jspecify.annotations.Nullable;

/** The notices that one partner has to acknowledge. */
@ApplicationScoped
class Receipts {

    /**
     * Whether the notice {@code n} may say what was corrected ({@code may}): the log told it, or the article is not held back
     * any more.
     */
    static final String SAYS_WHY = """
            (select n.seq >= 0 or exists (select 1 from published_article a where a.id = n.article_id
                 and greatest(a.published_at, a.embargoed_until) <= :now) as may)""";

    private static final String SELECT = """
            select n.id, n.seq, n.kind, n.article_id, n.path,
                   case when s.may then n.reason end as reason, not s.may as embargoed, n.at, n.due_at, r.first_fetched_at, r.last_fetched_at, r.how,
                   r.acknowledged_at, r.note
            from kill_receipt r join kill_notice n on n.id = r.notice_id cross join lateral %s s
            where r.partner_id = :partner""".formatted(SAYS_WHY);

    private final EntityManager database;

    Receipts(EntityManager database) {
        this.database = database;
    }

    /**
     * A notice, with what a partner was told of it is written down by.
     *
     * @param number of the change; below 0 for what the log does not tell
     */
    record Numbered(long number, KillView notice) {}

    /** The newest first. */
    Page.Window<Numbered> window(
            UUID partner, @Nullable Boolean acknowledged, @Nullable Cursor cursor, int limit, Instant now) {
        boolean back = cursor != null && cursor.back();
        String state = acknowledged == null ? "" : " and r.acknowledged_at is " + (acknowledged ? "not null" : "null");
        String edge = cursor == null ? "" : " and (n.at, n.id) " + (back ? ">" : "<") + " (:edgeAt, :edgeId)";
        String way = back ? "asc" : "desc";
        NativeQuery<Object[]> query =
                query(SELECT + state + edge + " order by n.at " + way + ", n.id " + way, partner, now);
        if (cursor != null) {
            query.setParameter("edgeAt", Instant.parse(cursor.keys().getFirst()))
                    .setParameter("edgeId", UUID.fromString(cursor.keys().get(1)));
        }
        List<Numbered> rows = query.setMaxResults(limit + 1).getResultList().stream()
                .map(row -> new Numbered((Long) row[1], view(row, now)))
                .toList();
        return Page.Window.of(rows, limit, back);
    }

    /**
     * The partner says that it has done what the notice asks. The first time counts.
     *
     * @param key that says so
     */
    KillView acknowledge(UUID notice, UUID partner, UUID key, @Nullable String note, Instant now) {
        database.createNativeQuery("""
                        update kill_receipt set acknowledged_at = :now, acknowledged_by = :key, note = :note
                        where notice_id = :notice and partner_id = :partner and acknowledged_at is null
                        """)
                .unwrap(NativeQuery.class)
                .setParameter("now", now)
                .setParameter("key", key)
                .setParameter("note", note, String.class)
                .setParameter("notice", notice)
                .setParameter("partner", partner)
                .executeUpdate();
        return query(SELECT + " and n.id = :notice", partner, now)
                .setParameter("notice", notice)
                .getResultStream()
                .findFirst()
                .map(row -> view(row, now))
                .orElseThrow(() -> new Refusal.NotFound("You have no notice with this id."));
    }

    @SuppressWarnings("unchecked")
    private NativeQuery<Object[]> query(String sql, UUID partner, Instant now) {
        return database.createNativeQuery(sql, Object[].class)
                .unwrap(NativeQuery.class)
                .addScalar("id", UUID.class)
                .addScalar("seq", Long.class)
                .addScalar("kind", String.class)
                .addScalar("article_id", UUID.class)
                .addScalar("path", String.class)
                .addScalar("reason", String.class)
                .addScalar("embargoed", Boolean.class)
                .addScalar("at", Instant.class)
                .addScalar("due_at", Instant.class)
                .addScalar("first_fetched_at", Instant.class)
                .addScalar("last_fetched_at", Instant.class)
                .addScalar("how", String[].class)
                .addScalar("acknowledged_at", Instant.class)
                .addScalar("note", String.class)
                .setParameter("partner", partner)
                .setParameter("now", now);
    }

    private static KillView view(Object[] row, Instant now) {
        Instant due = (Instant) row[8];
        Instant acknowledged = (Instant) row[12];
        return new KillView(
                (UUID) row[0],
                PartnerMail.inLog((Long) row[1]),
                (String) row[2],
                (UUID) row[3],
                (String) row[4],
                (String) row[5],
                Boolean.TRUE.equals(row[6]) ? true : null,
                (Instant) row[7],
                due,
                new KillView.Fetched((Instant) row[9], (Instant) row[10], List.of((String[]) row[11])),
                KillView.overdue(due, acknowledged, now),
                acknowledged,
                (String) row[13]);
    }
}
