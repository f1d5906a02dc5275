package org.broadsheet.byline;

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

/** What editors do with bylines, whether readers know of them or not. */
@ApplicationScoped
public class BylineBook {

    private final Bylines bylines;
    private final EntityManager database;
    private final Merging merging;

    BylineBook(Bylines bylines, EntityManager database) {
        this.bylines = bylines;
        this.database = database;
        this.merging = new Merging(database, "byline");
    }

    public Byline get(UUID id) {
        return bylines.findByIdOptional(id).orElseThrow(() -> new Refusal.NotFound("There is no byline " + id + "."));
    }

    /**
     * The byline, held until the transaction ends: whoever else wants to change it waits, and so does whoever puts out what
     * carries it. What is told of its articles is of those that are there then, so none may come in between.
     */
    public Byline hold(UUID id) {
        merging.holdOne(id);
        return get(id);
    }

    /** Holds these until the transaction ends: whoever wants to put out what credits them waits, too. */
    public void holdAlone(UUID... ids) {
        merging.hold(List.of(ids));
    }

    public Byline create(BylineDescription description, Instant now) {
        Byline byline = Byline.of(description, now);
        bylines.persist(byline);
        return byline;
    }

    /** The id of the byline that {@code named}, an id or a slug that it has or had, leads to. */
    public Optional<UUID> find(String named) {
        List<UUID> found = database.createNativeQuery("""
                        select coalesce(b.merged_into, b.id) from byline b
                        where b.id = cast(:id as uuid)
                           or b.id = (select s.byline_id from byline_slug s where s.slug = :slug)
                        """, UUID.class)
                .setParameter("id", Ids.parse(named).map(UUID::toString).orElse(null))
                .setParameter("slug", named)
                .getResultList();
        return found.stream().findFirst();
    }

    /** Whether {@code slug} has been this byline's own. */
    public boolean had(UUID id, String slug) {
        return !database.createNativeQuery(
                        "select 1 from byline_slug where slug = :slug and byline_id = :id", Integer.class)
                .setParameter("slug", slug)
                .setParameter("id", id)
                .getResultList()
                .isEmpty();
    }

    /** The slugs that lead to these besides their own, by id. */
    public Map<UUID, List<String>> formerSlugs(Collection<UUID> ids) {
        List<Object[]> rows = database.createNativeQuery("""
                        select coalesce(b.merged_into, b.id) as current, s.slug
                        from byline b
                        join byline_slug s on s.byline_id = b.id
                        where (b.id = any(:ids) or b.merged_into = any(:ids))
                          and (s.slug <> b.slug or b.merged_into is not null)
                        order by s.slug
                        """, Object[].class)
                .setParameter("ids", ids.toArray(UUID[]::new))
                .getResultList();
        return rows.stream()
                .collect(Collectors.groupingBy(
                        row -> (UUID) row[0], Collectors.mapping(row -> (String) row[1], Collectors.toList())));
    }

    /**
     * Merges one byline into another, both {@linkplain #holdAlone held}, which stands for it from now on.
     *
     * @throws Refusal.Conflict when one of them was merged already
     */
    public void merge(Byline from, Byline into, Instant now) {
        from.mergeInto(into, now);
        merging.pass(from.id(), into.id());
    }

    /** The ids of a byline and of those that it stands for. */
    public List<UUID> idsOf(UUID id) {
        return merging.idsOf(id);
    }

    /** Deletes a byline that is {@linkplain #holdAlone held}, and those that it stands for. */
    public void delete(Byline byline) {
        database.detach(byline);
        merging.delete(byline.id());
    }
}
