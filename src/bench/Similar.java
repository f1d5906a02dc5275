import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.ToDoubleFunction;
import java.util.zip.GZIPInputStream;

/**
 * Measures how similar the similar articles are, on a labelled file whose articles are in the server already (without
 * the labels): asks for each, over HTTP, and compares with the stories that editors made. Called by bench.
 *
 * <p>Relevant is what has the same clusterId. With a storyHeadline in the file, that is also searched for.
 */
final class Similar {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final HttpClient CLIENT = HttpClient.newHttpClient();
    private static final int DEEPEST = 50;
    private static final int RESAMPLES = 1000;

    private final String server;
    private final Map<String, String> idOf = new HashMap<>();
    private final Map<String, String> storyOf = new LinkedHashMap<>();
    private final Map<String, Set<String>> piecesOf = new LinkedHashMap<>();
    private final Map<String, String> headlineOf = new LinkedHashMap<>();

    /** One question's measures; those of a story are drawn together. */
    private record Asked(String story, double map, double first, double recall, double ndcg, double millis) {}

    private Similar(String server) {
        this.server = server;
    }

    public static void main(String[] arguments) throws Exception {
        Similar bench = new Similar(arguments[0]);
        bench.readIds();
        bench.readLabels(Path.of(arguments[1]));
        System.out.printf(
                "%d articles, %d stories%n%-10s %8s %17s %8s %17s %8s %17s %8s %17s %9s %9s%n",
                bench.storyOf.size(), bench.piecesOf.size(),
                "", "MAP", "", "P@1", "", "R@5", "", "nDCG@10", "", "p50 ms", "p99 ms");
        bench.table("similar", bench.similar());
        if (!bench.headlineOf.isEmpty()) {
            bench.table("search", bench.searched());
        }
    }

    private void readIds() throws Exception {
        String cursor = null;
        do {
            JsonNode page = get("/v1/articles?limit=200&fields=id,source.externalId"
                    + (cursor == null ? "" : "&cursor=" + cursor));
            page.path("items").forEach(item ->
                    idOf.put(item.at("/source/externalId").asText(), item.path("id").asText()));
            cursor = page.at("/page/next").asText(null);
        } while (cursor != null);
    }

    private void readLabels(Path file) throws Exception {
        boolean gzip = file.toString().endsWith(".gz");
        try (var in = gzip ? new GZIPInputStream(Files.newInputStream(file)) : Files.newInputStream(file)) {
            for (String line : new String(in.readAllBytes(), StandardCharsets.UTF_8).split("\n")) {
                JsonNode piece = JSON.readTree(line);
                String id = idOf.get(piece.path("id").asText());
                String story = piece.path("clusterId").asText();
                if (id == null) {
                    System.err.println("not in the server: " + piece.path("id").asText());
                    continue;
                }
                storyOf.put(id, story);
                piecesOf.computeIfAbsent(story, s -> new HashSet<>()).add(id);
                if (piece.hasNonNull("storyHeadline")) {
                    headlineOf.putIfAbsent(story, piece.path("storyHeadline").asText());
                }
            }
        }
    }

    private List<Asked> similar() throws Exception {
        List<Asked> all = new ArrayList<>();
        for (Map.Entry<String, String> piece : storyOf.entrySet()) {
            Set<String> wanted = new HashSet<>(piecesOf.get(piece.getValue()));
            wanted.remove(piece.getKey());
            if (!wanted.isEmpty()) {
                all.add(ask(
                        piece.getValue(),
                        "/v1/articles/" + piece.getKey() + "/similar?limit=" + DEEPEST + "&fields=id",
                        wanted));
            }
        }
        return all;
    }

    private List<Asked> searched() throws Exception {
        List<Asked> all = new ArrayList<>();
        for (Map.Entry<String, String> story : headlineOf.entrySet()) {
            all.add(ask(
                    story.getKey(),
                    "/v1/articles?limit=" + DEEPEST + "&fields=id&q="
                            + URLEncoder.encode(story.getValue(), StandardCharsets.UTF_8),
                    piecesOf.get(story.getKey())));
        }
        return all;
    }

    private Asked ask(String story, String path, Set<String> wanted) throws Exception {
        long begun = System.nanoTime();
        JsonNode answer = get(path);
        double millis = (System.nanoTime() - begun) / 1e6;
        List<String> found = new ArrayList<>();
        answer.path("items").forEach(item -> {
            found.add(item.path("id").asText());
            item.path("alsoAt").forEach(copy -> found.add(copy.path("id").asText()));
        });
        double sum = 0;
        double gain = 0;
        double ideal = 0;
        int hits = 0;
        int early = 0;
        for (int i = 0; i < found.size(); i++) {
            if (wanted.contains(found.get(i))) {
                sum += ++hits / (i + 1.0);
                early += i < 5 ? 1 : 0;
                gain += i < 10 ? 1 / log2(i + 2) : 0;
            }
        }
        for (int i = 0; i < Math.min(10, wanted.size()); i++) {
            ideal += 1 / log2(i + 2);
        }
        return new Asked(
                story,
                sum / wanted.size(),
                !found.isEmpty() && wanted.contains(found.getFirst()) ? 1 : 0,
                (double) early / wanted.size(),
                gain / ideal,
                millis);
    }

    private static double log2(double value) {
        return Math.log(value) / Math.log(2);
    }

    private void table(String name, List<Asked> asked) {
        double[] millis = asked.stream().mapToDouble(Asked::millis).sorted().toArray();
        System.out.printf(
                "%-10s %s %s %s %s %9.1f %9.1f%n",
                name,
                measure(asked, Asked::map),
                measure(asked, Asked::first),
                measure(asked, Asked::recall),
                measure(asked, Asked::ndcg),
                millis[millis.length / 2],
                millis[millis.length * 99 / 100]);
    }

    /** The mean, and the interval in which 95 of 100 means lie when the stories are drawn anew (seed 1). */
    private static String measure(List<Asked> asked, ToDoubleFunction<Asked> of) {
        Map<String, List<Double>> byStory = new LinkedHashMap<>();
        asked.forEach(one -> byStory.computeIfAbsent(one.story(), s -> new ArrayList<>()).add(of.applyAsDouble(one)));
        List<List<Double>> stories = List.copyOf(byStory.values());
        Random random = new Random(1);
        double[] means = new double[RESAMPLES];
        for (int i = 0; i < RESAMPLES; i++) {
            double sum = 0;
            int count = 0;
            for (int j = 0; j < stories.size(); j++) {
                for (double value : stories.get(random.nextInt(stories.size()))) {
                    sum += value;
                    count++;
                }
            }
            means[i] = sum / count;
        }
        Arrays.sort(means);
        double mean = asked.stream().mapToDouble(of).average().orElse(0);
        return String.format("%8.4f [%.4f, %.4f]", mean, means[RESAMPLES / 40], means[RESAMPLES - RESAMPLES / 40]);
    }

    private JsonNode get(String path) throws Exception {
        HttpResponse<String> response =
                CLIENT.send(HttpRequest.newBuilder(URI.create(server + path)).build(), HttpResponse.BodyHandlers.ofString());
        if (response.statusCode() != 200) {
            throw new IllegalStateException(path + ": " + response.statusCode() + " " + response.body());
        }
        return JSON.readTree(response.body());
    }
}
