package org.broadsheet.tag;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import io.quarkus.panache.common.Parameters;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Collection;
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

/** The tags. Readers know of one from the moment that a piece which carries it is to be seen. */
@ApplicationScoped
public class Tags implements PanacheRepositoryBase<Tag, UUID> {

    private static final int ENOUGH_TO_GUESS_FROM = 2000;

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

    /** The tag that readers find under this key. */
    Tag get(TagKey key, Access access) {
        return find("type = ?1 and slug = ?2 and publicFrom <= ?3", key.type().wire(), key.slug(), access.at())
                .firstResultOptional()
                .orElseThrow(() -> new Refusal.NotFound(
                        "There is no tag '" + Text.shorten(key.toString()) + "'." + hint(key.slug(), access)));
    }

    /** The tags of {@code type} (null: of any) whose folded name begins with {@code prefix}, by name. */
    public Page.Window<Tag> window(
            @Nullable TagType type, String prefix, @Nullable Cursor cursor, int limit, Access access) {
        Cursor from = cursor == null ? Cursor.after("", "", "") : cursor;
        String way = from.back() ? "desc" : "asc";
        List<Tag> rows = find(
                        "publicFrom <= :at and type in :types and foldedName like :prefix escape '\\' and (foldedName, type, slug) "
                                + (from.back() ? "<" : ">") + " (:name, :type, :slug) order by foldedName " + way
                                + ", type " + way + ", slug " + way,
                        Parameters.with("at", access.at())
                                .and("types", type == null ? TagType.wires() : List.of(type.wire()))
                                .and("prefix", prefix + "%")
                                .and("name", from.keys().get(0))
                                .and("type", from.keys().get(1))
                                .and("slug", from.keys().get(2)))
                .range(0, limit)
                .list();
        return Page.Window.of(rows, limit, from.back());
    }

    /** The tags of these ids, by id, in one statement. */
    public Map<UUID, Shown> shown(Collection<UUID> ids) {
        List<Object[]> rows = getEntityManager()
                .createNativeQuery(
                        "select id, type, slug, name, modified_at from tag where id = any(:ids)", Object[].class)
                .setParameter("ids", ids.toArray(UUID[]::new))
                .getResultList();
        return rows.stream()
                .map(row ->
                        new Shown((UUID) row[0], (String) row[1], (String) row[2], (String) row[3], (Instant) row[4]))
                .collect(Collectors.toMap(Shown::id, Function.identity()));
    }

    /**
     * The tags, whether readers know them or not, that have one of these ids, slugs or folded names; in one statement.
     */
    public List<Match> named(Collection<UUID> ids, Collection<String> slugs, Collection<String> foldedNames) {
        List<Object[]> rows = getEntityManager()
                .createNativeQuery("""
                        -- a tag that was merged into another is to have that other's id as the target: here
                        select id, type, slug, name, id as target from tag
                        where id = any(:ids) or slug = any(:slugs) or folded_name = any(:names)
                        order by type, slug
                        """, Object[].class)
                .setParameter("ids", ids.toArray(UUID[]::new))
                .setParameter("slugs", slugs.toArray(String[]::new))
                .setParameter("names", foldedNames.toArray(String[]::new))
                .getResultList();
        return rows.stream()
                .map(row -> new Match(
                        (UUID) row[0],
                        new TagKey(TagType.parse((String) row[1]).orElseThrow(), (String) row[2]),
                        (String) row[3],
                        (UUID) row[4]))
                .toList();
    }

    /** Slugs, keys and names of tags whose slug begins as one of these does: what a mistyped one may have meant. */
    public List<String> near(Collection<String> slugs) {
        List<Object[]> rows = getEntityManager()
                .createNativeQuery(
                        "select type, slug, name from tag where left(slug, 1) = any(:starts) order by slug, type",
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
        List<Tag> found = list(
                "slug in ?1 and publicFrom <= ?2 order by id",
                words.stream().map(Tags::slugOf).toList(),
                access.at());
        Map<String, List<UUID>> ids = new LinkedHashMap<>();
        for (String word : words) {
            List<UUID> matches = found.stream()
                    .filter(tag -> word.equals(tag.key().slug())
                            || word.equals(tag.key().toString()))
                    .map(Tag::id)
                    .toList();
            if (matches.isEmpty()) {
                throw Refusal.Invalid.parameter(
                        "tag", "there is no tag '" + Text.shorten(word) + "'." + hint(slugOf(word), access));
            }
            ids.put(word, matches);
        }
        return ids;
    }

    private static String slugOf(String word) {
        return word.substring(word.indexOf('/') + 1);
    }

    private String hint(String slug, Access access) {
        List<String> near = getEntityManager()
                .createQuery(
                        "select t.slug from Tag t where t.publicFrom <= :at and locate(:start, t.slug) = 1 order by t.slug",
                        String.class)
                .setParameter("at", access.at())
                .setParameter("start", Slugs.initial(slug))
                .setMaxResults(ENOUGH_TO_GUESS_FROM)
                .getResultList();
        return DidYouMean.hint(slug, near);
    }

    /** The tags that are wanted, each created when there is none with its key: key to tag. */
    public Map<TagKey, Tag> ensure(Collection<Wanted> wanted, Instant now) {
        Map<TagKey, Tag> tags = new LinkedHashMap<>();
        if (!wanted.isEmpty()) {
            list(
                            "slug in ?1",
                            wanted.stream()
                                    .map(tag -> tag.key().slug())
                                    .distinct()
                                    .toList())
                    .forEach(tag -> tags.put(tag.key(), tag));
        }
        wanted.forEach(one -> tags.computeIfAbsent(one.key(), missing -> {
            Tag tag = new Tag(missing, one.name(), one.since(), now);
            persist(tag);
            return tag;
        }));
        return tags;
    }

    /** What the newsroom says about a tag; creates it, as of {@code since}, when there is none. */
    public Tag describe(TagKey key, String name, @Nullable String description, Instant since, Instant now) {
        Tag tag = Objects.requireNonNull(
                ensure(List.of(new Wanted(key, name, since)), now).get(key));
        tag.describe(name, description, now);
        return tag;
    }
}
