package org.broadsheet.byline;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import io.quarkus.panache.common.Parameters;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.broadsheet.access.Access;
import org.broadsheet.access.Carried;
import org.broadsheet.access.Visibility;
import org.broadsheet.naming.DidYouMean;
import org.broadsheet.naming.Ids;
import org.broadsheet.naming.Merging;
import org.broadsheet.naming.Slugs;
import org.broadsheet.naming.Text;
import org.broadsheet.problem.Refusal;
import org.broadsheet.query.Cursor;
import org.broadsheet.query.Page;
import org.hibernate.query.NativeQuery;
import org.jspecify.annotations.Nullable;

/** The bylines. Readers know of one from the moment that a piece which carries it is to be seen. */
@ApplicationScoped
public class Bylines implements PanacheRepositoryBase<Byline, UUID> {

    private static final int ENOUGH_TO_GUESS_FROM = 2000;
    private static final Carried CARRIED = new Carried("byline_ids");

    /**
     * A byline that is to be there.
     *
     * @param name of the one that is created when there is none with this slug
     * @param since the moment in its id: one that whoever creates it again finds again, so not the time of day
     */
    public record Wanted(String slug, String name, Instant since) {}

    /** A byline as an article credits it: what a list of articles needs to know of it. */
    public record Credited(UUID id, String slug, String name, Instant modifiedAt) {}

    /**
     * A byline by its names.
     *
     * @param target the id of the byline that it stands for
     */
    public record Match(UUID id, String slug, String name, UUID target) {}

    /**
     * The byline that readers find at {@code slug}.
     *
     * @throws Refusal.Moved when the slug leads to a byline that has another one now
     */
    Byline get(String slug, Access access) {
        Byline byline = at(slug, access);
        if (access.rights().confined() && !CARRIED.by(byline.id(), getEntityManager(), access)) {
            throw unknown(slug, access);
        }
        return byline;
    }

    private Refusal unknown(String slug, Access access) {
        return new Refusal.NotFound("There is no byline '" + Text.shorten(slug) + "'." + hint(slug, access));
    }

    private Byline at(String slug, Access access) {
        return find("slug = ?1 and publicFrom <= ?2 and mergedInto is null", slug, access.at())
                .firstResultOptional()
                .orElseThrow(() -> {
                    UUID current = known(List.of(slug), access).get(slug);
                    return current == null
                            ? unknown(slug, access)
                            : new Refusal.Moved("/v1/bylines/"
                                    + URLEncoder.encode(findById(current).slug(), StandardCharsets.UTF_8));
                });
    }

    /**
     * The bylines whose folded name begins with {@code prefix}, by name, from {@code cursor} on.
     *
     * @param access of the reader; null for the newsroom, which sees those too that readers don't know yet
     */
    public Page.Window<Byline> window(String prefix, @Nullable Cursor cursor, int limit, @Nullable Access access) {
        Cursor from = cursor == null ? Cursor.after("", "") : cursor;
        String way = from.back() ? "desc" : "asc";
        if (access != null && access.rights().confined()) {
            return Page.Window.of(credited(prefix, from, limit, access), limit, from.back());
        }
        List<Byline> rows = find(
                        "mergedInto is null and (:all = true or publicFrom <= :at)"
                                + " and foldedName like :prefix escape '\\' and (foldedName, slug) "
                                + (from.back() ? "<" : ">") + " (:name, :slug) order by foldedName " + way
                                + ", slug " + way,
                        Parameters.with("at", access == null ? Instant.EPOCH : access.at())
                                .and("all", access == null)
                                .and("prefix", prefix + "%")
                                .and("name", from.keys().get(0))
                                .and("slug", from.keys().get(1)))
                .range(0, limit)
                .list();
        return Page.Window.of(rows, limit, from.back());
    }

    /** The same, as far as an article that the reader may see is credited to them. */
    private List<Byline> credited(String prefix, Cursor from, int limit, Access access) {
        String way = from.back() ? " desc" : "";
        NativeQuery<Byline> query = getEntityManager()
                .createNativeQuery(
                        "select b.* from byline b where b.merged_into is null and b.public_from <= :at"
                                + " and b.folded_name like :prefix escape '\\' and (b.folded_name, b.slug) "
                                + (from.back() ? "<" : ">") + " (:name, :slug) and " + CARRIED.sql("b.id", access)
                                + " order by b.folded_name" + way + ", b.slug" + way,
                        Byline.class)
                .unwrap(NativeQuery.class);
        query.setParameter("prefix", prefix + "%")
                .setParameter("name", from.keys().get(0))
                .setParameter("slug", from.keys().get(1));
        Visibility.bind(access, query::setParameter);
        return query.setMaxResults(limit + 1).getResultList();
    }

    /**
     * Which byline stands for each of these now: mostly itself. Those that there are not are left out. They are neither
     * merged nor deleted until the transaction ends, so what is written of them meanwhile stays right.
     */
    public Map<UUID, UUID> current(Collection<UUID> ids) {
        return new Merging(getEntityManager(), "byline").current(ids);
    }

    /** The bylines that stand for these ids, by the id that was asked for, in one statement. */
    public Map<UUID, Credited> credited(Collection<UUID> ids) {
        return credited("b.id = any(:wanted)", ids.toArray(UUID[]::new)).stream()
                .collect(Collectors.toMap(row -> (UUID) row[0], Bylines::credited));
    }

    /** The bylines that have these numbers ({@link Ids#number}), as {@link #credited} says; in one statement. */
    public Map<Long, Credited> numbered(Collection<Long> numbers) {
        return credited("id_number(b.id) = any(:wanted)", numbers.toArray(Long[]::new)).stream()
                .collect(Collectors.toMap(row -> Ids.number((UUID) row[0]), Bylines::credited, (one, other) -> one));
    }

    private List<Object[]> credited(String which, Object[] wanted) {
        return getEntityManager()
                .createNativeQuery(
                        "select b.id as asked, c.id, c.slug, c.name, c.modified_at from byline b"
                                + " join byline c on c.id = coalesce(b.merged_into, b.id) where " + which,
                        Object[].class)
                .setParameter("wanted", wanted)
                .getResultList();
    }

    private static Credited credited(Object[] row) {
        return new Credited((UUID) row[1], (String) row[2], (String) row[3], (Instant) row[4]);
    }

    /**
     * The bylines, whether readers know them or not, that have one of these ids, slugs (or had them) or folded names; in
     * one statement. One that has had several slugs comes several times. They are neither merged nor deleted until the
     * transaction ends.
     */
    public List<Match> named(Collection<UUID> ids, Collection<String> slugs, Collection<String> foldedNames) {
        List<Object[]> rows = getEntityManager()
                .createNativeQuery("""
                        select b.id, s.slug, b.name, coalesce(b.merged_into, b.id) as target
                        from byline b
                        join byline_slug s on s.byline_id = b.id
                        where b.id = any(array(
                            select id from byline where id = any(:ids) or folded_name = any(:names)
                            union select byline_id from byline_slug where slug = any(:slugs)))
                        order by b.id
                        for key share of b
                        """, Object[].class)
                .setParameter("ids", ids.toArray(UUID[]::new))
                .setParameter("slugs", slugs.toArray(String[]::new))
                .setParameter("names", foldedNames.toArray(String[]::new))
                .getResultList();
        return rows.stream()
                .map(row -> new Match((UUID) row[0], (String) row[1], (String) row[2], (UUID) row[3]))
                .sorted(Comparator.comparing(Match::slug))
                .toList();
    }

    /** Slugs and names of bylines whose slug begins as one of these does: what a mistyped one may have meant. */
    public List<String> near(Collection<String> slugs) {
        List<Object[]> rows = getEntityManager()
                .createNativeQuery(
                        "select slug, name from byline where merged_into is null and left(slug, 1) = any(:starts) order by slug",
                        Object[].class)
                .setParameter("starts", slugs.stream().map(Slugs::initial).toArray(String[]::new))
                .setMaxResults(ENOUGH_TO_GUESS_FROM)
                .getResultList();
        return rows.stream()
                .flatMap(row -> Stream.of((String) row[0], (String) row[1]))
                .toList();
    }

    /**
     * The ids of the bylines that readers know by these slugs.
     *
     * @throws Refusal.Invalid for the parameter {@code byline} when a slug names none
     */
    public Map<String, UUID> idsOf(Collection<String> slugs, Access access) {
        Map<String, UUID> ids = known(slugs, access);
        for (String slug : slugs) {
            if (!ids.containsKey(slug)) {
                throw Refusal.Invalid.parameter(
                        "byline", "there is no byline '" + Text.shorten(slug) + "'." + hint(slug, access));
            }
        }
        return ids;
    }

    /** The bylines to which these slugs lead a reader. */
    private Map<String, UUID> known(Collection<String> slugs, Access access) {
        NativeQuery<Object[]> query = getEntityManager()
                .createNativeQuery("""
                        select s.slug, c.id
                        from byline_slug s
                        join byline b on b.id = s.byline_id
                        join byline c on c.id = coalesce(b.merged_into, b.id)
                        where s.slug = any(:slugs) and b.public_from <= :at and c.public_from <= :at and %s
                        """.formatted(CARRIED.sql("c.id", access)), Object[].class)
                .unwrap(NativeQuery.class);
        query.setParameter("slugs", slugs.toArray(String[]::new));
        CARRIED.bind(access, query::setParameter);
        List<Object[]> rows = query.getResultList();
        Map<String, UUID> known = new HashMap<>();
        rows.forEach(row -> known.put((String) row[0], (UUID) row[1]));
        return known;
    }

    /** Names that the reader may not know are not to be guessed at. */
    private String hint(String slug, Access access) {
        if (access.rights().confined()) {
            return "";
        }
        List<String> near = getEntityManager()
                .createQuery(
                        "select b.slug from Byline b where b.publicFrom <= :at and b.mergedInto is null and locate(:start, b.slug) = 1"
                                + " order by b.slug",
                        String.class)
                .setParameter("at", access.at())
                .setParameter("start", Slugs.initial(slug))
                .setMaxResults(ENOUGH_TO_GUESS_FROM)
                .getResultList();
        return DidYouMean.hint(slug, near);
    }

    /**
     * The bylines that are wanted, each created when its slug leads to none: slug to byline. They are neither merged nor
     * deleted until the transaction ends.
     */
    public Map<String, Byline> ensure(Collection<Wanted> wanted, Instant now) {
        Map<String, Byline> bylines = new LinkedHashMap<>();
        if (!wanted.isEmpty()) {
            Map<String, UUID> held = held(wanted.stream().map(Wanted::slug).toList());
            Map<UUID, Byline> there =
                    list("id in ?1", held.values()).stream().collect(Collectors.toMap(Byline::id, Function.identity()));
            held.forEach((slug, id) -> bylines.put(slug, Objects.requireNonNull(there.get(id))));
        }
        wanted.forEach(one -> bylines.computeIfAbsent(one.slug(), missing -> {
            Byline byline = new Byline(missing, one.name(), one.since(), now);
            persist(byline);
            return byline;
        }));
        return bylines;
    }

    /** The bylines to which these slugs lead, held against being merged or deleted. */
    private Map<String, UUID> held(Collection<String> slugs) {
        List<Object[]> rows = getEntityManager()
                .createNativeQuery("""
                        select s.slug, coalesce(b.merged_into, b.id)
                        from byline_slug s
                        join byline b on b.id = s.byline_id
                        where s.slug = any(:slugs)
                        order by b.id
                        for key share of b
                        """, Object[].class)
                .setParameter("slugs", slugs.toArray(String[]::new))
                .getResultList();
        Map<String, UUID> held = new LinkedHashMap<>();
        rows.forEach(row -> held.put((String) row[0], (UUID) row[1]));
        return held;
    }

    /** What the newsroom says about a byline; creates it, as of {@code since}, when there is none. */
    public Byline describe(BylineDescription description, Instant since, Instant now) {
        Wanted wanted = new Wanted(description.slug(), description.name(), since);
        Byline byline = Objects.requireNonNull(ensure(List.of(wanted), now).get(wanted.slug()));
        byline.describe(description, now);
        return byline;
    }
}
