package org.broadsheet.meaning;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.persistence.EntityManager;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.broadsheet.access.Access;
import org.broadsheet.body.BodyForm;
import org.broadsheet.changes.Change;
import org.broadsheet.changes.ChangeLog;
import org.broadsheet.naming.Ids;
import org.broadsheet.published.ArticleQuery;
import org.broadsheet.published.ArticleView;
import org.broadsheet.published.ArticleViews;
import org.broadsheet.published.PublishedArticle;
import org.broadsheet.published.PublishedArticles;
import org.broadsheet.query.Cursor;
import org.broadsheet.query.Fields;
import org.broadsheet.web.ChangeProgress;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the profiles up with the change log: one server at a time does, for all. A text that has not changed is not read
 * again, whatever else of its article has.
 */
@ApplicationScoped
class ProfileKeeper {

    private static final Logger LOG = Logger.getLogger(ProfileKeeper.class);

    /** Of PostgreSQL's advisory locks; nobody else's here. */
    private static final long LOCK = 0x50726f66696c6573L;

    private static final int BATCH = 40;
    private static final String STORY = "story";
    private static final Duration MOMENT = Duration.ofSeconds(1);
    private static final Duration PAUSE = Duration.ofSeconds(5);
    private static final double GROWTH = 0.1;
    /** So many articles say which words are rare. */
    private static final int ENOUGH = 1_000;

    private static final Fields FIELDS = Fields.select(
            ArticleView.SHAPE,
            Set.of(),
            "id,headline,standfirst,body,bylines,tags,language,publishedAt,publishedAtEstimated",
            null);

    private final EntityManager database;
    private final Profiles profiles;
    private final Model model;
    private final ChangeLog log;
    private final ChangeProgress progress;
    private final PublishedArticles published;
    private final ArticleViews views;
    private final Clock clock;
    private final boolean serving;
    private @Nullable Thread thread;
    private volatile boolean stopped;
    private volatile long backlog;
    /** The change at which the profiles were counted last. */
    private long lookedAt = Long.MIN_VALUE / 2;

    ProfileKeeper(
            EntityManager database,
            Profiles profiles,
            Model model,
            ChangeLog log,
            ChangeProgress progress,
            PublishedArticles published,
            ArticleViews views,
            Clock clock,
            MeterRegistry meters,
            MeaningSettings settings,
            @ConfigProperty(name = "quarkus.http.host-enabled", defaultValue = "true") boolean serving) {
        this.database = database;
        this.profiles = profiles;
        this.model = model;
        this.log = log;
        this.progress = progress;
        this.published = published;
        this.views = views;
        this.clock = clock;
        this.serving = serving && settings.profiles();
        meters.gauge("broadsheet.meaning.backlog", this, keeper -> keeper.backlog);
    }

    void start(@Observes @Priority(210) StartupEvent start) {
        if (serving) {
            thread = Thread.ofPlatform().name("profiles").daemon().start(this::run);
        }
    }

    void stop(@Observes ShutdownEvent shutdown) throws InterruptedException {
        stopped = true;
        if (thread != null) {
            thread.interrupt();
            thread.join(Duration.ofSeconds(5));
        }
    }

    private void run() {
        while (!stopped) {
            try {
                long reached = step();
                if (reached >= 0) {
                    backlog = Math.max(0, progress.applied() - reached);
                    progress.await(reached + 1, MOMENT);
                } else {
                    // another server is at it
                    Thread.sleep(PAUSE);
                }
            } catch (InterruptedException e) {
                return;
            } catch (RuntimeException | LinkageError e) {
                if (!stopped) {
                    LOG.warnf(e, "The profiles can't be kept up: %s", e.getMessage());
                }
                pause();
            }
        }
    }

    private static void pause() {
        try {
            Thread.sleep(PAUSE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Brings the profiles of one stretch of the log up; how far they are now, or -1 when another server does it. */
    private long step() {
        long from = QuarkusTransaction.requiringNew().call(profiles::seq);
        if (from < 0) {
            return everything();
        }
        List<ChangeLog.Line> lines = QuarkusTransaction.requiringNew().call(() -> log.after(from, BATCH));
        if (lines.isEmpty()) {
            countWhenGrown(from);
            return from;
        }
        List<UUID> ids = articles(lines);
        long through = lines.getLast().seq();
        return QuarkusTransaction.requiringNew().timeout(300).call(() -> {
                    if (!mine() || profiles.seq() != from) {
                        return false;
                    }
                    bringUp(ids);
                    profiles.reached(through);
                    return true;
                })
                ? through
                : -1;
    }

    private boolean mine() {
        return (Boolean) database.createNativeQuery("select pg_try_advisory_xact_lock(:lock)", Boolean.class)
                .setParameter("lock", LOCK)
                .getSingleResult();
    }

    /**
     * The first time: all that readers see, the newest first; what changes meanwhile is brought up on the way.
     *
     * @return as {@link #step} does
     */
    private long everything() {
        long followed = QuarkusTransaction.requiringNew().call(log::head);
        Cursor cursor = null;
        long done = 0;
        while (true) {
            if (stopped) {
                return -1;
            }
            Cursor from = cursor;
            List<PublishedArticle> batch = QuarkusTransaction.requiringNew()
                    .timeout(300)
                    .call(() -> {
                        if (!mine()) {
                            return null;
                        }
                        List<PublishedArticle> articles = published
                                .window(
                                        new ArticleQuery().sort(ArticleQuery.Sort.NEWEST),
                                        from,
                                        BATCH,
                                        Access.toAll(clock),
                                        FIELDS)
                                .items();
                        bringUpAll(articles);
                        database.clear();
                        return articles;
                    });
            if (batch == null) {
                return -1;
            }
            if (batch.isEmpty()) {
                break;
            }
            cursor = new Cursor(false, PublishedArticles.place(batch.getLast(), ArticleQuery.Sort.NEWEST));
            followed = followed(followed);
            done += batch.size();
            if (done >= Math.max(ENOUGH, 2 * counted())) {
                countAll();
            }
        }
        long reached = followed;
        QuarkusTransaction.requiringNew().run(() -> {
            profiles.forgetOthers();
            profiles.reached(reached);
        });
        return reached;
    }

    /** Brings up what a stretch of the log after {@code from} tells of; how far it goes. */
    private long followed(long from) {
        return QuarkusTransaction.requiringNew().timeout(300).call(() -> {
            List<ChangeLog.Line> lines = log.after(from, BATCH);
            if (lines.isEmpty()) {
                return from;
            }
            bringUp(articles(lines));
            database.clear();
            return lines.getLast().seq();
        });
    }

    private static List<UUID> articles(List<ChangeLog.Line> lines) {
        return lines.stream()
                .filter(line -> line.kind() == Change.Kind.ARTICLE)
                .map(ChangeLog.Line::id)
                .distinct()
                .toList();
    }

    private void bringUp(List<UUID> ids) {
        List<PublishedArticle> articles = published.among(ids, new ArticleQuery(), Access.toAll(clock), FIELDS);
        Set<UUID> gone = new HashSet<>(ids);
        articles.forEach(article -> gone.remove(article.id()));
        profiles.forget(gone);
        bringUpAll(articles);
    }

    private void bringUpAll(List<PublishedArticle> articles) {
        Map<UUID, byte[]> known =
                profiles.digests(articles.stream().map(PublishedArticle::id).toList());
        for (PublishedArticle article : articles) {
            ArticleView view = views.of(article, FIELDS, BodyForm.BLOCKS);
            List<UUID> stories = tags(view, true);
            List<UUID> tags = tags(view, false);
            List<UUID> bylines = Objects.requireNonNull(view.bylines()).stream()
                    .map(ArticleView.Credit::id)
                    .toList();
            Instant date = article.dateEstimated() ? null : article.publishedAt();
            String standfirst = String.join("\n", article.standfirst());
            String body = article.text();
            byte[] digest = digest(article.language(), article.headline(), standfirst, body);
            if (Arrays.equals(digest, known.get(article.id()))) {
                profiles.place(article.id(), date, stories, tags, bylines);
            } else {
                profiles.save(
                        article.id(),
                        digest,
                        profile(article.language(), article.headline(), standfirst, body)
                                .at(date, stories, tags, bylines));
            }
        }
    }

    private static List<UUID> tags(ArticleView article, boolean stories) {
        return Objects.requireNonNull(article.tags()).stream()
                .filter(tag -> tag.type().equals(STORY) == stories)
                .map(ArticleView.TagRef::id)
                .toList();
    }

    private Profile profile(String language, String headline, String standfirst, String body) {
        return Profile.of(
                Words.of(TextLanguage.of(language), headline, standfirst, body),
                model.article(headline, standfirst, body).orElse(null));
    }

    private byte[] digest(String... texts) {
        return Ids.sha256((model.wanted() ? Model.VERSION : "") + "\u0000" + String.join("\u0000", texts));
    }

    /**
     * What is rare changes slowly: it is counted again when the archive has grown or shrunk by a tenth. Fewer changes
     * than that can't have made it so.
     */
    private void countWhenGrown(long seq) {
        long counted = counted();
        if (seq - lookedAt <= counted * GROWTH) {
            return;
        }
        long now = QuarkusTransaction.requiringNew().call(profiles::count);
        lookedAt = seq;
        if (Math.abs(now - counted) > counted * GROWTH) {
            countAll();
        }
    }

    /** Of how many articles it is known which words are rare. */
    private long counted() {
        return QuarkusTransaction.requiringNew()
                .call(() -> profiles.statistics().articles());
    }

    /** One server does, for all: it holds the lock while it reads. */
    private void countAll() {
        QuarkusTransaction.requiringNew().timeout(1_800).run(() -> {
            if (mine()) {
                profiles.count(profiles.counted());
            }
        });
    }
}
