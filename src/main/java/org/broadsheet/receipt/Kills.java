package org.broadsheet.receipt;

import com.fasterxml.jackson.databind.ObjectMapper;
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

/** All notices, with what became of them. */
@ApplicationScoped
class Kills {

    private static final String COUNTED = """
            select n.id, n.seq, n.kind, n.article_id, n.headline, n.path, n.reason, n.issued_by, n.at, n.due_at,
                   c.fetched_by, c.told, c.acknowledged, c.overdue
            from (select * from kill_notice %s) n cross join lateral (
                select count(*) as fetched_by, count(*) filter (where exists (
                           select 1 from kill_told t where t.seq = n.seq and t.partner_id = r.partner_id)) as told,
                       count(r.acknowledged_at) as acknowledged,
                       count(*) filter (where r.acknowledged_at is null and n.due_at <= :now) as overdue
                from kill_receipt r where r.notice_id = n.id) c
            """;

    private static final String RECEIPTS = """
            select r.partner_id, p.name, p.contacts, r.first_fetched_at, r.last_fetched_at, r.how, %s,
                   r.acknowledged_at, r.acknowledged_by, k.name as key, r.note, r.messages, r.last_message_at,
                   r.next_message_at
            from kill_receipt r join kill_notice n on n.id = r.notice_id join partner p on p.id = r.partner_id
            left join api_token k on k.id = r.acknowledged_by
            where r.notice_id = :notice
            """.formatted(Told.SQL);

    private final EntityManager database;
    private final ObjectMapper json;

    Kills(EntityManager database, ObjectMapper json) {
        this.database = database;
        this.json = json;
    }

    /** The newest first. */
    Page.Window<EditorialKill> window(@Nullable Cursor cursor, int limit, Instant now) {
        boolean back = cursor != null && cursor.back();
        String way = back ? "asc" : "desc";
        String order = "order by at " + way + ", id " + way;
        String edge = cursor == null ? "" : "where (at, id) " + (back ? ">" : "<") + " (:edgeAt, :edgeId) ";
        NativeQuery<Object[]> query =
                notices(edge + order + " limit :rows", order, now).setParameter("rows", limit + 1);
        if (cursor != null) {
            query.setParameter("edgeAt", Instant.parse(cursor.keys().getFirst()))
                    .setParameter("edgeId", UUID.fromString(cursor.keys().get(1)));
        }
        return Page.Window.of(query.getResultList().stream().map(Kills::kill).toList(), limit, back);
    }

    EditorialKill get(UUID id, Instant now) {
        return notices("where id = :id", "", now)
                .setParameter("id", id)
                .getResultStream()
                .findFirst()
                .map(Kills::kill)
                .orElseThrow(() -> new Refusal.NotFound("There is no notice with this id."));
    }

    @SuppressWarnings("unchecked")
    private NativeQuery<Object[]> notices(String which, String order, Instant now) {
        return database.createNativeQuery(COUNTED.formatted(which) + order, Object[].class)
                .unwrap(NativeQuery.class)
                .addScalar("id", UUID.class)
                .addScalar("seq", Long.class)
                .addScalar("kind", String.class)
                .addScalar("article_id", UUID.class)
                .addScalar("headline", String.class)
                .addScalar("path", String.class)
                .addScalar("reason", String.class)
                .addScalar("issued_by", String.class)
                .addScalar("at", Instant.class)
                .addScalar("due_at", Instant.class)
                .addScalar("fetched_by", Long.class)
                .addScalar("told", Long.class)
                .addScalar("acknowledged", Long.class)
                .addScalar("overdue", Long.class)
                .setParameter("now", now);
    }

    private static EditorialKill kill(Object[] row) {
        return new EditorialKill(
                (UUID) row[0],
                PartnerMail.inLog((Long) row[1]),
                (String) row[2],
                (UUID) row[3],
                (String) row[4],
                (String) row[5],
                (String) row[6],
                (String) row[7],
                (Instant) row[8],
                (Instant) row[9],
                (Long) row[10],
                (Long) row[11],
                (Long) row[12],
                (Long) row[13]);
    }

    /**
     * A receipt, with what the list of them leaves out.
     *
     * @param contacts of the partner: a JSON array of {@code {name, email}}
     */
    record Whole(EditorialKill.Receipt receipt, String contacts) {}

    /** The receipts of a notice, in the order of the partners' ids. */
    Page.Window<EditorialKill.Receipt> receipts(EditorialKill kill, @Nullable Cursor cursor, int limit, Instant now) {
        boolean back = cursor != null && cursor.back();
        UUID edge = cursor == null ? null : UUID.fromString(cursor.keys().getFirst());
        List<EditorialKill.Receipt> rows = receipts(kill, edge, back, limit + 1, now).stream()
                .map(Whole::receipt)
                .toList();
        return Page.Window.of(rows, limit, back);
    }

    List<Whole> receipts(EditorialKill kill, @Nullable UUID edge, boolean back, int most, Instant now) {
        String after = edge == null ? "" : " and r.partner_id " + (back ? "<" : ">") + " :edge";
        @SuppressWarnings("unchecked")
        NativeQuery<Object[]> query = database.createNativeQuery(
                        RECEIPTS + after + " order by r.partner_id " + (back ? "desc" : "asc") + " limit :rows",
                        Object[].class)
                .unwrap(NativeQuery.class)
                .addScalar("partner_id", UUID.class)
                .addScalar("name", String.class)
                .addScalar("contacts", String.class)
                .addScalar("first_fetched_at", Instant.class)
                .addScalar("last_fetched_at", Instant.class)
                .addScalar("how", String[].class)
                .addScalar("told", String.class)
                .addScalar("acknowledged_at", Instant.class)
                .addScalar("acknowledged_by", UUID.class)
                .addScalar("key", String.class)
                .addScalar("note", String.class)
                .addScalar("messages", Integer.class)
                .addScalar("last_message_at", Instant.class)
                .addScalar("next_message_at", Instant.class)
                .setParameter("notice", kill.id())
                .setParameter("rows", most);
        if (edge != null) {
            query.setParameter("edge", edge);
        }
        return query.getResultList().stream().map(row -> whole(row, kill, now)).toList();
    }

    private Whole whole(Object[] row, EditorialKill kill, Instant now) {
        Instant acknowledged = (Instant) row[7];
        UUID key = (UUID) row[8];
        return new Whole(
                new EditorialKill.Receipt(
                        (UUID) row[0],
                        (String) row[1],
                        new KillView.Fetched((Instant) row[3], (Instant) row[4], List.of((String[]) row[5])),
                        Told.read((String) row[6], json),
                        acknowledged,
                        key == null ? null : new EditorialKill.Key(key, (String) row[9]),
                        (String) row[10],
                        KillView.overdue(kill.dueAt(), acknowledged, now),
                        Math.max(0, (Integer) row[11] - 1),
                        (Instant) row[12],
                        acknowledged == null ? (Instant) row[13] : null),
                (String) row[2]);
    }
}
