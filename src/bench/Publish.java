import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Publishes as fast as 1, 8 and 32 writers can, against the first of two replicas, and tells how long it takes from the
 * answer to the event on the second replica's stream, and to the first read of the article there.
 * java Publish.java FIRST SECOND TOKEN SECONDS SECTION
 */
public class Publish {

    private static final Pattern ID = Pattern.compile("\"id\":\"([0-9a-f-]{36})\"");
    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private static String first;
    private static String second;
    private static String token;
    private static String section;

    /** When the answer to its publication came, and when its event did. */
    private static final Map<String, Long> ANSWERED = new ConcurrentHashMap<>();
    private static final Map<String, Long> EVENT = new ConcurrentHashMap<>();

    public static void main(String... args) throws Exception {
        first = args[0];
        second = args[1];
        token = args[2];
        int seconds = Integer.parseInt(args[3]);
        section = args[4];
        Thread.ofVirtual().start(Publish::follow);
        run(4, 3, "warming up");
        System.out.printf("%-10s %12s %26s %32s %32s%n", "writers", "published/s", "answer ms p50/p99",
                "answer to event ms p50/p99", "answer to read there ms p50/p99");
        for (int writers : new int[] {1, 8, 32}) {
            run(writers, seconds, Integer.toString(writers));
        }
        System.exit(0);
    }

    private static HttpRequest.Builder request(String base, String path) {
        return HttpRequest.newBuilder(URI.create(base + path))
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "application/json");
    }

    private static List<String> drafts(int count) throws Exception {
        List<String> ids = new ArrayList<>();
        while (ids.size() < count) {
            StringBuilder body = new StringBuilder("{\"atomic\":true,\"operations\":[");
            int batch = Math.min(500, count - ids.size());
            for (int i = 0; i < batch; i++) {
                body.append(i == 0 ? "" : ",").append("{\"op\":\"create\",\"article\":{\"headline\":\"Bench ")
                        .append(System.nanoTime()).append("\",\"section\":\"").append(section).append("\",\"body\":\"")
                        .append("A sentence of ten words stands here for a story. ".repeat(40)).append("\"}}");
            }
            HttpResponse<String> answer = HTTP.send(
                    request(first, "/v1/editorial/bulk")
                            .POST(HttpRequest.BodyPublishers.ofString(body.append("]}").toString())).build(),
                    BodyHandlers.ofString());
            Matcher matcher = ID.matcher(answer.body());
            int before = ids.size();
            while (matcher.find()) {
                ids.add(matcher.group(1));
            }
            if (ids.size() == before) {
                throw new IllegalStateException(answer.statusCode() + " " + answer.body());
            }
        }
        return ids;
    }

    private static void run(int writers, int seconds, String name) throws Exception {
        BlockingQueue<String> ready = new LinkedBlockingQueue<>(drafts((writers == 1 ? 100 : 200) * seconds));
        ConcurrentLinkedQueue<Double> took = new ConcurrentLinkedQueue<>();
        ConcurrentLinkedQueue<Double> toRead = new ConcurrentLinkedQueue<>();
        ConcurrentLinkedQueue<String> done = new ConcurrentLinkedQueue<>();
        long start = System.nanoTime();
        long end = start + TimeUnit.SECONDS.toNanos(seconds);
        try (ExecutorService pool = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < writers; i++) {
                boolean reads = i == 0;
                pool.submit(() -> {
                    for (String id = ready.poll(); id != null && System.nanoTime() < end; id = ready.poll()) {
                        long sent = System.nanoTime();
                        HttpResponse<String> answer = HTTP.send(
                                request(first, "/v1/editorial/articles/" + id + "/publish")
                                        .header("If-Match", "\"1\"")
                                        .POST(HttpRequest.BodyPublishers.ofString("{}")).build(),
                                BodyHandlers.ofString());
                        long answered = System.nanoTime();
                        if (answer.statusCode() != 200) {
                            throw new IllegalStateException(answer.statusCode() + " " + answer.body());
                        }
                        took.add((answered - sent) / 1e6);
                        ANSWERED.put(id, answered);
                        done.add(id);
                        if (reads) {
                            toRead.add(untilRead(id, answered));
                        }
                    }
                    return null;
                });
            }
        }
        double elapsed = (System.nanoTime() - start) / 1e9;
        TimeUnit.SECONDS.sleep(1);
        List<Double> toEvent = new ArrayList<>();
        done.forEach(id -> {
            Long event = EVENT.get(id);
            if (event != null) {
                toEvent.add(Math.max(0, (event - ANSWERED.get(id)) / 1e6));
            }
        });
        if (toEvent.size() < done.size()) {
            System.out.println("events missing: " + (done.size() - toEvent.size()));
        }
        System.out.printf(Locale.ROOT, "%-10s %12.0f %26s %32s %32s%n", name, done.size() / elapsed, both(took),
                both(toEvent), both(toRead));
    }

    private static double untilRead(String id, long answered) throws Exception {
        while (true) {
            if (HTTP.send(request(second, "/v1/articles/" + id + "?fields=headline").build(), BodyHandlers.discarding())
                            .statusCode() == 200) {
                return (System.nanoTime() - answered) / 1e6;
            }
        }
    }

    private static String both(Iterable<Double> values) {
        List<Double> all = new ArrayList<>();
        values.forEach(all::add);
        double[] sorted = all.stream().mapToDouble(Double::doubleValue).sorted().toArray();
        return sorted.length == 0
                ? "-"
                : String.format(Locale.ROOT, "%.1f / %.1f", sorted[sorted.length / 2],
                        sorted[Math.min(sorted.length - 1, sorted.length * 99 / 100)]);
    }

    private static void follow() {
        try {
            HttpResponse<java.io.InputStream> stream = HTTP.send(
                    request(second, "/v1/changes/stream").header("Accept", "text/event-stream").build(),
                    BodyHandlers.ofInputStream());
            BufferedReader lines = new BufferedReader(new InputStreamReader(stream.body(), StandardCharsets.UTF_8));
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.startsWith("data:")) {
                    long now = System.nanoTime();
                    Matcher matcher = ID.matcher(line);
                    if (matcher.find()) {
                        EVENT.put(matcher.group(1), now);
                    }
                }
            }
        } catch (Exception e) {
            System.err.println("the stream ended: " + e);
        }
    }
}
