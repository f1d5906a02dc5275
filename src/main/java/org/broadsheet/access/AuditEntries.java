package org.broadsheet.access;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.broadsheet.query.Cursor;
import org.broadsheet.query.Page;
import org.hibernate.query.NativeQuery;
import org.jspecify.annotations.Nullable;

/** The audit trail, to be read. */
@ApplicationScoped
class AuditEntries {

    private final EntityManager database;

    AuditEntries(EntityManager database) {
        this.database = database;
    }

    /** The newest first. */
    Page.Window<AuditEntry> window(AuditParams params, @Nullable Cursor cursor, int limit) {
        boolean back = cursor != null && cursor.back();
        Map<String, Object> values = new HashMap<>();
        StringBuilder sql = new StringBuilder("""
                select id, at, actor_kind, actor, actor_name, action, thing_kind, thing,
                    from_revision, to_revision, from_state, to_state, note, trace_id
                from audit_entry where true""");
        params.conditions().forEach((condition, value) -> {
            sql.append(" and ").append(condition);
            values.put(value.getKey(), value.getValue());
        });
        if (cursor != null) {
            sql.append(" and (at, id) ").append(back ? ">" : "<").append(" (:fromTime, :fromId)");
            values.put("fromTime", Instant.parse(cursor.keys().get(0)));
            values.put("fromId", Long.parseLong(cursor.keys().get(1)));
        }
        String way = back ? "asc" : "desc";
        sql.append(" order by at ").append(way).append(", id ").append(way);
        NativeQuery<Object[]> query =
                database.createNativeQuery(sql.toString(), Object[].class).unwrap(NativeQuery.class);
        values.forEach(query::setParameter);
        List<AuditEntry> rows = query.setMaxResults(limit + 1).getResultList().stream()
                .map(AuditEntry::of)
                .toList();
        return Page.Window.of(rows, limit, back);
    }
}
