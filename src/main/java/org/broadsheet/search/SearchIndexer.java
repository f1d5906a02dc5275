package org.broadsheet.search;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.broadsheet.web.ChangeProgress;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the index up with the change log. Makes it anew, beside the one that searches use, when it is missing, broken,
 * of another version, or when somebody wants it so; goes on following the log with the old one meanwhile.
 */
@ApplicationScoped
class SearchIndexer {

    private static final Logger LOG = Logger.getLogger(SearchIndexer.class);

    private static final int BATCH = 200;
    private static final Duration MOMENT = Duration.ofSeconds(1);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);
    private static final Duration LINGER = Duration.ofMinutes(1);

    private final SearchSettings settings;
    private final SearchIndex index;
    private final IndexLedger ledger;
    private final PublishedTexts texts;
    private final ChangeProgress progress;
    private final boolean serving;
    private @Nullable Thread thread;
    private @Nullable IndexHome home;
    private @Nullable Long build;
    private long seq;
    private long reportedAt;
    private volatile boolean stopped;
    /** Of the build that is being made. */
    private @Nullable Long building;

    private long done;
    private long total;
    private Reindex.@Nullable Watcher watched;

    SearchIndexer(
            SearchSettings settings,
            SearchIndex index,
            IndexLedger ledger,
            PublishedTexts texts,
            ChangeProgress progress,
            @ConfigProperty(name = "quarkus.http.host-enabled", defaultValue = "true") boolean serving) {
        this.settings = settings;
        this.index = index;
        this.ledger = ledger;
        this.texts = texts;
        this.progress = progress;
        this.serving = serving;
    }

    /** Commands have nothing to search for; {@code reindex} says so itself. */
    void start(@Observes @Priority(200) StartupEvent start) {
        if (serving && settings.engine() != SearchSettings.Engine.NONE) {
            thread = Thread.ofPlatform().name("search-indexer").daemon().start(this::run);
        }
    }

    void stop(@Observes ShutdownEvent shutdown) throws InterruptedException {
        stopped = true;
        if (thread != null) {
            thread.interrupt();
            thread.join(Duration.ofSeconds(5));
        }
        index.open().ifPresent(ArticleIndex::close);
        index.use(null, 0);
        if (home != null) {
            home.close();
        }
    }

    /** Makes the index that the next server takes up, for a process that serves nobody. */
    void makeHere(Reindex.Watcher watcher) throws InterruptedException {
        watched = watcher;
        IndexHome here = home();
        makeAnew(here);
    }

    private void run() {
        Duration pause = MOMENT;
        while (!stopped) {
            try {
                step();
                pause = MOMENT;
            } catch (InterruptedException e) {
                return;
            } catch (Exception | LinkageError e) {
                if (stopped) {
                    return;
                }
                LOG.warnf(pause.equals(MOMENT) ? e : null, "The search index can't be kept up: %s", e.getMessage());
                pause(pause);
                pause = pause.multipliedBy(2).compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause.multipliedBy(2);
            }
        }
    }

    private static void pause(Duration pause) {
        try {
            Thread.sleep(pause);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void step() throws InterruptedException {
        IndexHome here = home();
        if (!here.mine()) {
            readWhatAnotherWrites(here);
            return;
        }
        settle(here);
        long before = seq;
        boolean more = follow();
        // others may be waiting to hear of it
        report(here, here instanceof IndexCluster && seq > before);
        if (!more) {
            progress.await(seq + 1, MOMENT);
        }
    }

    private IndexHome home() {
        if (home == null) {
            home = switch (settings.engine()) {
                case LUCENE -> IndexFiles.claim(Path.of(settings.directory()).toAbsolutePath());
                case OPENSEARCH -> new IndexCluster(settings, ledger);
                case NONE -> throw new IllegalStateException("broadsheet.search.engine is none.");
            };
        }
        return home;
    }

    /** Another server has the lease: what it has made is used here. */
    private void readWhatAnotherWrites(IndexHome here) throws InterruptedException {
        Optional<IndexLedger.Standing> standing = ledger.standing(here.name());
        Long used = standing.map(IndexLedger.Standing::build).orElse(null);
        if (used != null && (!used.equals(build) || !index.usable())) {
            ArticleIndex other = here.open(used);
            index.use(other, standing.get().seq());
            build = used;
        }
        standing.ifPresent(known -> index.reached(known.seq()));
        seq = index.seq();
        Thread.sleep(MOMENT.dividedBy(4));
    }

    /** There is an index that can be followed with. */
    private void settle(IndexHome here) throws InterruptedException {
        if (index.usable() && !here.holds(Objects.requireNonNull(build))) {
            LOG.warn("The search index is gone; it is made anew.");
            lose();
        } else if (index.suspected() && broken(here)) {
            LOG.warn("The search index is broken; it is made anew.");
            lose();
        }
        if (!index.usable()) {
            takeUp(here);
        }
        if (!index.usable() || ledger.wanted() > Objects.requireNonNull(build)) {
            makeAnew(here);
        }
    }

    private boolean broken(IndexHome here) {
        try {
            return index.open().flatMap(ArticleIndex::seq).isEmpty() || !sound(here, Objects.requireNonNull(build));
        } catch (RuntimeException e) {
            // an engine that is away is not a broken index
            return settings.engine() == SearchSettings.Engine.LUCENE;
        }
    }

    private void lose() {
        index.use(null, 0);
        build = null;
    }

    /** The index that was left here, if it is whole and of this version. */
    private void takeUp(IndexHome here) {
        Optional<Long> left = here.current();
        if (left.isEmpty() || !here.holds(left.get())) {
            return;
        }
        ArticleIndex found = null;
        try {
            found = here.open(left.get());
            OptionalLong reached = found.seq().map(OptionalLong::of).orElseGet(OptionalLong::empty);
            if (reached.isPresent() && reached.getAsLong() <= texts.head()) {
                build = left.get();
                seq = reached.getAsLong();
                index.use(found, seq);
                LOG.infof("The search index goes on from change %d.", seq);
                Thread.ofVirtual().name("search-index-check").start(() -> check(here, left.get()));
                Thread.ofVirtual().name("search-index-tidying").start(() -> tidyLater(here));
                return;
            }
            LOG.info("The search index is of another version or another database; it is made anew.");
            found.close();
        } catch (RuntimeException e) {
            if (settings.engine() == SearchSettings.Engine.OPENSEARCH) {
                throw e;
            }
            LOG.warnf("The search index can't be opened, so it is made anew: %s", e.getMessage());
            if (found != null) {
                found.close();
            }
        }
    }

    /** Reads all of it once, which takes a while: searches go on meanwhile. */
    private void check(IndexHome here, long found) {
        if (!sound(here, found)) {
            index.suspect();
        }
    }

    private static boolean sound(IndexHome here, long found) {
        return !(here instanceof IndexFiles files) || IndexCheck.sound(files.articles(found));
    }

    private void makeAnew(IndexHome here) throws InterruptedException {
        long next = Math.max(ledger.wanted(), here.latest() + 1);
        building = next;
        report(here, true);
        long began = System.nanoTime();
        ArticleIndex made = here.make(next);
        try {
            long reached = texts.head();
            total = texts.count();
            done = 0;
            PublishedTexts.Pass pass = texts.pass();
            for (List<IndexedArticle> batch = pass.next(BATCH); !batch.isEmpty(); batch = pass.next(BATCH)) {
                made.add(batch);
                done += batch.size();
                keepUp(here);
                if (watched != null) {
                    watched.progress(done, total);
                }
            }
            made.flush();
            CompletableFuture<?> joined = made.join();
            while (!isOver(joined)) {
                keepUp(here);
            }
            reached = caughtUp(made, reached);
            made.reached(reached);
            here.use(next);
            index.use(made, reached);
            build = next;
            seq = reached;
            LOG.infof(
                    "The search index was made of %d articles in %d ms.",
                    done, Duration.ofNanos(System.nanoTime() - began).toMillis());
            Thread.ofVirtual().name("search-index-tidying").start(() -> tidyLater(here));
        } catch (RuntimeException | InterruptedException e) {
            made.close();
            throw e;
        } finally {
            building = null;
            report(here, true);
        }
    }

    /** Waits for it a moment. */
    private static boolean isOver(CompletableFuture<?> work) throws InterruptedException {
        try {
            work.get(MOMENT.toMillis(), TimeUnit.MILLISECONDS);
            return true;
        } catch (TimeoutException e) {
            return false;
        } catch (ExecutionException e) {
            throw new IllegalStateException("the files of the index can't be joined", e);
        }
    }

    /** While one is made, the one that is used goes on. */
    private void keepUp(IndexHome here) throws InterruptedException {
        if (stopped) {
            throw new InterruptedException();
        }
        if (!here.mine()) {
            throw new IllegalStateException("another server has begun to make it");
        }
        if (index.usable()) {
            follow();
        }
        report(here, false);
    }

    /** Applies what the log has told since a build was begun: searches don't go back in time with it. */
    private long caughtUp(ArticleIndex made, long from) {
        long reached = from;
        for (PublishedTexts.News news = texts.after(reached, BATCH);
                news.through() > reached;
                news = texts.after(reached, BATCH)) {
            made.apply(news.articles(), news.gone(), news.through());
            reached = news.through();
        }
        return reached;
    }

    /** When nobody can be searching in the former one any more. */
    private static void tidyLater(IndexHome here) {
        pause(LINGER);
        try {
            here.tidy();
        } catch (RuntimeException e) {
            LOG.debugf("A former search index is left where it is: %s", e.getMessage());
        }
    }

    /** Applies what is new in the log; whether there may be more. */
    private boolean follow() {
        ArticleIndex followed = index.open().orElseThrow();
        PublishedTexts.News news = texts.after(seq, BATCH);
        if (news.through() > seq) {
            apply(followed, news);
            seq = news.through();
            index.reached(seq);
        }
        return news.more();
    }

    private void apply(ArticleIndex followed, PublishedTexts.News news) {
        try {
            followed.apply(news.articles(), news.gone(), news.through());
        } catch (RuntimeException e) {
            index.suspect();
            throw e;
        }
    }

    /** Every second, and when something is over. */
    private void report(IndexHome here, boolean now) {
        if (serving && (now || System.nanoTime() - reportedAt > MOMENT.toNanos())) {
            ledger.report(here.name(), build, seq, building, done, total);
            reportedAt = System.nanoTime();
        }
    }
}
