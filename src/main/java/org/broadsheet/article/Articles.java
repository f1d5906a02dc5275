package org.broadsheet.article;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.broadsheet.article.ArticleBatch.Key;
import org.broadsheet.article.ArticleBatch.Known;
import org.broadsheet.article.ArticleRows.ArticleRow;
import org.broadsheet.article.ArticleRows.RevisionRow;
import org.broadsheet.changes.Change;
import org.broadsheet.changes.Telling;
import org.broadsheet.naming.Ids;
import org.broadsheet.problem.Refusal;
import org.jspecify.annotations.Nullable;

/**
 * The write door: the only way to what readers see. Whatever comes through is whole or not at all, in the caller's
 * transaction, and is told to the log.
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
    private final Publication publication;
    private final LiveCopies live;
    private final Revisions revisions;
    private final References references;
    private final Rows rows;

    Articles(
            EntityManager database,
            Publication publication,
            LiveCopies live,
            Revisions revisions,
            References references,
            Rows rows) {
        this.database = database;
        this.publication = publication;
        this.live = live;
        this.revisions = revisions;
        this.references = references;
        this.rows = rows;
    }

    /** Which piece a submission is of, and the digest of what is handed in. */
    public record Announcement(String source, String externalId, byte[] digest, boolean publish) {

        Key key() {
            return new Key(source, externalId);
        }
    }

    /** What {@link #saveAll} would make of these, which follows from who they are, their digests, and whether they are drafts. */
    @Transactional
    public List<Outcome> foresee(List<Announcement> batch, Instant now) {
        Map<Key, Known> known = live.known(batch.stream().map(Announcement::key).toList());
        return batch.stream()
                .map(piece -> ArticleBatch.outcome(known.get(piece.key()), piece.digest(), piece.publish(), now))
                .toList();
    }

    /** The ids of a source's pieces, by what the source calls them; without those that are not known. */
    public Map<String, UUID> idsOf(String source, Collection<String> externalIds) {
        return live.known(externalIds.stream().map(id -> new Key(source, id)).toList()).values().stream()
                .collect(Collectors.toMap(known -> known.key().externalId(), Known::id));
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
    public List<Outcome> saveAll(List<ArticleSubmission> batch, Telling telling, Instant now) {
        ArticleBatch work = new ArticleBatch(publication, now);
        List<Outcome> outcomes =
                work.accept(batch, live.known(batch.stream().map(Key::of).toList()));
        rows.upsert(
                "article",
                ArticleRow.class,
                work.articles(),
                "id",
                Set.of("created_at"),
                ", version = article.version + 1, scheduled_at = null, scheduled_revision = null");
        rows.insert("article_revision", RevisionRow.class, work.revisions());
        live.put(work, telling, now);
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

    /** The piece as the newsroom has it. */
    public Article get(UUID id) {
        return Optional.ofNullable(database.find(Article.class, id)).orElseThrow(() -> missing(id));
    }

    /** The piece that {@code named}, an id or a path, names, if readers see it. */
    public Optional<UUID> published(String named) {
        String column = named.startsWith("/") ? "path" : "id";
        Object value = named.startsWith("/") ? named : Ids.parse(named).orElse(null);
        if (value == null) {
            return Optional.empty();
        }
        List<UUID> found = database.createNativeQuery(
                        "select p.id from published_article p where p.live and p." + column + " = :named", UUID.class)
                .setParameter("named", value)
                .getResultList();
        return found.stream().findFirst();
    }

    /** The pieces that stand or stood at these paths; without those at which none ever did. */
    public Map<String, UUID> ownersOf(List<String> paths) {
        return paths.isEmpty() ? Map.of() : live.owners(paths);
    }

    /** Shows a held piece before its moment; for previews, whose transaction is rolled back. */
    public void reveal(Article article) {
        database.createNativeQuery("update published_article set live = true where id = :id")
                .setParameter("id", article.id())
                .executeUpdate();
    }

    /** The piece, held until the transaction ends: whoever else wants to change it waits. */
    public Article hold(UUID id) {
        Article article = database.find(Article.class, id, LockModeType.PESSIMISTIC_WRITE);
        if (article == null) {
            throw missing(id);
        }
        return article;
    }

    private static Refusal.NotFound missing(UUID id) {
        return new Refusal.NotFound("There is no article " + id + ".");
    }

    /** A new draft of the publication's own. */
    public Article draft(ArticleContent content, String owner, @Nullable String note, Instant now) {
        String external = UUID.randomUUID().toString();
        Article article = new Article(Ids.of(now, "article", "", external), external, owner, content, now);
        database.persist(article);
        database.flush();
        revisions.add(article, content, owner, note, now);
        return article;
    }

    /** The next revision of a held piece. */
    public void revise(Article article, ArticleContent content, String by, @Nullable String note, Instant now) {
        article.revise(content, now);
        revisions.add(article, content, by, note, now);
    }

    /**
     * Puts a revision of a held piece out: readers see it from now on, or once its embargo lifts.
     *
     * @param embargo in place of the content's own, and of one that was ordered before; null leaves the latter as long
     *     as it is to come
     */
    public void publish(Article article, int revision, @Nullable Instant embargo, Telling telling, Instant now) {
        ArticleContent content = references.current(revisions.content(article.id(), article.checkRevision(revision)));
        putOut(article, revision, ArticleChange.putOut(content, live.known(article.id()), embargo, now), telling, now);
    }

    /**
     * Puts the newest revision of a held piece out, which has a correction.
     *
     * @param mandatory whether everybody who has a copy has to make it, too
     * @return whether it is told as a correction; it is not when readers did not see the piece, or don't now
     */
    public boolean correct(Article article, boolean mandatory, Telling telling, Instant now) {
        ArticleContent content = references.current(revisions.content(article.id(), article.revision()));
        ArticleChange change = ArticleChange.correct(content, live.known(article.id()), mandatory, now);
        return putOut(article, article.revision(), change, telling, now).stream()
                .anyMatch(told -> told.type() == Change.Type.CORRECTED);
    }

    private List<Change> putOut(Article article, int revision, ArticleChange change, Telling telling, Instant now) {
        ArticleBatch work = new ArticleBatch(publication, now);
        work.add(change);
        article.publish(revision, change.slug(), now);
        return live.put(work, telling, now);
    }

    /**
     * Moves a held piece to a path that editors choose; the former one goes on leading to it.
     *
     * @throws Refusal.Conflict when another piece stands there, or stood
     */
    public void move(Article article, String path, Telling telling, Instant now) {
        article.move(now);
        UUID owner = live.owners(List.of(path)).get(path);
        if (owner != null && !owner.equals(article.id())) {
            throw new Refusal.Conflict("The path " + path + " belongs to the article " + owner + ", for good.");
        }
        Known known = live.known(article.id());
        if (path.equals(known.path())) {
            return;
        }
        live.move(article.id(), path, now);
        if (known.live() != null && known.live().shown()) {
            telling.tell(Change.ofArticle(
                    Change.Type.MOVED,
                    article.id(),
                    path,
                    List.of("path"),
                    null,
                    known.live().facets(),
                    known.live().facets()));
        }
    }

    /**
     * Takes a held piece from readers. It is told whenever they have ever seen it, also if they can't now: it may have
     * expired, and copies of it are in snapshots and with followers.
     *
     * @param reason what readers are told
     * @param target where they are led to instead
     */
    public void takeDown(
            Article article,
            Article.Takedown how,
            @Nullable String reason,
            @Nullable UUID target,
            Telling telling,
            Instant now) {
        takeDown(article, how, reason, target, false, telling, now);
    }

    /**
     * The same of a piece that somebody may have seen ahead of its embargo: then it is told to all, by its id and the
     * reason, which is for everybody.
     *
     * @param ahead whether somebody has
     */
    public void takeDown(
            Article article,
            Article.Takedown how,
            @Nullable String reason,
            @Nullable UUID target,
            boolean ahead,
            Telling telling,
            Instant now) {
        Known known = live.known(article.id());
        article.takeDown(how, now);
        live.takeDown(known, how, reason, target, ahead, now);
        boolean shown = known.live() != null && known.live().shown();
        if (known.everSeen(now)) {
            telling.tell(Change.ofArticle(
                    how == Article.Takedown.KILLED ? Change.Type.KILLED : Change.Type.UNPUBLISHED,
                    article.id(),
                    known.path(),
                    List.of(),
                    reason,
                    shown && known.live() != null ? known.live().facets() : null,
                    null));
        } else if (ahead) {
            telling.tell(Change.ofArticle(Change.Type.KILLED, article.id(), null, List.of(), reason, null, null));
        }
    }

    /** Drops what was written since the piece was last put out; a piece that never was is given up. */
    public void discard(Article article, String by, Instant now) {
        Integer out = article.liveRevision();
        if (out == null) {
            article.giveUp(now);
        } else {
            revise(article, revisions.content(article.id(), out), by, "Discarded what was not published.", now);
        }
    }
}
