package org.broadsheet.webhook;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Query;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.broadsheet.access.Actor;
import org.broadsheet.access.Scope;
import org.broadsheet.problem.Refusal;
import org.broadsheet.query.Cursor;
import org.broadsheet.query.Page;
import org.hibernate.query.NativeQuery;
import org.jspecify.annotations.Nullable;

/** The webhooks, as their owners see and change them: each its own, and who may make tokens, all. */
@ApplicationScoped
class Webhooks {

    static final String COLUMNS = """
            w.id, w.created_by, w.name, w.url, w.payload, w.events, w.kinds, cast(w.filters as text) as filters,
            w.paused_because, w.paused_at, w.secret,
            case when w.previous_until > clock_timestamp() then w.previous_secret end as previous_secret,
            case when w.previous_until > clock_timestamp() then w.previous_until end as previous_until,
            w.seq, greatest((select c.seq from change_counter c) - w.seq, 0) as behind, w.failures, w.failing_since,
            w.next_attempt_at, w.created_at, w.modified_at, w.version, w.partner_id""";

    private static final int MOST_OF_ONE = 100;
    private static final String VISIBLE = "(:all or w.owner = :owner)";

    private final EntityManager database;
    private final ObjectMapper json;

    Webhooks(EntityManager database, ObjectMapper json) {
        this.database = database;
        this.json = json;
    }

    /** @throws Refusal.NotFound when there is none that the actor may see */
    Webhook get(UUID id, Actor actor) {
        return find(id, actor, "");
    }

    /** The same, for the present transaction to change. */
    Webhook hold(UUID id, Actor actor) {
        return find(id, actor, " for update of w");
    }

    private Webhook find(UUID id, Actor actor, String lock) {
        return read(typed(database.createNativeQuery(
                                "select " + COLUMNS + " from webhook w where w.id = :id and " + VISIBLE + lock,
                                Object[].class))
                        .setParameter("id", id)
                        .setParameter("all", actor.may(Scope.TOKENS_WRITE))
                        .setParameter("owner", owner(actor)))
                .stream()
                .findFirst()
                .orElseThrow(() -> new Refusal.NotFound("There is no webhook " + id + "."));
    }

    /** The newest first. */
    Page.Window<Webhook> window(@Nullable Cursor cursor, int limit, Actor actor) {
        boolean back = cursor != null && cursor.back();
        String edge = cursor == null ? "" : " and w.id " + (back ? ">" : "<") + " :edge";
        NativeQuery<Object[]> query = typed(database.createNativeQuery(
                        "select " + COLUMNS + " from webhook w where " + VISIBLE + edge + " order by w.id "
                                + (back ? "asc" : "desc") + " limit :rows",
                        Object[].class))
                .setParameter("all", actor.may(Scope.TOKENS_WRITE))
                .setParameter("owner", owner(actor))
                .setParameter("rows", limit + 1);
        if (cursor != null) {
            query.setParameter("edge", UUID.fromString(cursor.keys().getFirst()));
        }
        return Page.Window.of(read(query), limit, back);
    }

    /** A partner's belong to all of its keys: they come and go. */
    private static String owner(Actor actor) {
        return actor.partner() == null ? actor.subject() : "partner:" + actor.partner();
    }

    /** A partner's, without those that are paused. */
    List<Webhook> of(UUID partner) {
        return QuarkusTransaction.requiringNew()
                .call(() -> read(typed(database.createNativeQuery(
                                "select " + COLUMNS + " from webhook w where w.partner_id = :partner"
                                        + " and w.paused_because is null order by w.id limit " + MOST_OF_ONE,
                                Object[].class))
                        .setParameter("partner", partner)));
    }

    List<Webhook> read(NativeQuery<Object[]> query) {
        return query.getResultList().stream().map(this::webhook).toList();
    }

    @SuppressWarnings("unchecked")
    static NativeQuery<Object[]> typed(Query query) {
        return query.unwrap(NativeQuery.class)
                .addScalar("id", UUID.class)
                .addScalar("created_by", String.class)
                .addScalar("name", String.class)
                .addScalar("url", String.class)
                .addScalar("payload", String.class)
                .addScalar("events", String[].class)
                .addScalar("kinds", String[].class)
                .addScalar("filters", String.class)
                .addScalar("paused_because", String.class)
                .addScalar("paused_at", Instant.class)
                .addScalar("secret", byte[].class)
                .addScalar("previous_secret", byte[].class)
                .addScalar("previous_until", Instant.class)
                .addScalar("seq", Long.class)
                .addScalar("behind", Long.class)
                .addScalar("failures", Integer.class)
                .addScalar("failing_since", Instant.class)
                .addScalar("next_attempt_at", Instant.class)
                .addScalar("created_at", Instant.class)
                .addScalar("modified_at", Instant.class)
                .addScalar("version", Integer.class)
                .addScalar("partner_id", UUID.class);
    }

    Webhook webhook(Object[] row) {
        Wish wish = new Wish(
                (String) row[2],
                (String) row[3],
                Payload.parse((String) row[4]).orElseThrow(),
                Arrays.asList((String[]) row[5]),
                Arrays.asList((String[]) row[6]),
                filters((String) row[7]));
        return new Webhook(
                (UUID) row[0],
                (String) row[1],
                wish,
                (String) row[8],
                (Instant) row[9],
                (byte[]) row[10],
                (byte[]) row[11],
                (Instant) row[12],
                (Long) row[13],
                (Long) row[14],
                (Integer) row[15],
                (Instant) row[16],
                (Instant) row[17],
                (Instant) row[18],
                (Instant) row[19],
                (Integer) row[20],
                (UUID) row[21]);
    }

    private WebhookFilters filters(String text) {
        try {
            return json.readValue(text, WebhookFilters.class);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("filters are always readable", e);
        }
    }

    private String filters(WebhookFilters filters) {
        try {
            return json.writeValueAsString(filters);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("filters are always writable", e);
        }
    }

    long count() {
        return ((Number) database.createNativeQuery("select count(*) from webhook", Long.class)
                        .getSingleResult())
                .longValue();
    }

    /** A new one; it is told of what comes after the present end of the log. */
    void add(UUID id, Wish wish, byte[] secret, Actor owner, Instant now) {
        bind(database.createNativeQuery("""
                        insert into webhook (id, owner, partner_id, created_by, name, url, payload, events, kinds, filters, secret,
                                             created_at, modified_at, version, seq)
                        select :id, :owner, :partner, :createdBy, :name, :url, :payload, :events, :kinds, cast(:filters as json),
                               :secret, :now, :now, 1, c.seq
                        from change_counter c
                        """), wish, now)
                .setParameter("id", id)
                .setParameter("owner", owner(owner))
                .unwrap(NativeQuery.class)
                .setParameter("partner", owner.partner(), UUID.class)
                .setParameter("createdBy", owner.name())
                .setParameter("secret", secret)
                .executeUpdate();
    }

    /** Whoever delivers at the moment starts again with what is wanted now. */
    void rewrite(UUID id, Wish wish, Instant now) {
        bind(database.createNativeQuery("""
                        update webhook set name = :name, url = :url, payload = :payload, events = :events,
                               kinds = :kinds, filters = cast(:filters as json), modified_at = :now,
                               version = version + 1, next_attempt_at = clock_timestamp(), lease = null,
                               leased_until = null
                        where id = :id
                        """), wish, now).setParameter("id", id).executeUpdate();
    }

    private Query bind(Query query, Wish wish, Instant now) {
        return query.setParameter("name", wish.name())
                .setParameter("url", wish.url())
                .setParameter("payload", wish.payload().wire())
                .setParameter("events", wish.events().toArray(String[]::new))
                .setParameter("kinds", wish.kinds().toArray(String[]::new))
                .setParameter("filters", filters(wish.filters()))
                .setParameter("now", now);
    }

    /** The present secret becomes the one before, which signs until then. */
    void replaceSecret(UUID id, byte[] secret, Instant previousUntil, Instant now) {
        database.createNativeQuery("""
                        update webhook set previous_secret = secret, previous_until = :until, secret = :secret,
                               modified_at = :now, version = version + 1, lease = null, leased_until = null
                        where id = :id
                        """)
                .setParameter("until", previousUntil)
                .setParameter("secret", secret)
                .setParameter("now", now)
                .setParameter("id", id)
                .executeUpdate();
    }

    /** From the change after {@code seq} on, whatever was delivered before. */
    void replay(UUID id, long seq, Instant now) {
        database.createNativeQuery("""
                        update webhook set seq = :seq, modified_at = :now, version = version + 1,
                               next_attempt_at = clock_timestamp(), lease = null, leased_until = null
                        where id = :id
                        """)
                .setParameter("seq", seq)
                .setParameter("now", now)
                .setParameter("id", id)
                .executeUpdate();
    }

    /** Goes on where it stopped, at once. */
    void resume(UUID id, Instant now) {
        database.createNativeQuery("""
                        update webhook set paused_because = null, paused_at = null, failures = 0,
                               failing_since = null, next_attempt_at = clock_timestamp(), modified_at = :now,
                               version = version + 1, lease = null, leased_until = null
                        where id = :id
                        """)
                .setParameter("now", now)
                .setParameter("id", id)
                .executeUpdate();
    }

    void delete(UUID id) {
        database.createNativeQuery("delete from webhook where id = :id")
                .setParameter("id", id)
                .executeUpdate();
    }

    /** What was tried, the newest first. */
    Page.Window<WebhookAttempt> attempts(UUID id, @Nullable Cursor cursor, int limit) {
        boolean back = cursor != null && cursor.back();
        String edge = cursor == null ? "" : " and id " + (back ? ">" : "<") + " :edge";
        var query = database.createNativeQuery(
                        "select id, message_id, type, seq, at, duration_ms, status, error from webhook_attempt"
                                + " where webhook_id = :webhook" + edge + " order by id " + (back ? "asc" : "desc")
                                + " limit :rows",
                        Object[].class)
                .setParameter("webhook", id)
                .setParameter("rows", limit + 1);
        if (cursor != null) {
            query.setParameter("edge", Long.parseLong(cursor.keys().getFirst()));
        }
        List<Object[]> rows = query.getResultList();
        return Page.Window.of(rows.stream().map(WebhookAttempt::of).toList(), limit, back);
    }
}
