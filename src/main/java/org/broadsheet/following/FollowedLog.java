package org.broadsheet.following;

import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.broadsheet.access.Access;
import org.broadsheet.delivery.ArticleFilters;
import org.broadsheet.problem.Refusal;
import org.broadsheet.published.ArticleQuery;
import org.broadsheet.web.ChangeProgress;
import org.broadsheet.web.SurrogateKeys;
import org.hibernate.query.NativeQuery;
import org.jspecify.annotations.Nullable;

/** The change log as its followers see it. Each look is a transaction of its own, which is over when it returns. */
@ApplicationScoped
class FollowedLog {

    /** How far one look goes, so that a rare filter does not make a request read the whole log. */
    static final int FARTHEST = 5_000;

    /** How long a change that is committed may be on its way to the rest of this replica. */
    private static final Duration MOMENT = Duration.ofSeconds(2);

    private static final String COLUMNS =
            "c.seq, c.at, %s as type, c.kind, c.id, c.path, c.changed_fields, c.reason," + " c.keys, c.mandatory";

    /** The facets are named and typed as the columns of the live copy, so the list's conditions hold for them too. */
    private static final String MATCHES = """
            exists (select 1 from (select c.id, f.* from json_to_record(%s) as f (section_id uuid, byline_ids uuid[],
                    tag_ids uuid[], type text, language text, published_at timestamptz, updated_at timestamptz)) a
                    where true %s)""";

    /**
     * What readers saw before. Of a piece that was taken down before, and now is killed, it is what they saw last: who
     * kept that piece has to hear of it.
     */
    private static final String WAS = """
            coalesce(c.before, case when c.after is null then (select p.before from change p where p.id = c.id
                and p.seq < c.seq and p.before is not null order by p.seq desc limit 1) end)""";

    /** Who was told of a piece once may have kept it, though it left since: a kill is told to all of them. */
    private static final String KILLED_AFTER_IT_LEFT = """
            (c.type = 'killed' and exists (select 1 from change p where p.id = c.id and p.seq < c.seq
                and p.after is not null and %s))""";

    private final EntityManager database;
    private final ArticleFilters filters;
    private final ChangeProgress progress;
    private final Clock clock;

    FollowedLog(EntityManager database, ArticleFilters filters, ChangeProgress progress, Clock clock) {
        this.database = database;
        this.filters = filters;
        this.progress = progress;
        this.clock = clock;
    }

    /** The number of the last change. */
    long head() {
        return QuarkusTransaction.requiringNew()
                .call(() -> ((Number) database.createNativeQuery("select seq from change_counter", Long.class)
                                .getSingleResult())
                        .longValue());
    }

    /**
     * What is wanted of the log after {@code since}, {@code limit} changes at most. A change is told only when this
     * replica answers from after it.
     *
     * @throws Refusal.Invalid for {@code since} when the log ends before it, and for filters that name what there is not
     */
    Stretch read(Wanted wanted, long since, int limit) {
        Stretch read = QuarkusTransaction.requiringNew().call(() -> look(wanted, since, limit));
        try {
            return progress.await(read.through(), MOMENT) ? read : read.upTo(since, progress.applied());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return read.upTo(since, progress.applied());
        }
    }

    private Stretch look(Wanted wanted, long since, int limit) {
        ArticleQuery articles = wanted.plain()
                ? null
                : filters.query(wanted.articles(), new Access(clock.instant(), wanted.rights()), new SurrogateKeys());
        NativeQuery<Object[]> query = statement(articles)
                .setParameter("types", wanted.types().toArray(String[]::new))
                .setParameter("kinds", wanted.kinds().toArray(String[]::new))
                .setParameter("since", since)
                .setParameter("through", since + FARTHEST)
                .setParameter("limit", limit);
        if (articles != null) {
            articles.bind(query::setParameter);
        }
        List<Object[]> rows = query.getResultList();
        long head = ((Number) rows.getFirst()[10]).longValue();
        if (since > head) {
            throw Refusal.Invalid.parameter(
                    "since",
                    "is beyond the end of the log, whose last change is " + head
                            + ": begin again from a snapshot (GET /v1/snapshots/latest).");
        }
        List<ChangeView> items = rows.stream()
                .filter(row -> row[0] != null)
                .map(ChangeView::of)
                .map(change -> wanted.rights().confined() ? change.discreet() : change)
                .toList();
        long through = items.size() == limit ? items.getLast().seq() : Math.min(since + FARTHEST, head);
        return new Stretch(items, through, through < head);
    }

    /** There is a row even when nothing is found: where the log ends is part of the answer, as of the same moment. */
    @SuppressWarnings("unchecked")
    private NativeQuery<Object[]> statement(@Nullable ArticleQuery articles) {
        String found = articles == null ? all() : filtered(articles);
        return database.createNativeQuery(
                        "select f.*, h.seq as head from change_counter h left join lateral (" + found
                                + ") f on true order by f.seq",
                        Object[].class)
                .unwrap(NativeQuery.class)
                .addScalar("seq", Long.class)
                .addScalar("at", Instant.class)
                .addScalar("type", String.class)
                .addScalar("kind", String.class)
                .addScalar("id", UUID.class)
                .addScalar("path", String.class)
                .addScalar("changed_fields", String[].class)
                .addScalar("reason", String.class)
                .addScalar("keys", String[].class)
                .addScalar("mandatory", Boolean.class)
                .addScalar("head", Long.class);
    }

    private static String all() {
        return "select " + COLUMNS.formatted("c.type")
                + " from change c where c.seq > :since and c.seq <= :through"
                + " and c.type = any(:types) and c.kind = any(:kinds) order by c.seq limit :limit";
    }

    /** What matches is told as it is; what matched and does not any more, as itself or as having left; a kill, always. */
    private static String filtered(ArticleQuery articles) {
        return "select * from (select "
                + COLUMNS.formatted("case when m.is or c.after is null then c.type else '" + ChangeView.LEFT + "' end")
                + " from change c cross join lateral (select "
                + MATCHES.formatted("c.after", articles.sql())
                + " as is) m where c.seq > :since and c.seq <= :through and c.kind = 'article' and c.kind = any(:kinds)"
                + " and (m.is or "
                + MATCHES.formatted(WAS, articles.sql())
                + " or " + KILLED_AFTER_IT_LEFT.formatted(MATCHES.formatted("p.after", articles.sql()))
                + ")) c where c.type = any(:types) order by c.seq limit :limit";
    }
}
