package org.broadsheet.following;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.concurrent.atomic.LongAdder;
import org.broadsheet.fixture.Caller;
import org.broadsheet.fixture.Cluster;
import org.jspecify.annotations.Nullable;

/** Writers who do whatever can be done with some articles, in whatever order it comes into their heads. */
final class RandomNewsroom {

    private static final List<String> SECTIONS = List.of("world", "conflict", "sport/football");
    private static final int SHARED_PATHS = 40;
    private static final int SOON = 2;
    private static final int BULK = 1000;

    /** What a writer believes of an article; another may have changed it since. */
    private record Piece(String id, int version, String state) {}

    private final Cluster cluster;
    private final long seed;
    private final AtomicReferenceArray<@Nullable Piece> pieces;
    private final Set<String> neverPublished = ConcurrentHashMap.newKeySet();
    private final Map<String, LongAdder> done = new ConcurrentHashMap<>();
    private final Queue<String> faults = new ConcurrentLinkedQueue<>();
    private volatile boolean noTakedowns;

    RandomNewsroom(Cluster cluster, int articles, long seed) {
        this.cluster = cluster;
        this.seed = seed;
        this.pieces = new AtomicReferenceArray<>(articles);
    }

    /** Ids of drafts which were written and never published. */
    Set<String> neverPublished() {
        return neverPublished;
    }

    /** What was answered as nothing should be. */
    Queue<String> faults() {
        return faults;
    }

    /** How often what was done, or refused with which status. */
    Map<String, LongAdder> done() {
        return done;
    }

    /** Whether writers leave what readers see where it is: a snapshot is served only while nothing in it is taken down. */
    void takeNothingDown(boolean wanted) {
        noTakedowns = wanted;
    }

    /** Writes the drafts that all this is about. */
    void write() throws IOException, InterruptedException {
        Random random = new Random(seed);
        for (int from = 0; from < pieces.length(); from += BULK) {
            int count = Math.min(BULK, pieces.length() - from);
            List<Map<String, Object>> operations = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                operations.add(Map.of("op", "create", "article", form(random)));
            }
            JsonNode results = cluster.at(0)
                    .call("POST", "/v1/editorial/bulk", Map.of("atomic", true, "operations", operations))
                    .expect(200)
                    .json()
                    .path("results");
            for (int i = 0; i < count; i++) {
                JsonNode made = results.path(i);
                pieces.set(from + i, new Piece(made.path("id").asText(), 1, "draft"));
            }
        }
    }

    void work(int writers, int seconds) throws Exception {
        long end = System.nanoTime() + seconds * 1_000_000_000L;
        try (ExecutorService threads = Executors.newFixedThreadPool(writers)) {
            List<Future<?>> all = new ArrayList<>();
            for (int i = 0; i < writers; i++) {
                Random random = new Random(seed + i);
                all.add(threads.submit(() -> {
                    while (System.nanoTime() < end) {
                        something(random);
                    }
                    return null;
                }));
            }
            for (Future<?> writer : all) {
                writer.get();
            }
        }
    }

    private void something(Random random) throws IOException, InterruptedException {
        Caller caller = cluster.at(random.nextInt(cluster.size()));
        // some more often than others, so that writers meet
        int place = random.nextInt(random.nextInt(4) == 0 ? Math.min(50, pieces.length()) : pieces.length());
        Piece piece = pieces.get(place);
        if (random.nextInt(20) == 0) {
            Caller.Answer draft = create(caller, random);
            if (draft.status() == 201) {
                neverPublished.add(draft.id());
                note("never published", caller.patch(draft.id(), 1, Map.of("headline", "Secret, again")), 200);
            }
        } else if (piece == null) {
            pieces.compareAndSet(place, null, believed(create(caller, random)));
        } else {
            String verb = verb(piece, random);
            Caller.Answer answer = order(caller, piece, verb, random);
            note(verb, answer, 200, 409, 412, 422);
            pieces.compareAndSet(place, piece, believed(answer.status() == 200 ? answer : caller.article(piece.id())));
        }
    }

    private Caller.Answer create(Caller caller, Random random) throws IOException, InterruptedException {
        Caller.Answer draft = caller.draft(form(random));
        note("create", draft, 201);
        return draft;
    }

    private static Map<String, String> form(Random random) {
        return Map.of(
                "headline", "Piece " + random.nextInt(1000), "section", section(random), "bodyHtml", "<p>Text.</p>");
    }

    private static @Nullable Piece believed(Caller.Answer answer) {
        if (answer.status() >= 300) {
            return null;
        }
        String state = answer.json().path("state").asText();
        return state.equals("killed") ? null : new Piece(answer.id(), answer.version(), state);
    }

    private static String section(Random random) {
        return SECTIONS.get(random.nextInt(SECTIONS.size()));
    }

    private String verb(Piece piece, Random random) {
        int dice = random.nextInt(100);
        if (!piece.state().equals("published")) {
            boolean wasOut = !piece.state().equals("draft") && !piece.state().equals("scheduled");
            return dice < 15 ? "edit" : dice < 20 ? "schedule" : dice < 25 && wasOut ? "kill" : "publish";
        }
        if (dice < 18) {
            return noTakedowns ? "edit" : dice < 4 ? "kill" : dice < 6 ? "embargo" : "unpublish";
        }
        return dice < 30
                ? "edit"
                : dice < 60
                        ? "revise"
                        : dice < 70 ? "publish" : dice < 83 ? "correct" : dice < 86 ? "schedule" : "move";
    }

    private Caller.Answer order(Caller caller, Piece piece, String verb, Random random)
            throws IOException, InterruptedException {
        return switch (verb) {
            case "edit" -> caller.patch(piece.id(), piece.version(), edit(random));
            case "revise" -> revise(caller, piece, random);
            case "publish" -> order(caller, piece, "publish", Map.of());
            case "schedule" -> order(caller, piece, "publish", Map.of("at", soon()));
            case "embargo" -> order(caller, piece, "publish", Map.of("embargoUntil", soon()));
            case "correct" -> order(caller, piece, "correct", Map.of("text", "It was " + random.nextInt(1000) + "."));
            case "move" -> order(caller, piece, "move", Map.of("path", path(random)));
            case "unpublish" -> order(caller, piece, "unpublish", takedown(random));
            case "kill" -> order(caller, piece, "kill", Map.of("reason", "It was wrong."));
            default -> throw new IllegalArgumentException(verb);
        };
    }

    private static Caller.Answer revise(Caller caller, Piece piece, Random random)
            throws IOException, InterruptedException {
        Caller.Answer edited = caller.patch(piece.id(), piece.version(), edit(random));
        return edited.status() == 200 ? caller.order("publish", piece.id(), edited.version(), Map.of()) : edited;
    }

    private static Caller.Answer order(Caller caller, Piece piece, String verb, Map<String, ?> order)
            throws IOException, InterruptedException {
        return caller.order(verb, piece.id(), piece.version(), order);
    }

    private static String soon() {
        return Instant.now().plusSeconds(SOON).toString();
    }

    private static Map<String, String> edit(Random random) {
        return random.nextBoolean()
                ? Map.of("section", section(random))
                : Map.of("headline", "Headline " + random.nextInt(1000));
    }

    /** Some paths are wanted by several. */
    private static String path(Random random) {
        return random.nextInt(5) == 0
                ? "/wanted/" + random.nextInt(SHARED_PATHS)
                : "/moved/" + Long.toHexString(random.nextLong());
    }

    private Map<String, String> takedown(Random random) {
        Piece other = pieces.get(random.nextInt(pieces.length()));
        return switch (random.nextInt(3)) {
            case 0 -> Map.of("type", "gone", "explanation", "It is over.");
            case 1 -> Map.of("type", "withdrawn");
            default -> other == null ? Map.of("type", "gone") : Map.of("type", "redirect", "to", other.id());
        };
    }

    private void note(String what, Caller.Answer answer, int... expected) {
        boolean fine = false;
        for (int status : expected) {
            fine |= answer.status() == status;
        }
        if (!fine) {
            faults.add(what + " (seed " + seed + "): " + answer);
        }
        done.computeIfAbsent(what + " " + answer.status(), key -> new LongAdder())
                .increment();
    }
}
