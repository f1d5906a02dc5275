package org.broadsheet.article;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceException;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.broadsheet.article.ArticleBatch.Key;
import org.broadsheet.article.ArticleBatch.Known;
import org.broadsheet.article.ArticleRows.PathRow;
import org.broadsheet.article.ArticleRows.PublishedRow;
import org.broadsheet.article.ArticleRows.VersionRow;
import org.broadsheet.changes.Change;
import org.broadsheet.changes.Facets;
import org.broadsheet.changes.Telling;
import org.jspecify.annotations.Nullable;

/**
 * The readers' side of pieces: writes live copies, their paths and versions, and tells what readers can notice of it.
 * The number of statements does not depend on how many pieces there are.
 */
@ApplicationScoped
class LiveCopies {

    /** As {@link Known} wants them. */
    private static final String KNOWN = """
            select a.source, a.external_id, a.id, a.state, a.slug, a.revision, encode(a.import_hash, 'hex') as hash,
                   (select ap.path from article_path ap where ap.article_id = a.id and ap.current) as place,
                   coalesce(p.version, (select max(v.number) from published_article_version v where v.article_id = a.id),
                            0) as versions,
                   coalesce(p.first_published_at,
                            (select min(v.at) from published_article_version v where v.article_id = a.id)) as first_out,
                   exists (select 1 from article_takedown t where t.article_id = a.id) as taken_down,
                   exists (select 1 from change c where c.id = a.id) as told,
                   p.live, p.version, p.section_id, p.byline_ids, p.tag_ids, p.type, p.language, p.translation_key,
                   p.published_at, p.updated_at, p.first_published_at, p.embargoed_until, p.embargo_ordered, p.expires_at,
                   json_array_length(p.corrections) as corrections
            from %s
            left join published_article p on p.id = a.id
            order by a.id
            for update of a
            """;

    private final EntityManager database;
    private final Publication publication;
    private final Rows rows;

    LiveCopies(EntityManager database, Publication publication, Rows rows) {
        this.database = database;
        this.publication = publication;
        this.rows = rows;
    }

    /** What is known of these, held until the transaction ends: whoever else wants to change them waits for it. */
    Map<Key, Known> known(List<Key> pieces) {
        List<Object[]> found = database.createNativeQuery(KNOWN.formatted("""
                        unnest(:sources, :externals) as wanted (source, external_id)
                        join article a on a.source = wanted.source and a.external_id = wanted.external_id
                        """), Object[].class)
                .setParameter("sources", pieces.stream().map(Key::source).toArray(String[]::new))
                .setParameter("externals", pieces.stream().map(Key::externalId).toArray(String[]::new))
                .getResultList();
        return found.stream().map(LiveCopies::known).collect(Collectors.toMap(Known::key, known -> known));
    }

    /** The same of one piece, which the caller holds already. */
    Known known(UUID id) {
        return known((Object[]) database.createNativeQuery(
                        KNOWN.formatted(
                                "(select * from article where id = :id) wanted join article a on a.id = wanted.id"),
                        Object[].class)
                .setParameter("id", id)
                .getSingleResult());
    }

    private static Known known(Object[] row) {
        return new Known(
                new Key((String) row[0], (String) row[1]),
                (UUID) row[2],
                Article.State.parse((String) row[3]),
                (String) row[4],
                (Integer) row[5],
                (String) row[6],
                (String) row[7],
                ((Number) row[8]).intValue(),
                (Instant) row[9],
                (Boolean) row[10],
                (Boolean) row[11],
                row[12] == null ? null : live(Arrays.copyOfRange(row, 12, row.length)));
    }

    private static ArticleBatch.Live live(Object[] row) {
        return new ArticleBatch.Live(
                (Boolean) row[0],
                (Integer) row[1],
                facets(Arrays.copyOfRange(row, 2, 10)),
                (Instant) row[10],
                (Instant) row[11],
                (Instant) row[12],
                (Instant) row[13],
                (Integer) row[14]);
    }

    /** From section_id, byline_ids, tag_ids, type, language, translation_key, published_at, updated_at. */
    static Facets facets(Object[] row) {
        return new Facets(
                (UUID) row[0],
                List.of((UUID[]) row[1]),
                List.of((UUID[]) row[2]),
                (String) row[3],
                (String) row[4],
                (UUID) row[5],
                (Instant) row[6],
                (Instant) row[7]);
    }

    /** Puts the batch's pieces where readers see them, once their moment has come; what is told of it. */
    List<Change> put(ArticleBatch work, Telling telling, Instant now) {
        work.placeAll(this::owners);
        Map<UUID, List<String>> changedFields = changedFields(work.published());
        retirePaths(work.movable());
        place(work.paths());
        rows.upsert("published_article", PublishedRow.class, work.published(), "id", Set.of(), "");
        rows.delete("article_takedown", "article_id", work.movable());
        rows.delete("published_article_version", "article_id", work.unseen());
        rows.insert("published_article_version", VersionRow.class, work.versions());
        List<Change> told = told(work, changedFields);
        telling.tell(told);
        recall(work);
        revealAll(work.bylinesTouched(), work.tagsTouched(), now);
        return told;
    }

    /**
     * Takes pieces back that were to come out; readers have seen nothing of them, and are not to know of what only they
     * carry.
     */
    private void recall(ArticleBatch work) {
        rows.delete("published_article", "id", work.recalled());
    }

    private static List<Change> told(ArticleBatch work, Map<UUID, List<String>> changedFields) {
        Map<UUID, String> places =
                work.published().stream().collect(Collectors.toMap(PublishedRow::id, PublishedRow::path));
        return work.publishing().stream()
                .flatMap(change -> change
                        .told(places.getOrDefault(change.id(), ""), changedFields.getOrDefault(change.id(), List.of()))
                        .stream())
                .toList();
    }

    private void place(List<PathRow> paths) {
        int placed = rows.upsert(
                "article_path",
                PathRow.class,
                paths,
                "path",
                Set.of("path", "article_id"),
                " where article_path.article_id = excluded.article_id");
        if (placed != paths.size()) {
            throw overtaken();
        }
    }

    /** Somebody took the path in the meantime; done again, the piece finds another. */
    private static PersistenceException overtaken() {
        return new PersistenceException(new SQLException("a path was taken in the meantime", "40001"));
    }

    Map<String, UUID> owners(List<String> paths) {
        List<Object[]> found = database.createNativeQuery(
                        "select path, article_id from article_path where path = any(:paths)", Object[].class)
                .setParameter("paths", paths.toArray(String[]::new))
                .getResultList();
        Map<String, UUID> owners = new HashMap<>();
        found.forEach(row -> owners.put((String) row[0], (UUID) row[1]));
        return owners;
    }

    private void retirePaths(List<UUID> ids) {
        database.createNativeQuery("update article_path set current = false where article_id = any(:ids) and current")
                .setParameter("ids", ids.toArray(UUID[]::new))
                .executeUpdate();
    }

    /** Moves a live copy; its former path goes on leading to it. */
    void move(UUID id, String path, Instant now) {
        retirePaths(List.of(id));
        place(List.of(new PathRow(path, id, true)));
        database.createNativeQuery("update published_article set path = :path, modified_at = :now where id = :id")
                .setParameter("path", path)
                .setParameter("now", now)
                .setParameter("id", id)
                .executeUpdate();
    }

    /** The fields, by their names for readers, that these rows change in what readers see now. */
    private Map<UUID, List<String>> changedFields(List<PublishedRow> fresh) {
        String fields = Stream.of(
                        "type",
                        "headline",
                        "kicker",
                        "standfirst",
                        "body::text body",
                        "section_id section",
                        "byline_ids,byline_roles bylines",
                        "tag_ids tags",
                        "lead_id lead",
                        "language",
                        "translation_key translations",
                        "path",
                        "url canonicalUrl",
                        "published_at publishedAt",
                        "corrections::text corrections",
                        "embargoed_until,expires_at,usage_terms,ai_use rights")
                .map(LiveCopies::comparison)
                .collect(Collectors.joining(", "));
        if (fresh.isEmpty()) {
            return Map.of();
        }
        List<Object[]> found = database.createNativeQuery(
                        "select p.id, array_remove(array[" + fields + "], null) from published_article p"
                                + " join json_populate_recordset(cast(null as published_article), cast(:rows as json)) n"
                                + " on n.id = p.id where p.live",
                        Object[].class)
                .setParameter("rows", rows.json(fresh))
                .getResultList();
        return found.stream().collect(Collectors.toMap(row -> (UUID) row[0], row -> List.of((String[]) row[1])));
    }

    /** {@code columns field}, or one word for both. */
    private static String comparison(String spec) {
        String[] parts = spec.split(" ");
        String test = Arrays.stream(parts[0].split(","))
                .map(column -> "n." + column + " is distinct from p." + column)
                .collect(Collectors.joining(" or "));
        return "case when " + test.replace("::text", "\\:\\:text") + " then '" + parts[parts.length - 1] + "' end";
    }

    /**
     * Takes a piece from readers, and leaves word of what became of it, if they can have seen it. Else they are not to
     * know of what only it carries.
     *
     * @param ahead whether somebody has seen it ahead of its embargo
     */
    void takeDown(
            Known piece,
            Article.Takedown how,
            @Nullable String reason,
            @Nullable UUID target,
            boolean ahead,
            Instant now) {
        database.createNativeQuery("""
                        insert into article_takedown (article_id, kind, reason, at, target_id, headline)
                        select id, :kind, :reason, :at, cast(:target as uuid), headline from published_article
                        where id = :id and :seen
                        on conflict (article_id) do nothing
                        """)
                .setParameter("id", piece.id())
                .setParameter("seen", ahead || piece.everSeen(now))
                .setParameter("kind", how.state().wire())
                .setParameter("reason", reason)
                .setParameter("at", now)
                .setParameter("target", target == null ? null : target.toString())
                .executeUpdate();
        database.createNativeQuery(
                        "update article_takedown set kind = :kind, reason = :reason, at = :at, target_id = null"
                                + " where article_id = :id and :kind = 'killed'")
                .setParameter("id", piece.id())
                .setParameter("kind", how.state().wire())
                .setParameter("reason", reason)
                .setParameter("at", now)
                .executeUpdate();
        rows.delete("published_article", "id", List.of(piece.id()));
        if (piece.live() != null && !piece.everSeen(now)) {
            revealAll(piece.live().facets().bylineIds(), piece.live().facets().tagIds(), now);
        }
    }

    private void revealAll(List<UUID> bylines, List<UUID> tags, Instant now) {
        reveal("byline", bylines, now);
        reveal("tag", tags, now);
    }

    /**
     * Lets readers know of bylines or tags from the moment that the first piece which carries one is to be seen. Those
     * that they know stay known; of the others the moment is worked out anew, as an embargo may have been put off.
     */
    private void reveal(String thing, Collection<UUID> ids, Instant now) {
        if (ids.isEmpty()) {
            return;
        }
        database.createNativeQuery("""
                        update %1$s set public_from = (
                            select min(greatest(p.published_at, p.embargoed_until))
                            from published_article p
                            where p.%1$s_ids @> array[%1$s.id]
                              and (p.expires_at is null or p.expires_at > greatest(p.published_at, p.embargoed_until)))
                        where id = any(:ids) and (public_from is null or public_from > :now)
                        """.formatted(thing))
                .setParameter("ids", ids.toArray(UUID[]::new))
                .setParameter("now", now)
                .executeUpdate();
    }
}
