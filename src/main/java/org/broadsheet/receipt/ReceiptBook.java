package org.broadsheet.receipt;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.broadsheet.naming.Ids;
import org.hibernate.query.NativeQuery;
import org.jspecify.annotations.Nullable;

/**
 * Writes down who fetched what, and makes of each kill a notice with a receipt for everybody who did. Whoever writes what
 * was fetched also adds to the notices that there are already; so that neither overlooks what the other is about to
 * commit, making a notice excludes all writing ({@code LOCK}).
 */
@ApplicationScoped
class ReceiptBook {

    /** Of PostgreSQL's advisory locks; nobody else's here. */
    private static final long LOCK = 0x5265636569707473L;

    private static final int MOST_NOTICES = 100;

    /**
     * A correction reaches all replicas within a few seconds; what they answered till then is from before it.
     * ({@code changes.Replicas}: lease, heartbeat and margin.)
     */
    private static final String FETCHED_BEFORE = "(n.kind = 'kill' or f.first_at <= n.at + interval '5 seconds')";

    /** Those of one article: a look for each partner, as what one partner fetches stands together. */
    private static final String FETCHES = "partner p join partner_fetch f on f.partner_id = p.id where f.article_id";

    /** Whether the snapshot {@code s} has the article of the notice {@code n} in it. */
    private static final String IN_SNAPSHOT = """
            s.seq <= coalesce(n.after_seq, n.seq - 1) and (select c.after is not null from change c where c.id = n.article_id
                               and c.kind = 'article' and c.seq <= s.seq order by c.seq desc limit 1)""";

    /** Receipts for {@code source} (partner_id, how, first_at, last_at), of notices that meet a condition. */
    private static final String RECEIPTS = """
            insert into kill_receipt as r
                (notice_id, partner_id, first_fetched_at, last_fetched_at, how, next_message_at)
            select n.id, f.partner_id, min(f.first_at), max(f.last_at), array_agg(distinct f.how order by f.how), n.at
            from kill_notice n cross join lateral (%s) f
            where %s
            group by n.id, f.partner_id
            order by n.id, f.partner_id
            on conflict (notice_id, partner_id) do update set
                first_fetched_at = least(r.first_fetched_at, excluded.first_fetched_at),
                last_fetched_at = greatest(r.last_fetched_at, excluded.last_fetched_at),
                how = array(select distinct h from unnest(r.how || excluded.how) as h order by h)
            """;

    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    private record WordRow(long seq, UUID partnerId, String how, Instant at) {}

    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    private record NoticeRow(
            UUID id,
            /* Of the change; below 0 for what the log does not tell. */
            long seq,
            UUID articleId,
            String kind,
            @Nullable String headline,
            @Nullable String path,
            @Nullable String reason,
            @Nullable String issuedBy,
            Instant at,
            Instant dueAt,
            @Nullable Long afterSeq) {}

    private final EntityManager database;
    private final ObjectMapper json;
    private final ReceiptSettings settings;

    ReceiptBook(EntityManager database, ObjectMapper json, ReceiptSettings settings) {
        this.database = database;
        this.json = json;
        this.settings = settings;
    }

    private String written(Object rows) {
        try {
            return json.writeValueAsString(rows);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("rows are always writable", e);
        }
    }

    private void lock(boolean alone) {
        database.createNativeQuery(
                        "select cast(pg_advisory_xact_lock" + (alone ? "" : "_shared") + "(:lock) as text)",
                        String.class)
                .setParameter("lock", LOCK)
                .getSingleResult();
    }

    /** Whether a partner has fetched the article. */
    boolean knows(UUID article) {
        return QuarkusTransaction.requiringNew().call(() -> (Boolean)
                database.createNativeQuery("select exists (select 1 from " + FETCHES + " = :article)", Boolean.class)
                        .setParameter("article", article)
                        .getSingleResult());
    }

    /**
     * What partners fetched; those who fetched what was killed meanwhile get their notice, too. One statement, with
     * arrays: this is written beside all reading.
     */
    void addFetches(Map<Recorder.Fetch, Recorder.Times> fetches) {
        int rows = fetches.size();
        UUID[] articles = new UUID[rows];
        UUID[] partners = new UUID[rows];
        String[] ways = new String[rows];
        Long[] first = new Long[rows];
        Long[] last = new Long[rows];
        int i = 0;
        for (Map.Entry<Recorder.Fetch, Recorder.Times> entry : fetches.entrySet()) {
            articles[i] = entry.getKey().article();
            partners[i] = entry.getKey().partner();
            ways[i] = entry.getKey().how().wire();
            first[i] = micros(entry.getValue().first());
            last[i] = micros(entry.getValue().last());
            i++;
        }
        QuarkusTransaction.requiringNew().run(() -> {
            lock(false);
            database.createNativeQuery("""
                            with fetched as materialized (
                                     select article_id, partner_id, how,
                                            timestamptz 'epoch' + first * interval '1 microsecond' as first_at,
                                            timestamptz 'epoch' + last * interval '1 microsecond' as last_at
                                     from unnest(cast(:articles as uuid[]), cast(:partners as uuid[]),
                                         cast(:ways as text[]), cast(:first as bigint[]), cast(:last as bigint[]))
                                         f (article_id, partner_id, how, first, last)),
                                 written as (
                                     insert into partner_fetch as known (partner_id, article_id, how, first_at, last_at)
                                     select partner_id, article_id, how, first_at, last_at from fetched
                                     order by partner_id, article_id, how
                                     on conflict (partner_id, article_id, how)
                                         do update set last_at = greatest(known.last_at, excluded.last_at))
                            """
                            + RECEIPTS.formatted(
                                    "select * from fetched f where f.article_id = n.article_id", FETCHED_BEFORE))
                    .setParameter("articles", articles)
                    .setParameter("partners", partners)
                    .setParameter("ways", ways)
                    .setParameter("first", first)
                    .setParameter("last", last)
                    .executeUpdate();
        });
    }

    private static long micros(Instant time) {
        return ChronoUnit.MICROS.between(Instant.EPOCH, time);
    }

    /** That a partner takes a snapshot, which may be one from before a correction. */
    void addSnapshot(UUID partner, long seq, Instant at) {
        QuarkusTransaction.requiringNew().run(() -> {
            lock(false);
            database.createNativeQuery("""
                            insert into partner_snapshot as known (partner_id, seq, first_at, last_at)
                            values (:partner, :seq, :at, :at)
                            on conflict (partner_id, seq) do update set last_at = greatest(known.last_at, excluded.last_at)
                            """)
                    .setParameter("partner", partner)
                    .setParameter("seq", seq)
                    .setParameter("at", at)
                    .executeUpdate();
            database.createNativeQuery(RECEIPTS.formatted(
                            "select s.partner_id, 'snapshot' as how, s.first_at, s.last_at from partner_snapshot s"
                                    + " where s.partner_id = :partner and s.seq = :seq and " + IN_SNAPSHOT,
                            "coalesce(n.after_seq, n.seq - 1) >= :seq"))
                    .setParameter("partner", partner)
                    .setParameter("seq", seq)
                    .executeUpdate();
        });
    }

    /** Of which changes partners were told; the first time counts. */
    void addWords(Map<Recorder.Word, Instant> words) {
        List<WordRow> rows = new ArrayList<>();
        words.forEach((word, at) ->
                rows.add(new WordRow(word.seq(), word.partner(), word.medium().wire(), at)));
        QuarkusTransaction.requiringNew()
                .run(() -> database.createNativeQuery("""
                        insert into kill_told (seq, partner_id, how, at)
                        select r.seq, r.partner_id, r.how, r.at
                        from json_to_recordset(cast(:rows as json)) as r (seq bigint, partner_id uuid, how text,
                             at timestamptz)
                        order by r.seq, r.partner_id, r.how
                        on conflict do nothing
                        """)
                        .setParameter("rows", written(rows))
                        .executeUpdate());
    }

    /**
     * Whether there may be notices to make or messages to send: looked for every moment, so in one statement.
     *
     * @param sends whether messages are looked for
     */
    boolean somethingToDo(boolean sends, Instant now) {
        return QuarkusTransaction.requiringNew().call(() -> (Boolean) database.createNativeQuery("""
                        select exists (select 1 from kill_progress p join change_counter c on c.seq > p.seq)
                            or exists (select 1 from unseen_correction)
                            or (:sends and exists (select 1 from kill_receipt where acknowledged_at is null
                                       and next_message_at <= :now))
                        """, Boolean.class)
                .setParameter("sends", sends)
                .setParameter("now", now)
                .getSingleResult());
    }

    /** Makes notices of what the log has of kills since, and of what it does not tell; by one replica, and the others pass. */
    void makeNotices() {
        QuarkusTransaction.requiringNew().run(() -> {
            List<Long> progress = database.createNativeQuery(
                            "select seq from kill_progress for update skip locked", Long.class)
                    .getResultList();
            if (!progress.isEmpty()) {
                makeNotices(progress.getFirst());
            }
        });
    }

    private void makeNotices(long since) {
        long head = ((Number) database.createNativeQuery("select seq from change_counter", Long.class)
                        .getSingleResult())
                .longValue();
        List<NoticeRow> unseen = unseenCorrections();
        List<NoticeRow> rows = head == since ? List.of() : kills(since, head);
        if (!rows.isEmpty() || !unseen.isEmpty()) {
            lock(true);
            add(Stream.concat(rows.stream(), unseen.stream()).toList());
        }
        if (head != since) {
            database.createNativeQuery("update kill_progress set seq = :seq")
                    .setParameter(
                            "seq", rows.size() == MOST_NOTICES ? rows.getLast().seq() : head)
                    .executeUpdate();
        }
    }

    /** Who issued one is in the audit trail, written by the same transaction. */
    @SuppressWarnings("unchecked")
    private List<NoticeRow> kills(long since, long through) {
        NativeQuery<Object[]> query =
                database.createNativeQuery("""
                        select c.seq, c.at, c.type, c.id, c.path, c.reason,
                               coalesce(t.headline, p.headline, a.headline) as headline,
                               (select e.actor_name from audit_entry e where e.thing = c.id
                                and e.action in ('article.kill', 'article.correct') and e.at <= c.at
                                order by e.at desc, e.id desc limit 1) as issued_by
                        from change c
                        left join article a on a.id = c.id
                        left join article_takedown t on t.article_id = c.id
                        left join published_article p on p.id = c.id
                        where c.seq > :since and c.seq <= :through and c.kind = 'article'
                              and (c.type = 'killed' or c.mandatory)
                        order by c.seq limit :most
                        """, Object[].class).unwrap(NativeQuery.class);
        query.addScalar("seq", Long.class)
                .addScalar("at", Instant.class)
                .addScalar("type", String.class)
                .addScalar("id", UUID.class)
                .addScalar("path", String.class)
                .addScalar("reason", String.class)
                .addScalar("headline", String.class)
                .addScalar("issued_by", String.class)
                .setParameter("since", since)
                .setParameter("through", through)
                .setParameter("most", MOST_NOTICES);
        return query.getResultList().stream().map(this::notice).toList();
    }

    private NoticeRow notice(Object[] row) {
        long seq = (Long) row[0];
        Instant at = (Instant) row[1];
        return new NoticeRow(
                Ids.of(at, "kill", Long.toString(seq)),
                seq,
                (UUID) row[3],
                row[2].equals("killed") ? "kill" : "correction",
                (String) row[6],
                (String) row[4],
                (String) row[5],
                (String) row[7],
                at,
                at.plus(settings.dueAfter()),
                null);
    }

    /**
     * Leaves word, in the caller's transaction, of a mandatory correction that the log does not tell. Its notice is made a
     * moment later: to make one excludes all writing of fetches, which a transaction that may last must not do.
     */
    void addUnseenCorrection(Recorder.UnseenCorrection correction) {
        database.createNativeQuery("""
                        insert into unseen_correction (article_id, headline, reason, issued_by)
                        values (:article, :headline, :reason, :by)
                        """)
                .unwrap(NativeQuery.class)
                .setParameter("article", correction.article())
                .setParameter("headline", correction.headline())
                .setParameter("reason", correction.text())
                .setParameter("by", correction.by())
                .executeUpdate();
    }

    /** What waits of these. Whoever fetched the article up to now may have it from before. */
    @SuppressWarnings("unchecked")
    private List<NoticeRow> unseenCorrections() {
        NativeQuery<Object[]> query =
                database.createNativeQuery("""
                        delete from unseen_correction where id in (select id from unseen_correction order by id limit :most)
                        returning id, article_id, headline, reason, issued_by, clock_timestamp() as at,
                                  (select seq from change_counter) as after_seq
                        """, Object[].class).unwrap(NativeQuery.class);
        query.addScalar("id", Long.class)
                .addScalar("article_id", UUID.class)
                .addScalar("headline", String.class)
                .addScalar("reason", String.class)
                .addScalar("issued_by", String.class)
                .addScalar("at", Instant.class)
                .addScalar("after_seq", Long.class)
                .setParameter("most", MOST_NOTICES);
        return query.getResultList().stream()
                .map(row -> {
                    long number = -(Long) row[0];
                    Instant at = (Instant) row[5];
                    return new NoticeRow(
                            Ids.of(at, "kill", Long.toString(number)),
                            number,
                            (UUID) row[1],
                            "correction",
                            (String) row[2],
                            null,
                            (String) row[3],
                            (String) row[4],
                            at,
                            at.plus(settings.dueAfter()),
                            (Long) row[6]);
                })
                .toList();
    }

    private void add(List<NoticeRow> rows) {
        database.createNativeQuery("""
                        insert into kill_notice
                        select * from json_populate_recordset(cast(null as kill_notice), cast(:rows as json))
                        on conflict (seq) do nothing
                        """).setParameter("rows", written(rows)).executeUpdate();
        database.createNativeQuery(RECEIPTS.formatted(
                        "select f.partner_id, f.how, f.first_at, f.last_at from " + FETCHES
                                + " = n.article_id and " + FETCHED_BEFORE
                                + " union all select s.partner_id, 'snapshot', s.first_at, s.last_at"
                                + " from partner_snapshot s where " + IN_SNAPSHOT,
                        "n.id = any(:notices)"))
                .setParameter("notices", rows.stream().map(NoticeRow::id).toArray(UUID[]::new))
                .executeUpdate();
    }

    /** From one reminder to the next; the last of these again and again. */
    private static final List<Duration> BETWEEN = List.of(Duration.ofHours(1), Duration.ofHours(4), Duration.ofDays(1));

    private static final int MOST_MESSAGES = 11;
    private static final int MOST_AT_ONCE = 100;

    /**
     * Takes messages whose moment has come, each by one replica: the notice at once, reminders from when the
     * acknowledgement is due, then after an hour, four hours, and daily, ten at most. One that is taken and not sent is
     * not taken again; the next is.
     */
    List<PartnerMail.Message> takeDue(Instant now) {
        return QuarkusTransaction.requiringNew().call(() -> take(now));
    }

    @SuppressWarnings("unchecked")
    private List<PartnerMail.Message> take(Instant now) {
        NativeQuery<Object[]> query = database.createNativeQuery(
                        """
                        with taken as (
                            update kill_receipt r
                            set messages = r.messages + 1,
                                next_message_at = case
                                    when r.messages = 0 then greatest(n.due_at, :now)
                                    when r.messages = 1 then cast(:now as timestamptz) + interval '%d seconds'
                                    when r.messages = 2 then cast(:now as timestamptz) + interval '%d seconds'
                                    when r.messages + 1 < %d then cast(:now as timestamptz) + interval '%d seconds'
                                end
                            from kill_notice n,
                                 (select notice_id, partner_id from kill_receipt
                                  where acknowledged_at is null and next_message_at <= :now
                                  order by next_message_at limit %d for update skip locked) d
                            where r.notice_id = d.notice_id and r.partner_id = d.partner_id and n.id = r.notice_id
                            returning r.notice_id, r.partner_id, r.messages - 1 as number)
                        select t.notice_id, t.partner_id, t.number, n.seq, n.article_id, n.kind, n.path,
                               case when s.may then n.reason end as reason, not s.may as embargoed, n.at, n.due_at
                        from taken t join kill_notice n on n.id = t.notice_id cross join lateral %s s order by n.at, n.seq,
                               t.partner_id
                        """.formatted(
                                        BETWEEN.get(0).toSeconds(),
                                        BETWEEN.get(1).toSeconds(),
                                        MOST_MESSAGES,
                                        BETWEEN.get(2).toSeconds(),
                                        MOST_AT_ONCE,
                                        Receipts.SAYS_WHY),
                        Object[].class)
                .unwrap(NativeQuery.class);
        query.addScalar("notice_id", UUID.class)
                .addScalar("partner_id", UUID.class)
                .addScalar("number", Integer.class)
                .addScalar("seq", Long.class)
                .addScalar("article_id", UUID.class)
                .addScalar("kind", String.class)
                .addScalar("path", String.class)
                .addScalar("reason", String.class)
                .addScalar("embargoed", Boolean.class)
                .addScalar("at", Instant.class)
                .addScalar("due_at", Instant.class)
                .setParameter("now", now);
        return query.getResultList().stream()
                .map(row -> new PartnerMail.Message(
                        (UUID) row[0],
                        (UUID) row[1],
                        (Integer) row[2],
                        (Long) row[3],
                        (UUID) row[4],
                        (String) row[5],
                        (String) row[6],
                        (String) row[7],
                        Boolean.TRUE.equals(row[8]),
                        (Instant) row[9],
                        (Instant) row[10]))
                .toList();
    }

    /** An endpoint of the partner's has taken a message. */
    void sent(PartnerMail.Message message, Instant at) {
        QuarkusTransaction.requiringNew()
                .run(() -> database.createNativeQuery("update kill_receipt set last_message_at = :at"
                                + " where notice_id = :notice and partner_id = :partner")
                        .setParameter("at", at)
                        .setParameter("notice", message.notice())
                        .setParameter("partner", message.partner())
                        .executeUpdate());
    }

    /** How many receipts should have been acknowledged by now. */
    long overdue(Instant now) {
        return QuarkusTransaction.requiringNew()
                .call(() -> ((Number) database.createNativeQuery(
                                        "select count(*) from kill_receipt r join kill_notice n on n.id = r.notice_id"
                                                + " where r.acknowledged_at is null and n.due_at <= :now",
                                        Long.class)
                                .setParameter("now", now)
                                .getSingleResult())
                        .longValue());
    }
}
