package org.broadsheet.byline;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import io.quarkus.panache.common.Parameters;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Collection;
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
import org.broadsheet.naming.DidYouMean;
import org.broadsheet.naming.Slugs;
import org.broadsheet.naming.Text;
import org.broadsheet.problem.Refusal;
import org.broadsheet.query.Cursor;
import org.broadsheet.query.Page;
import org.jspecify.annotations.Nullable;

/** The bylines. Readers know of one from the moment that a piece which carries it is to be seen. */
@ApplicationScoped
public class Bylines implements PanacheRepositoryBase<Byline, UUID> {

    private static final int ENOUGH_TO_GUESS_FROM = 2000;

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

    /** The byline that readers find at {@code slug}. */
    Byline get(String slug, Access access) {
        return find("slug = ?1 and publicFrom <= ?2", slug, access.at())
                .firstResultOptional()
                .orElseThrow(() ->
                        new Refusal.NotFound("There is no byline '" + Text.shorten(slug) + "'." + hint(slug, access)));
    }

    /** The bylines whose folded name begins with {@code prefix}, by name, from {@code cursor} on. */
    public Page.Window<Byline> window(String prefix, @Nullable Cursor cursor, int limit, Access access) {
        Cursor from = cursor == null ? Cursor.after("", "") : cursor;
        String way = from.back() ? "desc" : "asc";
        List<Byline> rows = find(
                        "publicFrom <= :at and foldedName like :prefix escape '\\' and (foldedName, slug) "
                                + (from.back() ? "<" : ">") + " (:name, :slug) order by foldedName " + way
                                + ", slug " + way,
                        Parameters.with("at", access.at())
                                .and("prefix", prefix + "%")
                                .and("name", from.keys().get(0))
                                .and("slug", from.keys().get(1)))
                .range(0, limit)
                .list();
        return Page.Window.of(rows, limit, from.back());
    }

    /** The bylines of these ids, by id, in one statement. */
    public Map<UUID, Credited> credited(Collection<UUID> ids) {
        List<Object[]> rows = getEntityManager()
                .createNativeQuery(
                        "select id, slug, name, modified_at from byline where id = any(:ids)", Object[].class)
                .setParameter("ids", ids.toArray(UUID[]::new))
                .getResultList();
        return rows.stream()
                .map(row -> new Credited((UUID) row[0], (String) row[1], (String) row[2], (Instant) row[3]))
                .collect(Collectors.toMap(Credited::id, Function.identity()));
    }

    /**
     * The bylines, whether readers know them or not, that have one of these ids, slugs or folded names; in one
     * statement.
     */
    public List<Match> named(Collection<UUID> ids, Collection<String> slugs, Collection<String> foldedNames) {
        List<Object[]> rows = getEntityManager()
                .createNativeQuery("""
                        -- a byline that was merged into another is to have that other's id as the target: here
                        select id, slug, name, id as target from byline
                        where id = any(:ids) or slug = any(:slugs) or folded_name = any(:names)
                        order by slug
                        """, Object[].class)
                .setParameter("ids", ids.toArray(UUID[]::new))
                .setParameter("slugs", slugs.toArray(String[]::new))
                .setParameter("names", foldedNames.toArray(String[]::new))
                .getResultList();
        return rows.stream()
                .map(row -> new Match((UUID) row[0], (String) row[1], (String) row[2], (UUID) row[3]))
                .toList();
    }

    /** Slugs and names of bylines whose slug begins as one of these does: what a mistyped one may have meant. */
    public List<String> near(Collection<String> slugs) {
        List<Object[]> rows = getEntityManager()
                .createNativeQuery(
                        "select slug, name from byline where left(slug, 1) = any(:starts) order by slug",
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
        Map<String, UUID> ids = new HashMap<>();
        find("slug in ?1 and publicFrom <= ?2", slugs, access.at())
                .list()
                .forEach(byline -> ids.put(byline.slug(), byline.id()));
        for (String slug : slugs) {
            if (!ids.containsKey(slug)) {
                throw Refusal.Invalid.parameter(
                        "byline", "there is no byline '" + Text.shorten(slug) + "'." + hint(slug, access));
            }
        }
        return ids;
    }

    private String hint(String slug, Access access) {
        List<String> near = getEntityManager()
                .createQuery(
                        "select b.slug from Byline b where b.publicFrom <= :at and locate(:start, b.slug) = 1"
                                + " order by b.slug",
                        String.class)
                .setParameter("at", access.at())
                .setParameter("start", Slugs.initial(slug))
                .setMaxResults(ENOUGH_TO_GUESS_FROM)
                .getResultList();
        return DidYouMean.hint(slug, near);
    }

    /** The bylines that are wanted, each created when there is none with its slug: slug to byline. */
    public Map<String, Byline> ensure(Collection<Wanted> wanted, Instant now) {
        Map<String, Byline> bylines = new LinkedHashMap<>();
        if (!wanted.isEmpty()) {
            list("slug in ?1", wanted.stream().map(Wanted::slug).distinct().toList())
                    .forEach(byline -> bylines.put(byline.slug(), byline));
        }
        wanted.forEach(one -> bylines.computeIfAbsent(one.slug(), missing -> {
            Byline byline = new Byline(missing, one.name(), one.since(), now);
            persist(byline);
            return byline;
        }));
        return bylines;
    }

    /** What the newsroom says about a byline; creates it, as of {@code since}, when there is none. */
    public Byline describe(BylineDescription description, Instant since, Instant now) {
        Wanted wanted = new Wanted(description.slug(), description.name(), since);
        Byline byline = Objects.requireNonNull(ensure(List.of(wanted), now).get(wanted.slug()));
        byline.describe(description, now);
        return byline;
    }
}
