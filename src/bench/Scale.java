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
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.IntFunction;

/**
 * Articles that nobody wrote, as many as are wanted, and how long searches among them take. Called by bench.
 *
 * <p>{@code generate N}: NDJSON in the import form. Words follow Zipf's law over 300,000 of them (exponent 1.07, as in
 * English); each article is of one of N / 4 stories, and takes a third of its words from that story's own two hundred. Tags,
 * bylines and sections follow Zipf's law too. The same seed makes the same articles.
 *
 * <p>{@code measure URL N QUESTIONS}: asks one after the other, each question once.
 */
final class Scale {

    private static final long SEED = 20261125;
    private static final int VOCABULARY = 300_000;
    private static final int TAGS = 20_000;
    private static final int BYLINES = 2_000;
    private static final int SECTIONS = 60;
    private static final double EXPONENT = 1.07;
    private static final String[] SYLLABLES = {
        "ka", "ro", "mi", "ten", "sol", "bar", "lu", "ne", "vi", "dor", "pa", "sen", "gri", "tal", "o", "we", "hal", "fu", "ze", "quin"
    };

    private Scale() {}

    public static void main(String[] arguments) throws Exception {
        if (arguments[0].equals("generate")) {
            generate(Integer.parseInt(arguments[1]));
        } else {
            measure(arguments[1], Integer.parseInt(arguments[2]), Integer.parseInt(arguments[3]));
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

    private static void measure(String server, int articles, int questions) throws Exception {
        HttpClient client = HttpClient.newHttpClient();
        ObjectMapper json = new ObjectMapper();
        Random random = new Random(SEED + 1);
        List<String> ids = new ArrayList<>();
        List<String> phrases = new ArrayList<>();
        while (ids.size() < questions + 200) {
            // from anywhere in the archive
            Instant before = Instant.parse("2016-01-10T00:00:00Z").plusSeconds((long) (random.nextDouble() * 10 * 365 * 86_400));
            JsonNode page = json.readTree(get(client, server
                    + "/v1/articles?limit=20&fields=id,headline&publishedBefore=" + before));
            page.path("items").forEach(item -> {
                ids.add(item.path("id").asText());
                String[] words = item.path("headline").asText().split(" ");
                phrases.add(words[2] + " " + words[3]);
            });
        }
        System.out.printf("%-44s %9s %9s %9s%n", articles + " articles, ms", "p50", "p90", "p99");
        for (int i = 0; i < 200; i++) {
            // not counted: until the compiler has seen it
            get(client, server + "/v1/articles/" + ids.get(questions + i) + "/similar?limit=10&fields=id");
            get(client, server + "/v1/articles?fields=id&q=" + encode(word(3_000 + i)));
        }
        row("similar", questions, i -> "/v1/articles/" + ids.get(i) + "/similar?limit=10", client, server);
        row("search, common word", questions, i -> "/v1/articles?q=" + word(20 + i % 50) + "&limit=" + (10 + i % 10), client, server);
        row("search, rare word", questions, i -> "/v1/articles?q=" + word(50_000 + i), client, server);
        row("search, phrase", questions, i -> "/v1/articles?q=" + encode("\"" + phrases.get(i) + "\""), client, server);
        row("search, three words", questions, i -> "/v1/articles?q="
                + encode(word(100 + i) + " " + word(5_000 + i) + " " + word(40_000 + i)), client, server);
        row("  by date", questions, i -> "/v1/articles?sort=newest&q=" + word(20 + i % 50) + "&limit=" + (10 + i % 10), client, server);
        row("  with facets", questions, i -> "/v1/articles?facets=section,tag,month&q=" + word(20 + i % 50) + "&limit=" + (10 + i % 10), client, server);
        row("  with marks", questions, i -> "/v1/articles?highlight=true&q=" + word(20 + i % 50) + "&limit=" + (10 + i % 10), client, server);
        row("suggest", questions, i -> "/v1/suggest?q=" + word(20 + i % 300).substring(0, 3), client, server);
    }

    private static void row(String name, int questions, IntFunction<String> path, HttpClient client, String server)
            throws Exception {
        double[] millis = new double[questions];
        for (int i = 0; i < questions; i++) {
            long begun = System.nanoTime();
            get(client, server + path.apply(i));
            millis[i] = (System.nanoTime() - begun) / 1e6;
        }
        Arrays.sort(millis);
        System.out.printf(
                "%-44s %9.1f %9.1f %9.1f%n",
                name, millis[questions / 2], millis[questions * 9 / 10], millis[questions * 99 / 100]);
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
