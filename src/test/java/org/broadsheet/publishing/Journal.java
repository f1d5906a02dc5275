package org.broadsheet.publishing;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.broadsheet.fixture.Caller;
import org.broadsheet.fixture.Cluster;
import org.jspecify.annotations.Nullable;

/** Writers who create and publish one piece after the other, and write down what they were answered. */
final class Journal {

    private static final int WRITERS = 8;
    private static final int ATTEMPTS = 150;

    /**
     * A piece: its headline is its own, and the keys of its calls are made of it.
     *
     * @param id null when its creation was not answered with 2xx
     * @param out whether its publication was answered with 2xx
     */
    record Entry(String headline, @Nullable String id, boolean out) {}

    private final Cluster cluster;
    private final String name;
    private final Map<String, Entry> entries = new ConcurrentHashMap<>();
    private final AtomicInteger next = new AtomicInteger();
    private volatile boolean ended;

    Journal(Cluster cluster, String name) {
        this.cluster = cluster;
        this.name = name;
    }

    /** Something that is done to the servers in the midst of it. */
    interface Mishap {
        void happen() throws Exception;
    }

    /** Writes, while {@code mishap} happens, and a little longer. */
    void writeThrough(Mishap mishap) throws Exception {
        try (ExecutorService threads = Executors.newFixedThreadPool(WRITERS)) {
            List<Future<?>> writers = new ArrayList<>();
            for (int i = 0; i < WRITERS; i++) {
                int replica = i % cluster.size();
                writers.add(threads.submit(() -> {
                    while (!ended) {
                        write(replica);
                    }
                    return null;
                }));
            }
            try {
                while (published() < 10 * WRITERS) {
                    TimeUnit.MILLISECONDS.sleep(10);
                }
                mishap.happen();
                TimeUnit.SECONDS.sleep(1);
            } finally {
                ended = true;
            }
            for (Future<?> writer : writers) {
                writer.get();
            }
        }
    }

    private void write(int replica) throws InterruptedException {
        String headline = name + " " + next.incrementAndGet();
        entries.put(headline, new Entry(headline, null, false));
        try {
            Caller.Answer draft = create(replica, headline);
            if (draft.status() == 201) {
                entries.put(headline, new Entry(headline, draft.id(), false));
                boolean out = publish(replica, headline, draft.id()).status() == 200;
                entries.put(headline, new Entry(headline, draft.id(), out));
            }
        } catch (IOException e) {
            // nobody is there; what became of it is what the test is about
            TimeUnit.MILLISECONDS.sleep(20);
        }
    }

    private Caller.Answer create(int replica, String headline) throws IOException, InterruptedException {
        return cluster.at(replica)
                .draft(Map.of("headline", headline, "section", "world"), "Idempotency-Key", "create " + headline);
    }

    private Caller.Answer publish(int replica, String headline, String id) throws IOException, InterruptedException {
        return cluster.at(replica)
                .call(
                        "POST",
                        "/v1/editorial/articles/" + id + "/publish",
                        Map.of(),
                        "If-Match",
                        "\"1\"",
                        "Idempotency-Key",
                        "publish " + headline);
    }

    /** Makes those calls again, with their keys, that were not answered with 2xx. */
    void finish() throws InterruptedException {
        for (Entry entry : List.copyOf(entries.values())) {
            if (!entry.out()) {
                String id = again(201, () -> create(0, entry.headline())).id();
                again(200, () -> publish(1, entry.headline(), id));
                entries.put(entry.headline(), new Entry(entry.headline(), id, true));
            }
        }
    }

    private interface Call {
        Caller.Answer make() throws IOException, InterruptedException;
    }

    private static Caller.Answer again(int wanted, Call call) throws InterruptedException {
        String last = "";
        for (int i = 0; i < ATTEMPTS; i++) {
            try {
                Caller.Answer answer = call.make();
                if (answer.status() == wanted) {
                    return answer;
                }
                last = answer.toString();
            } catch (IOException e) {
                last = e.toString();
            }
            TimeUnit.MILLISECONDS.sleep(200);
        }
        throw new AssertionError("is never done: " + last);
    }

    List<Entry> entries() {
        return List.copyOf(entries.values());
    }

    long published() {
        return entries.values().stream().filter(Entry::out).count();
    }

    long unanswered() {
        return entries.values().stream().filter(entry -> !entry.out()).count();
    }
}
