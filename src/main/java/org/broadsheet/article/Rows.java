package org.broadsheet.article;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/** Writes records as rows of a table, a whole batch in one statement. */
@ApplicationScoped
class Rows {

    private final EntityManager database;
    private final ObjectMapper json;

    Rows(EntityManager database, ObjectMapper json) {
        this.database = database;
        this.json = json;
    }

    <R extends Record> int insert(String table, Class<R> row, List<R> rows) {
        return write(table, row, rows, "");
    }

    /** Inserts; where there is one already with this {@code key}, every column gets its new value but for {@code kept}. */
    <R extends Record> int upsert(
            String table, Class<R> row, List<R> rows, String key, Set<String> kept, String besides) {
        String update = columns(row).stream()
                .filter(column -> !kept.contains(column))
                .map(column -> column + " = excluded." + column)
                .collect(Collectors.joining(", ", " on conflict (" + key + ") do update set ", besides));
        return write(table, row, rows, update);
    }

    private <R extends Record> int write(String table, Class<R> row, List<R> rows, String onConflict) {
        if (rows.isEmpty()) {
            return 0;
        }
        String list = String.join(", ", columns(row));
        return database.createNativeQuery("insert into " + table + " (" + list + ") select " + list
                        + " from json_populate_recordset(cast(null as " + table + "), cast(:rows as json))"
                        + onConflict)
                .setParameter("rows", json(rows))
                .executeUpdate();
    }

    int delete(String table, String key, List<UUID> ids) {
        return ids.isEmpty()
                ? 0
                : database.createNativeQuery("delete from " + table + " where " + key + " = any(:ids)")
                        .setParameter("ids", ids.toArray(UUID[]::new))
                        .executeUpdate();
    }

    static List<String> columns(Class<? extends Record> row) {
        return Arrays.stream(row.getRecordComponents())
                .map(RecordComponent::getName)
                .map(name -> name.replaceAll("([A-Z])", "_$1").toLowerCase(Locale.ROOT))
                .toList();
    }

    String json(Object rows) {
        try {
            return json.writeValueAsString(rows);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("rows are always writable", e);
        }
    }
}
