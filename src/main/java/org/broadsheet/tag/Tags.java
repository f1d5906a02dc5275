package org.broadsheet.tag;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import io.quarkus.panache.common.Parameters;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
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

/** The tags. Readers know of one from the moment that a piece which carries it is to be seen. */
@ApplicationScoped
public class Tags implements PanacheRepositoryBase<Tag, UUID> {

    private static final int ENOUGH_TO_GUESS_FROM = 2000;
    private static final Carried CARRIED = new Carried("tag_ids");

    /**
     * A tag that is to be there.
     *
     * @param name of the one that is created when there is none with this key
     * @param since the moment in its id: one that whoever creates it again finds again, so not the time of day
     */
    public record Wanted(TagKey key, String name, Instant since) {}

    /** A tag as an article shows it. */
    public record Shown(UUID id, String type, String slug, String name, Instant modifiedAt) {}

    /**
     * A tag by its names.
     *
     * @param target the id of the tag that it stands for
     */
    public record Match(UUID id, TagKey key, String name, UUID target) {}

    /**
     * The tag that readers find under this key.
     *
     * @throws Refusal.Moved when the key leads to a tag that has another one now
     */
    Tag get(TagKey key, Access access) {
        Tag tag = at(key, access);
        if (access.rights().confined() && !CARRIED.by(tag.id(), getEntityManager(), access)) {
            throw unknown(key, access);
        }
        return tag;
    }

    private Refusal unknown(TagKey key, Access access) {
        return new Refusal.NotFound(
                "There is no tag '" + Text.shorten(key.toString()) + "'." + hint(key.slug(), access));
    }

    private Tag at(TagKey key, Access access) {
        return find(
                        "type = ?1 and slug = ?2 and publicFrom <= ?3 and mergedInto is null",
                        key.type().wire(),
                        key.slug(),
                        access.at())
                .firstResultOptional()
                .orElseThrow(() -> known(List.of(key.slug()), access).stream()
                        .filter(known -> known.key().equals(key))
                        .findFirst()
                        .map(known -> moved(findById(known.target()).key()))
                        .orElseGet(() -> unknown(key, access)));
    }

    private static Refusal moved(TagKey key) {
        return new Refusal.Moved(
                "/v1/tags/" + key.type().wire() + "/" + URLEncoder.encode(key.slug(), StandardCharsets.UTF_8));
    }

    /**
     * The tags of {@code type} (null: of any) whose folded name begins with {@code prefix}, by name.
     *
     * @param access of the reader; null for the newsroom, which sees those too that readers don't know yet
     */
    public Page.Window<Tag> window(
            @Nullable TagType type, String prefix, @Nullable Cursor cursor, int limit, @Nullable Access access) {
        Cursor from = cursor == null ? Cursor.after("", "", "") : cursor;
        String way = from.back() ? "desc" : "asc";
        if (access != null && access.rights().confined()) {
            return Page.Window.of(carried(type, prefix, from, limit, access), limit, from.back());
        }
        List<Tag> rows = find(
                        "mergedInto is null and (:all = true or publicFrom <= :at) and type in :types"
                                + " and foldedName like :prefix escape '\\' and (foldedName, type, slug) "
                                + (from.back() ? "<" : ">") + " (:name, :type, :slug) order by foldedName " + way
                                + ", type " + way + ", slug " + way,
                        Parameters.with("at", access == null ? Instant.EPOCH : access.at())
                                .and("all", access == null)
                                .and("types", type == null ? TagType.wires() : List.of(type.wire()))
                                .and("prefix", prefix + "%")
                                .and("name", from.keys().get(0))
                                .and("type", from.keys().get(1))
                                .and("slug", from.keys().get(2)))
                .range(0, limit)
                .list();
        return Page.Window.of(rows, limit, from.back());
    }

    /** The same, as far as an article that the reader may see carries them. */
    private List<Tag> carried(@Nullable TagType type, String prefix, Cursor from, int limit, Access access) {
        String way = from.back() ? " desc" : "";
        NativeQuery<Tag> query = getEntityManager()
                .createNativeQuery(
                        "select t.* from tag t where t.merged_into is null and t.public_from <= :at"
                                + " and t.type = any(:types) and t.folded_name like :prefix escape '\\'"
                                + " and (t.folded_name, t.type, t.slug) " + (from.back() ? "<" : ">")
                                + " (:name, :type, :slug) and " + CARRIED.sql("t.id", access)
                                + " order by t.folded_name" + way + ", t.type" + way + ", t.slug" + way,
                        Tag.class)
                .unwrap(NativeQuery.class);
        query.setParameter("types", (type == null ? TagType.wires() : List.of(type.wire())).toArray(String[]::new))
                .setParameter("prefix", prefix + "%")
                .setParameter("name", from.keys().get(0))
                .setParameter("type", from.keys().get(1))
                .setParameter("slug", from.keys().get(2));
        Visibility.bind(access, query::setParameter);
        return query.setMaxResults(limit + 1).getResultList();
    }

    /**
     * Which tag stands for each of these now: mostly itself. Those that there are not are left out. They are neither
     * merged nor deleted until the transaction ends, so what is written of them meanwhile stays right.
     */
    public Map<UUID, UUID> current(Collection<UUID> ids) {
        return new Merging(getEntityManager(), "tag").current(ids);
    }

    /** The tags that stand for these ids, by the id that was asked for, in one statement. */
    public Map<UUID, Shown> shown(Collection<UUID> ids) {
        return shown("t.id = any(:wanted)", ids.toArray(UUID[]::new)).stream()
                .collect(Collectors.toMap(row -> (UUID) row[0], Tags::shown));
    }

    /** The tags that have these numbers ({@link Ids#number}), as {@link #shown} says; in one statement. */
    public Map<Long, Shown> numbered(Collection<Long> numbers) {
        return shown("id_number(t.id) = any(:wanted)", numbers.toArray(Long[]::new)).stream()
                .collect(Collectors.toMap(row -> Ids.number((UUID) row[0]), Tags::shown, (one, other) -> one));
    }

    private List<Object[]> shown(String which, Object[] wanted) {
        return getEntityManager()
                .createNativeQuery(
                        "select t.id as asked, c.id, c.type, c.slug, c.name, c.modified_at from tag t"
                                + " join tag c on c.id = coalesce(t.merged_into, t.id) where " + which,
                        Object[].class)
                .setParameter("wanted", wanted)
                .getResultList();
    }

    private static Shown shown(Object[] row) {
        return new Shown((UUID) row[1], (String) row[2], (String) row[3], (String) row[4], (Instant) row[5]);
    }

    /**
     * The tags, whether readers know them or not, that have one of these ids, slugs (or had them) or folded names; in one
     * statement. One that has had several slugs comes several times. They are neither merged nor deleted until the
     * transaction ends.
     */
    public List<Match> named(Collection<UUID> ids, Collection<String> slugs, Collection<String> foldedNames) {
        List<Object[]> rows = getEntityManager()
                .createNativeQuery("""
                        select t.id, s.type, s.slug, t.name, coalesce(t.merged_into, t.id) as target
                        from tag t
                        join tag_slug s on s.tag_id = t.id
                        where t.id = any(array(
                            select id from tag where id = any(:ids) or folded_name = any(:names)
                            union select tag_id from tag_slug where slug = any(:slugs)))
                        order by t.id
                        for key share of t
                        """, Object[].class)
                .setParameter("ids", ids.toArray(UUID[]::new))
                .setParameter("slugs", slugs.toArray(String[]::new))
                .setParameter("names", foldedNames.toArray(String[]::new))
                .getResultList();
        return rows.stream()
                .map(Tags::match)
                .sorted(Comparator.comparing(match -> match.key().toString()))
                .toList();
    }

    private static Match match(Object[] row) {
        return new Match(
                (UUID) row[0],
                new TagKey(TagType.parse((String) row[1]).orElseThrow(), (String) row[2]),
                (String) row[3],
                (UUID) row[4]);
    }

    /** Slugs, keys and names of tags whose slug begins as one of these does: what a mistyped one may have meant. */
    public List<String> near(Collection<String> slugs) {
        List<Object[]> rows = getEntityManager()
                .createNativeQuery(
                        "select type, slug, name from tag where merged_into is null and left(slug, 1) = any(:starts) order by slug, type",
                        Object[].class)
                .setParameter("starts", slugs.stream().map(Slugs::initial).toArray(String[]::new))
                .setMaxResults(ENOUGH_TO_GUESS_FROM)
                .getResultList();
        return rows.stream()
                .flatMap(row -> Stream.of((String) row[1], row[0] + "/" + row[1], (String) row[2]))
                .toList();
    }

    /**
     * The ids of the tags that readers know by these words, {@code type/slug} or a slug alone, which may stand for
     * tags of several types.
     *
     * @throws Refusal.Invalid for the parameter {@code tag} when a word names none
     */
    public Map<String, List<UUID>> idsOf(Collection<String> words, Access access) {
        List<Match> found = known(words.stream().map(Tags::slugOf).toList(), access);
        Map<String, List<UUID>> ids = new LinkedHashMap<>();
        for (String word : words) {
            List<UUID> matches = found.stream()
                    .filter(tag -> word.equals(tag.key().slug())
                            || word.equals(tag.key().toString()))
                    .map(Match::target)
                    .distinct()
                    .toList();
            if (matches.isEmpty()) {
                throw Refusal.Invalid.parameter(
                        "tag", "there is no tag '" + Text.shorten(word) + "'." + hint(slugOf(word), access));
            }
            ids.put(word, matches);
        }
        return ids;
    }

    /** The tags to which these slugs lead a reader, in the order of their ids. */
    private List<Match> known(Collection<String> slugs, Access access) {
        NativeQuery<Object[]> query = getEntityManager()
                .createNativeQuery("""
                        select t.id, s.type, s.slug, t.name, c.id as target
                        from tag_slug s
                        join tag t on t.id = s.tag_id
                        join tag c on c.id = coalesce(t.merged_into, t.id)
                        where s.slug = any(:slugs) and t.public_from <= :at and c.public_from <= :at and %s
                        order by c.id
                        """.formatted(CARRIED.sql("c.id", access)), Object[].class)
                .unwrap(NativeQuery.class);
        query.setParameter("slugs", slugs.toArray(String[]::new));
        CARRIED.bind(access, query::setParameter);
        List<Object[]> rows = query.getResultList();
        return rows.stream().map(Tags::match).toList();
    }

    private static String slugOf(String word) {
        return word.substring(word.indexOf('/') + 1);
    }

    /** Names that the reader may not know are not to be guessed at. */
    private String hint(String slug, Access access) {
        if (access.rights().confined()) {
            return "";
        }
        List<String> near = getEntityManager()
                .createQuery(
                        "select t.slug from Tag t where t.publicFrom <= :at and t.mergedInto is null and locate(:start, t.slug) = 1 order by t.slug",
                        String.class)
                .setParameter("at", access.at())
                .setParameter("start", Slugs.initial(slug))
                .setMaxResults(ENOUGH_TO_GUESS_FROM)
                .getResultList();
        return DidYouMean.hint(slug, near);
    }

    /**
     * The tags that are wanted, each created when its key leads to none: key to tag. They are neither merged nor deleted
     * until the transaction ends.
     */
    public Map<TagKey, Tag> ensure(Collection<Wanted> wanted, Instant now) {
        Map<TagKey, Tag> tags = new LinkedHashMap<>();
        if (!wanted.isEmpty()) {
            List<Match> held = held(wanted.stream().map(tag -> tag.key().slug()).toList());
            Map<UUID, Tag> there = list(
                            "id in ?1", held.stream().map(Match::target).toList())
                    .stream()
                    .collect(Collectors.toMap(Tag::id, Function.identity()));
            held.forEach(match -> tags.put(match.key(), Objects.requireNonNull(there.get(match.target()))));
        }
        wanted.forEach(one -> tags.computeIfAbsent(one.key(), missing -> {
            Tag tag = new Tag(missing, one.name(), one.since(), now);
            persist(tag);
            return tag;
        }));
        return tags;
    }

    /** The tags to which these slugs lead, held against being merged or deleted. */
    private List<Match> held(Collection<String> slugs) {
        List<Object[]> rows = getEntityManager()
                .createNativeQuery("""
                        select t.id, s.type, s.slug, t.name, coalesce(t.merged_into, t.id) as target
                        from tag_slug s
                        join tag t on t.id = s.tag_id
                        where s.slug = any(:slugs)
                        order by t.id
                        for key share of t
                        """, Object[].class)
                .setParameter("slugs", slugs.toArray(String[]::new))
                .getResultList();
        return rows.stream().map(Tags::match).toList();
    }

    /** What the newsroom says about a tag; creates it, as of {@code since}, when there is none. */
    public Tag describe(TagKey key, String name, @Nullable String description, Instant since, Instant now) {
        Tag tag = Objects.requireNonNull(
                ensure(List.of(new Wanted(key, name, since)), now).get(key));
        tag.describe(name, description, now);
        return tag;
    }
}
