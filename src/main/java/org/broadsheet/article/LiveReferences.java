package org.broadsheet.article;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.broadsheet.changes.Change;
import org.broadsheet.changes.Facets;
import org.broadsheet.changes.Telling;

/**
 * The sections, bylines, tags and media that pieces refer to: who refers to one, and what is told of those that show it
 * when it changes. The number of statements does not depend on how many they are.
 */
@ApplicationScoped
public class LiveReferences {

    /** How a piece refers to something. */
    public enum Kind {
        SECTION("section", "p.section_id = any(:things)", "a.section_id = any(:things)"),
        BYLINE("bylines", "p.byline_ids && :things", "a.byline_ids && :things"),
        TAG("tags", "p.tag_ids && :things", "a.tag_ids && :things"),
        LEAD("lead", "p.lead_id = any(:things)", """
                a.id in (select r.article_id from article_revision r join article n on n.id = r.article_id
                         where r.content ->> 'leadId' = any(cast(:things as text[])) and r.number = n.revision)
                """),
        /** The piece itself: what editors say is similar to it. */
        SIMILAR("similar", "p.id = any(:things)", "a.id = any(:things)");

        private final String field;
        private final String live;
        private final String newest;

        Kind(String field, String live, String newest) {
            this.field = field;
            this.live = live;
            this.newest = newest;
        }
    }

    private static final String LIVE = """
            select p.section_id, p.byline_ids, p.tag_ids, p.type, p.language, p.translation_key, p.published_at,
                   p.updated_at, p.id, p.path, p.live
            from published_article p
            where %s
            order by p.id
            """;

    private final EntityManager database;

    LiveReferences(EntityManager database) {
        this.database = database;
    }

    /**
     * A piece that refers to something.
     *
     * @param path empty when readers see none of it
     * @param all how many such pieces there are
     */
    public record Referrer(UUID id, String headline, String path, long all) {}

    /**
     * The first pieces that refer to one of these: in their newest revision, in one that is scheduled, or in what readers
     * see or will see.
     */
    public List<Referrer> referrers(Kind kind, List<UUID> things, int most) {
        List<Object[]> rows = database.createNativeQuery("""
                        with found as (
                            select p.id from published_article p where %s
                            union
                            select a.id from article a where %s
                            union
                            select a.id from article a join article_revision r
                                on r.article_id = a.id and r.number = a.scheduled_revision
                            where a.scheduled_at is not null and cast(r.content as text) like any(:mentions))
                        select a.id, a.headline, coalesce(p.path, ''), count(*) over ()
                        from found f join article a on a.id = f.id left join published_article p on p.id = f.id
                        order by a.id
                        limit :most
                        """.formatted(kind.live, kind.newest), Object[].class)
                .setParameter("things", things.toArray(UUID[]::new))
                .setParameter(
                        "mentions", things.stream().map(id -> "%" + id + "%").toArray(String[]::new))
                .setParameter("most", most)
                .getResultList();
        return rows.stream()
                .map(row ->
                        new Referrer((UUID) row[0], (String) row[1], (String) row[2], ((Number) row[3]).longValue()))
                .toList();
    }

    /** Tells of every article that shows {@code thing}, which is another from now on; how many there are. */
    public int retell(Kind kind, UUID thing, Telling telling) {
        // held, so that it is not told of a piece after it was taken down, or with a path that it had
        List<Object[]> showing = live(LIVE.formatted("p.live and " + kind.live) + " for share", thing);
        showing.forEach(row -> {
            Facets facets = LiveCopies.facets(row);
            telling.tell(updated(row, kind, facets, facets));
        });
        return showing.size();
    }

    /**
     * Credits every piece that is out, or waits to come out, to {@code into} in place of {@code from}, at the place of
     * the first of the two, in its role or else the other's. Both are held, so that nobody puts out another meanwhile.
     */
    public void recredit(UUID from, UUID into, Telling telling, Instant now) {
        replace(Kind.BYLINE, from, into, telling, """
                update published_article p
                set byline_ids = merged.ids, byline_roles = merged.roles, modified_at = :now
                from (select once.id, array_agg(once.byline order by once.place) as ids,
                             array_agg(once.role order by once.place) as roles
                      from (select a.id, case when c.byline = :from then :into else c.byline end as byline,
                                   min(c.place) as place,
                                   (array_agg(c.role order by c.place) filter (where c.role is not null))[1] as role
                            from published_article a,
                                 unnest(a.byline_ids, a.byline_roles) with ordinality as c (byline, role, place)
                            where a.byline_ids && :things
                            group by 1, 2) once
                      group by once.id) merged
                where p.id = merged.id
                """, now);
    }

    /** The same with tags. */
    public void retag(UUID from, UUID into, Telling telling, Instant now) {
        replace(Kind.TAG, from, into, telling, """
                update published_article p
                set tag_ids = merged.ids, modified_at = :now
                from (select once.id, array_agg(once.tag order by once.place) as ids
                      from (select a.id, case when t.tag = :from then :into else t.tag end as tag, min(t.place) as place
                            from published_article a, unnest(a.tag_ids) with ordinality as t (tag, place)
                            where a.tag_ids && :things
                            group by 1, 2) once
                      group by once.id) merged
                where p.id = merged.id
                """, now);
    }

    private void replace(Kind kind, UUID from, UUID into, Telling telling, String update, Instant now) {
        List<Object[]> showing = live(LIVE.formatted(kind.live) + " for update", from);
        database.createNativeQuery(update)
                .setParameter("from", from)
                .setParameter("into", into)
                .setParameter("things", new UUID[] {from})
                .setParameter("now", now)
                .executeUpdate();
        showing.stream().filter(row -> (Boolean) row[10]).forEach(row -> {
            Facets before = LiveCopies.facets(row);
            telling.tell(updated(row, kind, before, replaced(before, from, into)));
        });
    }

    private static Facets replaced(Facets before, UUID from, UUID into) {
        return new Facets(
                before.sectionId(),
                replaced(before.bylineIds(), from, into),
                replaced(before.tagIds(), from, into),
                before.type(),
                before.language(),
                before.translationKey(),
                before.publishedAt(),
                before.updatedAt());
    }

    private static List<UUID> replaced(List<UUID> ids, UUID from, UUID into) {
        return ids.stream().map(id -> id.equals(from) ? into : id).distinct().toList();
    }

    private List<Object[]> live(String query, UUID thing) {
        return database.createNativeQuery(query, Object[].class)
                .setParameter("things", new UUID[] {thing})
                .getResultList();
    }

    private static Change updated(Object[] row, Kind kind, Facets before, Facets after) {
        return Change.ofArticle(
                Change.Type.UPDATED, (UUID) row[8], (String) row[9], List.of(kind.field), null, before, after);
    }
}
