import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.function.IntFunction;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Articles that nobody wrote, as many as are wanted, and how long searches among them take. Called by bench.
 *
 * <p>{@code generate N}: NDJSON in the import form. Words follow Zipf's law over 300,000 of them (exponent 1.07, as in
 * English); each article is of one of N / 4 stories, and takes a third of its words from that story's own two hundred. Tags,
 * bylines and sections follow Zipf's law too. The same seed makes the same articles.
 *
 * <p>{@code measure URL N QUESTIONS [ONLY]}: asks one after the other, each question once; what is common, and what
 * is rare, is seen from a sample of headlines and standfirsts. With ONLY, the rows whose name begins so. Some virtual
 * machines have a thread of the kernel (kdamond) that holds a processor for tens of milliseconds twice a second, to find memory
 * to give back: where there is one, the last column is of the questions during which it did not run.
 */
final class Scale {

    private static final long SEED = 20261125;
    private static final int VOCABULARY = 300_000;
    private static final int TAGS = 20_000;
    private static final int BYLINES = 2_000;
    private static final int SECTIONS = 60;
    private static final double EXPONENT = 1.07;
    /** Questions before the first that is counted. */
    private static final int UNCOUNTED = 5_000;
    private static final String[] SYLLABLES = {
        "ka", "ro", "mi", "ten", "sol", "bar", "lu", "ne", "vi", "dor", "pa", "sen", "gri", "tal", "o", "we", "hal", "fu", "ze", "quin"
    };

    private Scale() {}

    public static void main(String[] arguments) throws Exception {
        if (arguments[0].equals("generate")) {
            generate(Integer.parseInt(arguments[1]));
        } else {
            measure(
                    arguments[1],
                    Integer.parseInt(arguments[2]),
                    Integer.parseInt(arguments[3]),
                    arguments.length > 4 ? arguments[4] : "");
        }
    }

    /** The word at a rank: syllables, so that it looks like one, and differs from all others. */
    private static String word(int rank) {
        StringBuilder word = new StringBuilder();
        int rest = rank + SYLLABLES.length;
        while (rest > 0) {
            word.append(SYLLABLES[rest % SYLLABLES.length]);
            rest /= SYLLABLES.length;
        }
        return word.toString();
    }

    /** Draws ranks by Zipf's law: the inverse of the continuous distribution. */
    private static int rank(Random random, int most) {
        double u = random.nextDouble();
        double scale = 1 - Math.pow(most, 1 - EXPONENT);
        return (int) Math.min(most - 1, Math.pow(1 - u * scale, 1 / (1 - EXPONENT)) - 1);
    }

    private static void generate(int articles) throws IOException {
        ObjectMapper json = new ObjectMapper();
        Random random = new Random(SEED);
        int stories = Math.max(1, articles / 4);
        Instant first = Instant.parse("2016-01-01T00:00:00Z");
        try (BufferedWriter out = new BufferedWriter(new OutputStreamWriter(System.out, StandardCharsets.UTF_8))) {
            for (int i = 0; i < articles; i++) {
                int story = random.nextInt(stories);
                Random own = new Random(SEED * 31 + story);
                int[] words = own.ints(200, 1_000, VOCABULARY).toArray();
                long begun = (long) (own.nextDouble() * 10 * 365 * 86_400);
                ObjectNode article = json.createObjectNode();
                article.put("id", "g" + i);
                article.put("headline", text(random, words, 8));
                article.put("standfirst", text(random, words, 20));
                article.put("body", text(random, words, 150 + random.nextInt(300)));
                article.put("section", "s" + rank(random, SECTIONS));
                article.putArray("authors").add("Writer " + word(rank(random, BYLINES)));
                var tags = article.putArray("tags");
                tags.add("t " + word(own.nextInt(TAGS)));
                for (int j = random.nextInt(4); j > 0; j--) {
                    tags.add("t " + word(rank(random, TAGS)));
                }
                article.put("publishedAt", first.plusSeconds(begun + random.nextInt(5 * 86_400)).toString());
                out.write(json.writeValueAsString(article));
                out.write('\n');
            }
        }
    }

    private static String text(Random random, int[] own, int length) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < length; i++) {
            int rank = random.nextInt(3) == 0 ? own[rank(random, own.length)] : rank(random, VOCABULARY);
            text.append(i == 0 ? "" : i % 15 == 0 ? ". " : " ").append(word(rank));
        }
        return text.toString();
    }

    private static void measure(String server, int articles, int questions, String only) throws Exception {
        HttpClient client = HttpClient.newHttpClient();
        ObjectMapper json = new ObjectMapper();
        Random random = new Random(SEED + 1);
        List<String> ids = new ArrayList<>();
        List<String> phrases = new ArrayList<>();
        Map<String, Integer> counts = new HashMap<>();
        Instant first = published(json, get(client, server + "/v1/articles?limit=1&sort=oldest&fields=publishedAt"));
        Instant last = published(json, get(client, server + "/v1/articles?limit=1&sort=newest&fields=publishedAt"));
        while (ids.size() < questions + UNCOUNTED) {
            // from anywhere in the archive
            Instant before = last.minusSeconds((long) (random.nextDouble() * Duration.between(first, last).toSeconds()));
            JsonNode page = json.readTree(get(client, server
                    + "/v1/articles?limit=20&fields=id,headline,standfirst&publishedBefore=" + before));
            page.path("items").forEach(item -> {
                ids.add(item.path("id").asText());
                List<String> headline = words(item.path("headline").asText());
                if (headline.size() > 3) {
                    phrases.add(headline.get(2) + " " + headline.get(3));
                }
                headline.forEach(word -> counts.merge(word, 1, Integer::sum));
                item.path("standfirst").forEach(line -> words(line.asText()).forEach(word -> counts.merge(word, 1, Integer::sum)));
            });
        }
        List<String> words = counts.keySet().stream()
                .filter(word -> word.length() > 3)
                .sorted(Comparator.<String>comparingInt(counts::get).reversed().thenComparing(word -> word))
                .toList();
        IntFunction<String> common = i -> words.get(10 + i % 50);
        IntFunction<String> middling = i -> words.get(200 + i % 400);
        IntFunction<String> rare = i -> words.get(words.size() - 1 - i);
        System.out.printf("%-44s %9s %9s %9s %22s%n", articles + " articles, ms", "p50", "p90", "p99", "p99 without kdamond");
        for (int i = 0; i < UNCOUNTED; i++) {
            // until the compiler has seen it
            get(client, server + "/v1/articles/" + ids.get(questions + i) + "/similar?limit=10");
            get(client, server + "/v1/articles?q=" + encode(middling.apply(i)));
        }
        // the limit varies so that no question is asked twice
        IntFunction<String> limited = i -> encode(common.apply(i)) + "&limit=" + (10 + i / 50);
        Asking ask = new Asking(client, server, questions, only);
        ask.row("similar", i -> "/v1/articles/" + ids.get(i) + "/similar?limit=10");
        ask.row("search, common word", i -> "/v1/articles?q=" + limited.apply(i));
        ask.row("search, rare word", i -> "/v1/articles?q=" + encode(rare.apply(i)));
        ask.row("search, phrase", i -> "/v1/articles?q=" + encode("\"" + phrases.get(i) + "\""));
        ask.row("search, three words", i -> "/v1/articles?q=" + encode(common.apply(i) + " " + middling.apply(i) + " " + rare.apply(i)));
        ask.row("search, common word, by date", i -> "/v1/articles?sort=newest&q=" + limited.apply(i));
        ask.row("search, common word, facets", i -> "/v1/articles?facets=section,tag,month&q=" + limited.apply(i));
        ask.row("search, common word, highlights", i -> "/v1/articles?highlight=true&q=" + limited.apply(i));
        ask.row("search, rare word, facets, highlights", i -> "/v1/articles?facets=section,tag,month&highlight=true&q=" + encode(rare.apply(i)));
        ask.row("suggest", i -> "/v1/suggest?q=" + encode(middling.apply(i).substring(0, 3)) + "&limit=" + (5 + i % 6));
    }

    private static Instant published(ObjectMapper json, String page) throws IOException {
        return Instant.parse(json.readTree(page).path("items").path(0).path("publishedAt").asText());
    }

    private static List<String> words(String text) {
        return Pattern.compile("\\P{L}+").splitAsStream(text.toLowerCase(Locale.ROOT)).filter(word -> !word.isEmpty()).toList();
    }

    private record Asking(HttpClient client, String server, int questions, String only) {

        void row(String name, IntFunction<String> path) throws Exception {
            if (!name.startsWith(only)) {
                return;
            }
            double[] millis = new double[questions];
            List<Double> undisturbed = new ArrayList<>();
            for (int i = 0; i < questions; i++) {
                long before = Kdamond.ran();
                long begun = System.nanoTime();
                get(client, server + path.apply(i));
                millis[i] = (System.nanoTime() - begun) / 1e6;
                if (Kdamond.ran() == before) {
                    undisturbed.add(millis[i]);
                }
            }
            Arrays.sort(millis);
            undisturbed.sort(null);
            System.out.printf(
                    "%-44s %9.1f %9.1f %9.1f %22s%n",
                    name, millis[questions / 2], millis[questions * 9 / 10], millis[questions * 99 / 100],
                    Kdamond.PLACE == null ? "-" : "%.1f (of %.1f %%)".formatted(
                            undisturbed.get(undisturbed.size() * 99 / 100), 100.0 * undisturbed.size() / questions));
        }
    }

    private static final class Kdamond {

        static final Path PLACE = place();

        private static Path place() {
            try (Stream<Path> processes = Files.list(Path.of("/proc"))) {
                return processes.filter(process -> read(process.resolve("comm")).startsWith("kdamond"))
                        .findFirst()
                        .map(process -> process.resolve("schedstat"))
                        .orElse(null);
            } catch (IOException e) {
                return null;
            }
        }

        /** For how many nanoseconds so far. */
        static long ran() {
            return PLACE == null ? 0 : Long.parseLong(read(PLACE).split(" ")[0]);
        }

        private static String read(Path file) {
            try {
                return Files.readString(file);
            } catch (IOException e) {
                return "";
            }
        }
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private static String get(HttpClient client, String uri) throws Exception {
        HttpResponse<String> response =
                client.send(HttpRequest.newBuilder(URI.create(uri)).build(), HttpResponse.BodyHandlers.ofString());
        if (response.statusCode() != 200) {
            throw new IllegalStateException(uri + ": " + response.statusCode() + " " + response.body());
        }
        return response.body();
    }
}
