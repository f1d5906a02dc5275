package org.broadsheet.receipt;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.vertx.ext.web.RoutingContext;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BinaryOperator;
import java.util.function.Consumer;
import org.broadsheet.access.CurrentAccess;
import org.broadsheet.access.Reader;
import org.broadsheet.web.Showing;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Notes which articles partners are shown, and of which kills they are told: in memory, and from there in batches in
 * the database. What was noted a moment ago is not noted again. A replica that is killed loses what it has not written
 * yet, {@code broadsheet.receipts.write-every} at most.
 */
@ApplicationScoped
public class Recorder implements Showing {

    private static final Logger LOG = Logger.getLogger(Recorder.class);
    /** Twice that at most, as an answer from memory is not looked into again for as long. */
    private static final Duration NOT_AGAIN_FOR = Duration.ofMinutes(2);

    private static final int MOST_REMEMBERED = 200_000;
    /** Then it is written at once. */
    private static final int MANY = 20_000;

    private static final int BATCH = 10_000;

    /** An article that a partner has fetched. */
    record Fetch(UUID partner, UUID article, How how) {}

    /** An answer from memory with several articles: the very array, which stays the same while it is kept. */
    private record Shown(UUID partner, How how, UUID[] articles) {

        @Override
        public boolean equals(Object other) {
            return other instanceof Shown shown
                    && articles == shown.articles
                    && how == shown.how
                    && partner.equals(shown.partner);
        }

        @Override
        public int hashCode() {
            return 31 * partner.hashCode() + System.identityHashCode(articles);
        }
    }

    /** The first and the last time. */
    record Times(Instant first, Instant last) {

        Times and(Times other) {
            return new Times(
                    first.isBefore(other.first) ? first : other.first, last.isAfter(other.last) ? last : other.last);
        }
    }

    /** A change of which a partner was told. */
    record Word(UUID partner, long seq, Medium medium) {}

    private final ReceiptBook book;
    private final ReceiptSettings settings;
    private final Clock clock;
    private final boolean serving;
    private final Counter written;
    private final Map<Fetch, Times> fetches = new ConcurrentHashMap<>();
    private final Map<Word, Instant> words = new ConcurrentHashMap<>();
    private final Cache<Object, Boolean> recent;
    private final Cache<Shown, Boolean> recentAnswers;
    private volatile boolean stopped;
    private @Nullable Thread thread;

    Recorder(
            ReceiptBook book,
            ReceiptSettings settings,
            Clock clock,
            MeterRegistry meters,
            @ConfigProperty(name = "quarkus.http.host-enabled", defaultValue = "true") boolean serving) {
        this.book = book;
        this.settings = settings;
        this.clock = clock;
        this.serving = serving;
        this.written = meters.counter("broadsheet.receipts.fetches");
        meters.gauge("broadsheet.receipts.unwritten", fetches, Map::size);
        this.recent = memory().maximumSize(MOST_REMEMBERED).build();
        this.recentAnswers = memory().maximumWeight(MOST_REMEMBERED)
                .<Shown, Boolean>weigher((shown, there) -> shown.articles.length)
                .build();
    }

    /** Kept in order by whoever uses it: that is little work. */
    private static Caffeine<Object, Object> memory() {
        return Caffeine.newBuilder().expireAfterWrite(NOT_AGAIN_FOR).executor(Runnable::run);
    }

    void start(@Observes @Priority(200) StartupEvent start) {
        if (serving) {
            thread = Thread.ofVirtual().name("recorder").start(this::writeAgainAndAgain);
        }
    }

    /** Nothing that was noted is lost when a server is stopped. */
    void stop(@Observes ShutdownEvent shutdown) throws InterruptedException {
        stopped = true;
        if (thread != null) {
            LockSupport.unpark(thread);
            thread.join(Duration.ofSeconds(2));
            write();
        }
    }

    private void writeAgainAndAgain() {
        while (!stopped) {
            LockSupport.parkNanos(settings.writeEvery().toNanos());
            write();
        }
    }

    @Override
    public void shown(RoutingContext context, UUID[] articles, boolean kept) {
        Reader reader = CurrentAccess.of(context);
        UUID partner = reader == null ? null : reader.partner();
        if (partner == null || !settings.record()) {
            return;
        }
        How how = How.by(context.normalizedPath());
        Shown shown = kept && articles.length > 1 ? new Shown(partner, how, articles) : null;
        if (shown != null && recentAnswers.getIfPresent(shown) != null) {
            return;
        }
        Instant now = clock.instant();
        for (int i = 0; i < articles.length; i++) {
            // the one that was asked for comes first, and what it refers to after it
            note(new Fetch(partner, articles[i], how == How.ARTICLE && i > 0 ? How.LIST : how), now);
        }
        if (shown != null) {
            recentAnswers.put(shown, Boolean.TRUE);
        }
        relieve();
    }

    /** A partner was sent something of these articles. */
    public void fetched(UUID partner, Collection<UUID> articles, How how) {
        if (settings.record()) {
            Instant now = clock.instant();
            articles.forEach(article -> note(new Fetch(partner, article, how), now));
            relieve();
        }
    }

    private void note(Fetch fetch, Instant now) {
        if (recent.getIfPresent(fetch) == null) {
            fetches.merge(fetch, new Times(now, now), Times::and);
            recent.put(fetch, Boolean.TRUE);
        }
    }

    /** When there is much to write, it does not wait for the next second. */
    private void relieve() {
        if (fetches.size() >= MANY) {
            LockSupport.unpark(thread);
        }
    }

    /** A partner was told of the change {@code seq}, which is a kill or a mandatory correction. */
    public void told(UUID partner, long seq, Medium medium) {
        Word word = new Word(partner, seq, medium);
        if (recent.getIfPresent(word) == null) {
            words.putIfAbsent(word, clock.instant());
            recent.put(word, Boolean.TRUE);
        }
    }

    /** A partner takes a snapshot: noted before anything of it is sent. */
    public void takes(UUID partner, long snapshot) {
        if (settings.record()) {
            book.addSnapshot(partner, snapshot, clock.instant());
        }
    }

    /** Whether a partner has fetched the article, by what this replica has noted and all have written. */
    public boolean knows(UUID article) {
        write();
        return book.knows(article);
    }

    /**
     * A mandatory correction of an article that readers don't see, which the log therefore does not tell.
     *
     * @param text what was corrected
     * @param by who did
     */
    public record UnseenCorrection(UUID article, String headline, String text, String by) {}

    /** Whoever fetched the article gets a notice all the same. Part of the caller's transaction. */
    public void corrected(UnseenCorrection correction) {
        book.addUnseenCorrection(correction);
    }

    /** Writes what was noted since. */
    synchronized void write() {
        try {
            writeBatches(words, book::addWords, (one, other) -> one.isBefore(other) ? one : other);
            writeBatches(
                    fetches,
                    taken -> {
                        book.addFetches(taken);
                        written.increment(taken.size());
                    },
                    Times::and);
        } catch (RuntimeException e) {
            LOG.warnf("What partners fetch can't be recorded at the moment: %s", e.getMessage());
        }
    }

    /**
     * What is there now: what is noted meanwhile waits for the next time, else there is a transaction for every few.
     *
     * @param both when something is noted anew that could not be written
     */
    private static <K, V> void writeBatches(Map<K, V> all, Consumer<Map<K, V>> writer, BinaryOperator<V> both) {
        List<K> keys = List.copyOf(all.keySet());
        for (int from = 0; from < keys.size(); from += BATCH) {
            Map<K, V> taken = new HashMap<>();
            keys.subList(from, Math.min(from + BATCH, keys.size())).forEach(key -> {
                V value = all.remove(key);
                if (value != null) {
                    taken.put(key, value);
                }
            });
            try {
                writer.accept(taken);
            } catch (RuntimeException | Error e) {
                taken.forEach((key, value) -> all.merge(key, value, both));
                throw e;
            }
        }
    }
}
