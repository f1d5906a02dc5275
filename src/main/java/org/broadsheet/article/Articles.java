package org.broadsheet.article;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.transaction.Transactional;
import java.lang.reflect.RecordComponent;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.broadsheet.article.ArticleRows.ArticleRow;
import org.broadsheet.article.ArticleRows.PathRow;
import org.broadsheet.article.ArticleRows.PublishedRow;
import org.broadsheet.article.ArticleRows.RevisionRow;
import org.broadsheet.article.ArticleRows.VersionRow;
import org.broadsheet.byline.Bylines;
import org.broadsheet.problem.Refusal;
import org.broadsheet.tag.Tags;
import org.jspecify.annotations.Nullable;

/**
 * The write door: the only way to what readers see. Whatever comes through is whole or not at all, in the caller's
 * transaction.
 */
@ApplicationScoped
public class Articles {

    /** What became of a submission. */
    public enum Outcome {
        CREATED,
        UPDATED,
        UNCHANGED,
        /** The piece was taken down; handing it in again does not bring it back. */
        TAKEN_DOWN,
        /** Readers see the piece; handing it in as a draft does not take it from them. */
        STAYS_LIVE
    }

    private final EntityManager database;
    private final ObjectMapper json;
    private final Publication publication;
    private final Bylines bylines;
    private final Tags tags;

    Articles(EntityManager database, ObjectMapper json, Publication publication, Bylines bylines, Tags tags) {
        this.database = database;
        this.json = json;
        this.publication = publication;
        this.bylines = bylines;
        this.tags = tags;
    }

    /** Which piece a submission is of, and the digest of what is handed in. */
    public record Announcement(String source, String externalId, byte[] digest, boolean publish) {}

    /** What {@link #saveAll} would make of these, which follows from who they are, their digests, and whether they are drafts. */
    @Transactional
    public List<Outcome> foresee(List<Announcement> batch, Instant now) {
        Map<ArticleBatch.Key, ArticleBatch.Known> known = known(batch.stream()
                .map(piece -> new ArticleBatch.Key(piece.source(), piece.externalId()))
                .toList());
        return batch.stream()
                .map(piece -> ArticleBatch.outcome(
                        known.get(new ArticleBatch.Key(piece.source(), piece.externalId())),
                        piece.digest(),
                        piece.publish(),
                        now))
                .toList();
    }

    /** The ids of a source's pieces, by what the source calls them; without those that are not known. */
    public Map<String, UUID> idsOf(String source, Collection<String> externalIds) {
        return known(externalIds.stream()
                        .map(id -> new ArticleBatch.Key(source, id))
                        .toList())
                .values()
                .stream()
                .collect(Collectors.toMap(known -> known.key().externalId(), ArticleBatch.Known::id));
    }

    /** Whether there is any piece at all, in whatever state. */
    public boolean any() {
        return !database.createNativeQuery("select 1 from article limit 1", Integer.class)
                .getResultList()
                .isEmpty();
    }

    /**
     * Saves a batch: new pieces are created, known ones (by source and external id) get a new revision unless nothing
     * changed. The number of statements does not depend on the batch's size.
     *
     * @param batch without two submissions of the same piece
     * @return an outcome for each, in order
     */
    @Transactional
    public List<Outcome> saveAll(List<ArticleSubmission> batch, Instant now) {
        ArticleBatch work = new ArticleBatch(publication, now);
        Map<ArticleBatch.Key, ArticleBatch.Known> known =
                known(batch.stream().map(ArticleBatch.Key::of).toList());
        List<Outcome> outcomes = work.accept(batch, known);
        work.placeAll(this::owners);
        insert("article", ArticleRow.class, work.articles(), "on conflict (id) do update set", "created_at");
        insert("article_revision", RevisionRow.class, work.revisions(), "", "");
        retirePaths(work.movable());
        insert("article_path", PathRow.class, work.paths(), "on conflict (path) do update set", "article_id");
        insert("published_article", PublishedRow.class, work.published(), "on conflict (id) do update set", "");
        remove("published_article", "id", work.recalled());
        remove("published_article_version", "article_id", work.unseen());
        insert("published_article_version", VersionRow.class, work.versions(), "", "");
        reveal("byline", work.bylinesTouched(), now);
        reveal("tag", work.tagsTouched(), now);
        return outcomes;
    }

    /** The id of the piece that a source calls so, in whatever state it is. */
    public Optional<UUID> idOf(String source, String externalId) {
        return database.createQuery(
                        "select a.id from Article a where a.source = :source and a.externalId = :external", UUID.class)
                .setParameter("source", source)
                .setParameter("external", externalId)
                .getResultStream()
                .findFirst();
    }

    /** Takes a published piece from readers. */
    @Transactional
    public void takeDown(UUID id, Article.Takedown how, @Nullable String publicReason, Instant now) {
        Article article = database.find(Article.class, id, LockModeType.PESSIMISTIC_WRITE);
        if (article == null) {
            throw new Refusal.NotFound("There is no article " + id + ".");
        }
        article.takeDown(how, now);
        // of a piece that never came out readers are told nothing
        database.createNativeQuery("""
                        insert into article_takedown (article_id, kind, reason, at)
                        select id, :kind, :reason, :at from published_article
                        where id = :id and greatest(published_at, embargoed_until) <= :at
                        """)
                .setParameter("id", id)
                .setParameter("kind", article.state().wire())
                .setParameter("reason", publicReason)
                .setParameter("at", now)
                .executeUpdate();
        database.createNativeQuery("delete from published_article where id = :id")
                .setParameter("id", id)
                .executeUpdate();
    }

    /** What is known of these, held until the transaction ends: a takedown waits for it, or is seen by it. */
    private Map<ArticleBatch.Key, ArticleBatch.Known> known(List<ArticleBatch.Key> pieces) {
        List<Object[]> rows = database.createNativeQuery("""
                        select a.source, a.external_id, a.id, a.state, a.slug, a.revision, encode(a.import_hash, 'hex'),
                               p.version, p.published_at, p.first_published_at, p.embargoed_until,
                               json_array_length(p.corrections), p.byline_ids, p.tag_ids
                        from unnest(:sources, :externals) as wanted (source, external_id)
                        join article a on a.source = wanted.source and a.external_id = wanted.external_id
                        left join published_article p on p.id = a.id
                        for update of a
                        """, Object[].class)
                .setParameter(
                        "sources", pieces.stream().map(ArticleBatch.Key::source).toArray(String[]::new))
                .setParameter(
                        "externals",
                        pieces.stream().map(ArticleBatch.Key::externalId).toArray(String[]::new))
                .getResultList();
        return rows.stream()
                .map(ArticleBatch.Known::of)
                .collect(Collectors.toMap(ArticleBatch.Known::key, known -> known));
    }

    private Map<String, UUID> owners(List<String> paths) {
        List<Object[]> rows = database.createNativeQuery(
                        "select path, article_id from article_path where path = any(:paths)", Object[].class)
                .setParameter("paths", paths.toArray(String[]::new))
                .getResultList();
        Map<String, UUID> owners = new HashMap<>();
        rows.forEach(row -> owners.put((String) row[0], (UUID) row[1]));
        return owners;
    }

    private void remove(String table, String key, List<UUID> ids) {
        database.createNativeQuery("delete from " + table + " where " + key + " = any(:ids)")
                .setParameter("ids", ids.toArray(UUID[]::new))
                .executeUpdate();
    }

    /**
     * Lets readers know of bylines or tags from the moment that the first piece which carries one is to be seen. Those
     * that they know stay known; of the others the moment is worked out anew, as an embargo may have been put off.
     */
    private void reveal(String thing, List<UUID> ids, Instant now) {
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

    private void retirePaths(List<UUID> ids) {
        database.createNativeQuery("update article_path set current = false where article_id = any(:ids) and current")
                .setParameter("ids", ids.toArray(UUID[]::new))
                .executeUpdate();
    }

    /** Inserts rows; on a conflict every column gets its new value, but for {@code kept}. */
    private <R extends Record> void insert(String table, Class<R> row, List<R> rows, String onConflict, String kept) {
        List<String> columns = Arrays.stream(row.getRecordComponents())
                .map(RecordComponent::getName)
                .map(name -> name.replaceAll("([A-Z])", "_$1").toLowerCase(Locale.ROOT))
                .toList();
        String update = onConflict.isEmpty()
                ? ""
                : columns.stream()
                        .filter(column -> !column.equals(kept))
                        .map(column -> column + " = excluded." + column)
                        .collect(Collectors.joining(", ", onConflict + " ", ""));
        String list = String.join(", ", columns);
        database.createNativeQuery("insert into " + table + " (" + list + ") select " + list
                        + " from json_populate_recordset(cast(null as " + table + "), cast(:rows as json)) " + update)
                .setParameter("rows", write(rows))
                .executeUpdate();
    }

    private String write(Object rows) {
        try {
            return json.writeValueAsString(rows);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("rows are always writable", e);
        }
    }
}
