package org.broadsheet.changes;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.ObjLongConsumer;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The one log. Its numbers are handed out in the order of commit and without gaps, as the counter's row stays locked
 * from the moment that a transaction takes numbers until it ends; so that is the last thing that it does.
 */
@ApplicationScoped
public class ChangeLog {

    /** The channel of PostgreSQL's NOTIFY that wakes the replicas. */
    static final String CHANNEL = "broadsheet_changes";

    private static final int ATTEMPTS = 4;

    private final EntityManager database;
    private final ObjectMapper json;

    ChangeLog(EntityManager database, ObjectMapper json) {
        this.database = database;
        this.json = json;
    }

    /**
     * Does {@code work} in a transaction of its own, and writes down what it tells as the transaction's last act:
     * both, or neither. Work that PostgreSQL chose to end a deadlock with is done again, so it may not do anything
     * that a rollback does not undo.
     */
    public <T> Told<T> write(Function<Telling, T> work) {
        return write(work, (value, seq) -> {});
    }

    /**
     * The same, with something to do in the transaction once the number is known. It may not wait for anybody: all
     * others who have something to tell are waiting already.
     */
    public <T> Told<T> write(Function<Telling, T> work, ObjLongConsumer<T> once) {
        for (int attempt = 1; ; attempt++) {
            try {
                return QuarkusTransaction.requiringNew().call(() -> {
                    Telling telling = new Telling();
                    T value = work.apply(telling);
                    long seq = append(telling.changes());
                    once.accept(value, seq);
                    return new Told<>(value, seq);
                });
            } catch (RuntimeException e) {
                if (attempt == ATTEMPTS || !worthAnotherTry(e)) {
                    throw e;
                }
            }
        }
    }

    /**
     * SQLSTATE class 40: the transaction was rolled back to let another one go on. 23505 and 23503: somebody else has
     * just created the same, or deleted what this refers to; who looks again finds it so.
     */
    private static boolean worthAnotherTry(Throwable e) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql && sql.getSQLState() != null) {
                String state = sql.getSQLState();
                return state.startsWith("40") || state.equals("23505") || state.equals("23503");
            }
        }
        return false;
    }

    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    @JsonInclude(JsonInclude.Include.NON_NULL)
    private record Row(
            int ordinal,
            String type,
            String kind,
            UUID id,
            @Nullable String path,
            List<String> changedFields,
            @Nullable String reason,
            @Nullable Facets before,
            @Nullable Facets after,
            boolean mandatory,
            Set<String> keys) {

        static Row of(int ordinal, Change change) {
            return new Row(
                    ordinal,
                    change.type().wire(),
                    change.kind().wire(),
                    change.id(),
                    change.path(),
                    change.changedFields(),
                    change.reason(),
                    change.before(),
                    change.after(),
                    change.mandatory(),
                    change.keys());
        }
    }

    private long append(List<Change> changes) {
        if (changes.isEmpty()) {
            return 0;
        }
        List<Row> rows = IntStream.range(0, changes.size())
                .mapToObj(i -> Row.of(i + 1, changes.get(i)))
                .toList();
        // Hibernate first writes what it still holds back: nothing may wait for a lock after this
        database.flush();
        // in one statement, as all others who have something to tell wait from here to the commit
        Object[] last = (Object[]) database.createNativeQuery("""
                        with block as (update change_counter set seq = seq + :count returning seq),
                             written as (
                                 insert into change
                                     (seq, at, type, kind, id, path, changed_fields, reason, before, after, mandatory,
                                      keys)
                                 select block.seq - :count + r.ordinal, clock_timestamp(), r.type, r.kind, r.id, r.path,
                                        r.changed_fields, r.reason, r.before, r.after, r.mandatory, r.keys
                                 from block, json_to_recordset(cast(:rows as json)) as r (ordinal int, type text,
                                      kind text, id uuid, path text, changed_fields text[], reason text, before json,
                                      after json, mandatory boolean, keys text[]))
                        select seq, cast(pg_notify('%s', cast(seq as text)) as text) from block
                        """.formatted(CHANNEL), Object[].class)
                .setParameter("count", changes.size())
                .setParameter("rows", write(rows))
                .getSingleResult();
        return ((Number) last[0]).longValue();
    }

    private String write(Object rows) {
        try {
            return json.writeValueAsString(rows);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("rows are always writable", e);
        }
    }

    /** What a change was to. */
    public record Line(long seq, Change.Kind kind, UUID id) {}

    /** The changes after {@code seq}, in order, up to {@code limit}: for whoever in here follows the log. */
    public List<Line> after(long seq, int limit) {
        List<Object[]> rows = database.createNativeQuery(
                        "select seq, kind, id from change where seq > :seq order by seq limit :limit", Object[].class)
                .setParameter("seq", seq)
                .setParameter("limit", limit)
                .getResultList();
        return rows.stream()
                .map(row -> new Line(
                        ((Number) row[0]).longValue(),
                        Change.Kind.valueOf(((String) row[1]).toUpperCase(Locale.ROOT)),
                        (UUID) row[2]))
                .toList();
    }

    /** The surrogate keys that changes touch, up to the change {@code through}. */
    public record Touched(long through, Set<String> keys) {}

    /** What the changes after {@code seq} touch, up to {@code limit} of them: for whoever in here follows the log. */
    public Touched touchedAfter(long seq, int limit) {
        List<Object[]> rows = database.createNativeQuery(
                        "select seq, keys from change where seq > :seq order by seq limit :limit", Object[].class)
                .setParameter("seq", seq)
                .setParameter("limit", limit)
                .getResultList();
        Set<String> keys = new LinkedHashSet<>();
        rows.forEach(row -> keys.addAll(Arrays.asList((String[]) row[1])));
        return new Touched(rows.isEmpty() ? seq : ((Number) rows.getLast()[0]).longValue(), keys);
    }

    /** The number of the last change that is committed. */
    public long head() {
        return ((Number) database.createNativeQuery("select seq from change_counter", Long.class)
                        .getSingleResult())
                .longValue();
    }
}
