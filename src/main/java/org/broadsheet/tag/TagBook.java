package org.broadsheet.tag;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.broadsheet.naming.Ids;
import org.broadsheet.naming.Merging;
import org.broadsheet.problem.Refusal;

/** What editors do with tags, whether readers know of them or not. */
@ApplicationScoped
public class TagBook {

    private final Tags tags;
    private final EntityManager database;
    private final Merging merging;

    TagBook(Tags tags, EntityManager database) {
        this.tags = tags;
        this.database = database;
        this.merging = new Merging(database, "tag");
    }

    public Tag get(UUID id) {
        return tags.findByIdOptional(id).orElseThrow(() -> new Refusal.NotFound("There is no tag " + id + "."));
    }

    /**
     * The tag, held until the transaction ends: whoever else wants to change it waits, and so does whoever puts out what
     * carries it. What is told of its articles is of those that are there then, so none may come in between.
     */
    public Tag hold(UUID id) {
        merging.holdOne(id);
        return get(id);
    }

    /** Holds these until the transaction ends: whoever wants to put out what carries them waits, too. */
    public void holdAlone(UUID... ids) {
        merging.hold(List.of(ids));
    }

    public Tag create(TagDescription description, Instant now) {
        Tag tag = Tag.of(description, now);
        tags.persist(tag);
        return tag;
    }

    /** The id of the tag that {@code named}, an id or a {@code type/slug} that it has or had, leads to. */
    public Optional<UUID> find(String named) {
        List<UUID> found = database.createNativeQuery("""
                        select coalesce(t.merged_into, t.id) from tag t
                        where t.id = cast(:id as uuid)
                           or t.id = (select s.tag_id from tag_slug s where (s.type, s.slug) = (split_part(:key, '/', 1), split_part(:key, '/', 2)))
                        """, UUID.class)
                .setParameter("id", Ids.parse(named).map(UUID::toString).orElse(null))
                .setParameter("key", named)
                .getResultList();
        return found.stream().findFirst();
    }

    /** Whether {@code key} has been this tag's own. */
    public boolean had(UUID id, TagKey key) {
        return !database.createNativeQuery(
                        "select 1 from tag_slug where type = :type and slug = :slug and tag_id = :id", Integer.class)
                .setParameter("type", key.type().wire())
                .setParameter("slug", key.slug())
                .setParameter("id", id)
                .getResultList()
                .isEmpty();
    }

    /** The keys that lead to these besides their own, by id. */
    public Map<UUID, List<String>> formerKeys(Collection<UUID> ids) {
        List<Object[]> rows = database.createNativeQuery("""
                        select coalesce(t.merged_into, t.id) as current, s.type || '/' || s.slug as key
                        from tag t
                        join tag_slug s on s.tag_id = t.id
                        where (t.id = any(:ids) or t.merged_into = any(:ids))
                          and ((s.type, s.slug) <> (t.type, t.slug) or t.merged_into is not null)
                        order by 2
                        """, Object[].class)
                .setParameter("ids", ids.toArray(UUID[]::new))
                .getResultList();
        return rows.stream()
                .collect(Collectors.groupingBy(
                        row -> (UUID) row[0], Collectors.mapping(row -> (String) row[1], Collectors.toList())));
    }

    /**
     * Merges one tag into another, both {@linkplain #holdAlone held}, which stands for it from now on.
     *
     * @throws Refusal.Conflict when one of them was merged already
     */
    public void merge(Tag from, Tag into, Instant now) {
        from.mergeInto(into, now);
        merging.pass(from.id(), into.id());
    }

    /** The ids of a tag and of those that it stands for. */
    public List<UUID> idsOf(UUID id) {
        return merging.idsOf(id);
    }

    /** Deletes a tag that is {@linkplain #holdAlone held}, and those that it stands for. */
    public void delete(Tag tag) {
        database.detach(tag);
        merging.delete(tag.id());
    }
}
