package org.broadsheet.published;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.broadsheet.access.Access;
import org.broadsheet.access.Rights;
import org.broadsheet.access.Visibility;
import org.broadsheet.byline.Bylines;
import org.broadsheet.problem.Refusal;
import org.broadsheet.query.Cursor;
import org.broadsheet.query.Fields;
import org.broadsheet.query.Page;
import org.broadsheet.tag.Tags;
import org.hibernate.query.NativeQuery;
import org.jspecify.annotations.Nullable;

/**
 * The read door: the only way to what readers see. Publication, embargo, expiry and the rights of whoever asks are judged
 * here, for every answer, on tables that no draft is ever in.
 */
@ApplicationScoped
public class PublishedArticles {

    /** It was to be seen once, and has expired. */
    static final String EXPIRED = "(a.published_at <= :at and (a.embargoed_until is null or a.embargoed_until <= :at)"
            + " and greatest(a.published_at, a.embargoed_until) < a.expires_at and a.expires_at <= :at)";

    private static final String NO_PICTURE = " and m.type <> 'image'";
    private static final int MOST_LATE = 1_000;

    private final EntityManager database;
    private final ObjectMapper json;
    private final Bylines bylines;
    private final Tags tags;

    PublishedArticles(EntityManager database, ObjectMapper json, Bylines bylines, Tags tags) {
        this.database = database;
        this.json = json;
        this.bylines = bylines;
        this.tags = tags;
    }

    /**
     * One article, with the fields wanted.
     *
     * @throws Refusal.Gone when readers saw it once and may not any more
     * @throws Refusal.NotFound when there is none that they ever saw
     */
    public PublishedArticle get(UUID id, Access access, Fields fields) {
        List<PublishedArticle> found = rows(
                "select * from published_article a where a.id = :id and " + Visibility.of(access),
                "",
                fields,
                access,
                query -> query.setParameter("id", id));
        if (found.isEmpty()) {
            throw absence(id, access);
        }
        complete(found, access, fields);
        return found.getFirst();
    }

    /** Why readers find no article {@code id}. */
    Refusal absence(UUID id, Access access) {
        Refusal withheld = access.rights().confined() ? withheld(id, access) : null;
        if (withheld != null) {
            return withheld;
        }
        NativeQuery<Object[]> query = database.createNativeQuery(
                        "select t.kind, t.reason, a.id from article_takedown t left join published_article a"
                                + " on a.id = t.target_id and " + Visibility.of(access)
                                + " where t.article_id = :id union all"
                                + " select 'expired', null, null from published_article a where a.id = :id and "
                                + EXPIRED,
                        Object[].class)
                .unwrap(NativeQuery.class);
        query.setParameter("id", id);
        Visibility.bind(access, query::setParameter);
        return query.getResultList().stream()
                .findFirst()
                .<Refusal>map(reason -> reason[2] == null
                        ? new Refusal.Gone(
                                "The article was taken down.", Takedowns.told((String) reason[0]), (String) reason[1])
                        : new Refusal.Moved("/v1/articles/" + reason[2]))
                .orElseGet(() -> new Refusal.NotFound("There is no article " + id + "."));
    }

    /** That others may see an article which these rights don't cover, and why they don't. */
    private @Nullable Refusal withheld(UUID id, Access access) {
        Access toAll = new Access(access.at(), Rights.ALL);
        NativeQuery<Object[]> query = database.createNativeQuery(
                        "select a.section_id, a.tag_ids, greatest(a.published_at, a.embargoed_until) as seen"
                                + " from published_article a where a.id = :id and " + Visibility.of(toAll),
                        Object[].class)
                .unwrap(NativeQuery.class);
        query.addScalar("section_id", UUID.class)
                .addScalar("tag_ids", UUID[].class)
                .addScalar("seen", Instant.class)
                .setParameter("id", id);
        Visibility.bind(toAll, query::setParameter);
        return query.getResultList().stream()
                .findFirst()
                .flatMap(row -> access.rights()
                        .withholding((UUID) row[0], Arrays.asList((UUID[]) row[1]), (Instant) row[2], access.at()))
                .map(why -> new Refusal.Forbidden("The article is withheld: your rights " + why + "."))
                .orElse(null);
    }

    /**
     * Articles that are dated early enough for this reader's delay and were under an embargo until too late for it: the
     * search index knows of dates, but not of embargoes.
     */
    public List<UUID> lateOfEmbargo(Access access) {
        if (access.rights().delay().isZero()) {
            return List.of();
        }
        return database.createNativeQuery(
                        "select a.id from published_article a where a.live and a.embargoed_until > :until"
                                + " and a.published_at <= :until order by a.id limit " + MOST_LATE,
                        UUID.class)
                .setParameter("until", access.until())
                .getResultList();
    }

    /** A window on the articles that {@code query} asks for, from {@code cursor} on. */
    public Page.Window<PublishedArticle> window(
            ArticleQuery query, @Nullable Cursor cursor, int limit, Access access, Fields fields) {
        boolean back = cursor != null && cursor.back();
        List<PublishedArticle> rows = page(query, cursor, limit, access, fields);
        Page.Window<PublishedArticle> window = Page.Window.of(rows, limit, back);
        complete(window.items(), access, fields);
        return window;
    }

    /** Up to {@code limit} and one more articles, in the order of reading, without what they refer to. */
    public List<PublishedArticle> page(
            ArticleQuery query, @Nullable Cursor cursor, int limit, Access access, Fields fields) {
        boolean down = query.sort().descends(cursor != null && cursor.back());
        String column = query.sort().column();
        String order = " order by a." + column + (down ? " desc" : "") + ", a.id" + (down ? " desc" : "");
        String edge = cursor == null ? "" : " and (a." + column + ", a.id) " + (down ? "<" : ">") + " (:edge, :edgeId)";
        String source = "select * from published_article a where " + Visibility.of(access) + query.sql() + edge + order
                + " limit :rows";
        return rows(source, order, fields, access, statement -> {
            query.bind(statement::setParameter);
            if (cursor != null) {
                statement.setParameter("edge", instant(cursor.keys().get(0)));
                statement.setParameter("edgeId", UUID.fromString(cursor.keys().get(1)));
            }
            statement.setParameter("rows", limit + 1);
        });
    }

    /** Where an article stands in the order of {@code sort}: the keys of a cursor. */
    public static List<String> place(PublishedArticle article, ArticleQuery.Sort sort) {
        Instant moment = switch (sort) {
            case NEWEST, OLDEST -> article.publishedAt();
            case UPDATED -> article.updatedAt();
            case RELEVANCE -> throw new IllegalArgumentException("only the search engine knows");
        };
        return List.of(
                Long.toString(ChronoUnit.MICROS.between(Instant.EPOCH, moment)),
                article.id().toString());
    }

    private static Instant instant(String micros) {
        return Instant.EPOCH.plus(Long.parseLong(micros), ChronoUnit.MICROS);
    }

    /** Those of the articles {@code ids} that readers may see and {@code query} lets through, in the order of {@code ids}. */
    public List<PublishedArticle> among(List<UUID> ids, ArticleQuery query, Access access, Fields fields) {
        if (ids.isEmpty()) {
            return List.of();
        }
        ArticleQuery these = query.copy().sort(ArticleQuery.Sort.NEWEST).withIds(ids);
        Map<UUID, PublishedArticle> found = page(these, null, ids.size(), access, fields).stream()
                .collect(Collectors.toMap(PublishedArticle::id, Function.identity()));
        List<PublishedArticle> articles =
                ids.stream().map(found::get).filter(Objects::nonNull).toList();
        complete(articles, access, fields);
        return articles;
    }

    /** How many articles {@code query} asks for: counted, which takes as long as there are many. */
    public long count(ArticleQuery query, Access access) {
        return ((Number) counted("select count(*) from published_article a where ", query, access)
                        .getSingleResult())
                .longValue();
    }

    /** About how many there are: PostgreSQL's estimate, in no time. */
    public long estimate(ArticleQuery query, Access access) {
        String plan = (String) counted("explain (format json) select 1 from published_article a where ", query, access)
                .getSingleResult();
        try {
            return json.readTree(plan).at("/0/Plan/Plan Rows").asLong();
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a query plan that is no JSON", e);
        }
    }

    private NativeQuery<?> counted(String select, ArticleQuery query, Access access) {
        NativeQuery<?> statement = database.createNativeQuery(select + Visibility.of(access) + query.sql())
                .unwrap(NativeQuery.class);
        query.bind(statement::setParameter);
        Visibility.bind(access, statement::setParameter);
        return statement;
    }

    private List<PublishedArticle> rows(
            String source, String order, Fields fields, Access access, Consumer<NativeQuery<Object[]>> parameters) {
        Rights rights = access.rights();
        var columns = ArticleColumn.neededBy(fields, rights);
        boolean section = columns.contains(ArticleColumn.SECTION_ID);
        boolean lead = columns.contains(ArticleColumn.LEAD_ID);
        String sql = "select " + ArticleColumn.select(columns) + " from (" + source + ") a"
                + (section ? " join section s on s.id = a.section_id" : "")
                + (lead ? " left join media m on m.id = a.lead_id" + (rights.images() ? "" : NO_PICTURE) : "") + order;
        @SuppressWarnings("unchecked")
        NativeQuery<Object[]> query =
                database.createNativeQuery(sql, Object[].class).unwrap(NativeQuery.class);
        parameters.accept(query);
        Visibility.bind(access, query::setParameter);
        return ArticleColumn.typed(query).getResultList().stream()
                .map(row -> new PublishedArticle(row, access))
                .toList();
    }

    /** Reads what the articles refer to: a statement for each kind of thing, whatever their number. */
    public void complete(List<PublishedArticle> articles, Access access, Fields fields) {
        List<UUID> bylineIds = ids(articles, ArticleColumn.BYLINE_IDS);
        if (!bylineIds.isEmpty()) {
            Map<UUID, Bylines.Credited> known = bylines.credited(bylineIds);
            articles.forEach(article -> article.credit(known));
        }
        List<UUID> tagIds = ids(articles, ArticleColumn.TAG_IDS);
        if (!tagIds.isEmpty()) {
            Map<UUID, Tags.Shown> known = tags.shown(tagIds);
            articles.forEach(article -> article.tag(known));
        }
        if (fields.has("translations") && !articles.isEmpty()) {
            translate(articles, access);
        }
    }

    private static List<UUID> ids(List<PublishedArticle> articles, ArticleColumn column) {
        return articles.stream()
                .flatMap(article -> article.ids(column))
                .distinct()
                .toList();
    }

    private void translate(List<PublishedArticle> articles, Access access) {
        NativeQuery<Object[]> query = database.createNativeQuery(
                        "select a.translation_key, a.id, a.language, a.path, a.headline, a.expires_at"
                                + " from published_article a where a.translation_key = any(:keys) and "
                                + Visibility.of(access) + " order by a.language, a.id",
                        Object[].class)
                .unwrap(NativeQuery.class);
        query.setParameter(
                "keys",
                articles.stream()
                        .map(article -> article.<UUID>require(ArticleColumn.TRANSLATION_KEY))
                        .distinct()
                        .toArray(UUID[]::new));
        Visibility.bind(access, query::setParameter);
        List<Object[]> rows = query.getResultList();
        Map<UUID, List<ArticleView.Translation>> byKey = rows.stream()
                .collect(Collectors.groupingBy(
                        row -> (UUID) row[0], Collectors.mapping(ArticleView.Translation::of, Collectors.toList())));
        for (PublishedArticle article : articles) {
            Stream<ArticleView.Translation> all =
                    byKey.getOrDefault(article.<UUID>require(ArticleColumn.TRANSLATION_KEY), List.of()).stream();
            article.translate(
                    all.filter(other -> !other.id().equals(article.id())).toList());
        }
    }

    /** A window on the public versions of an article, oldest first. */
    public Page.Window<ArticleHistory.Version> versions(UUID id, @Nullable Cursor cursor, int limit) {
        boolean back = cursor != null && cursor.back();
        List<Object[]> rows = database.createNativeQuery(
                        "select number, kind, at, note from published_article_version where article_id = :id and number "
                                + (back ? "<" : ">") + " :edge order by number" + (back ? " desc" : "")
                                + " limit :rows",
                        Object[].class)
                .setParameter("id", id)
                .setParameter(
                        "edge",
                        cursor == null ? 0 : Integer.parseInt(cursor.keys().getFirst()))
                .setParameter("rows", limit + 1)
                .getResultList();
        return Page.Window.of(rows.stream().map(ArticleHistory.Version::of).toList(), limit, back);
    }
}
