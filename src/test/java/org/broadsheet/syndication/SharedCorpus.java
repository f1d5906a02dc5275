package org.broadsheet.syndication;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.broadsheet.fixture.PackagedServer;

/**
 * A server with all the real news that is not part of this repository, and a piece of today. The suites that read it run as
 * {@code importing.SharedDataSuite} does, and share one.
 */
final class SharedCorpus {

    static final Path SHARED = Path.of(System.getProperty("broadsheet.shared", "../shared"));
    static final String FRONT_END = "https://ledger.example";
    static final ObjectMapper JSON = new ObjectMapper();

    private static final Pattern NEXT = Pattern.compile("<([^>]*)>; rel=\"next\"");
    private static final SharedCorpus ONE = new SharedCorpus();

    private final PackagedServer server;
    private final Path pages;
    private final Map<String, List<Path>> walked = new HashMap<>();

    private SharedCorpus() {
        try {
            Path directory = Files.createTempDirectory("broadsheet-corpus");
            pages = Files.createTempDirectory("broadsheet-pages");
            Path today = Files.writeString(directory.resolve("today.ndjson"), today());
            for (Path file : List.of(
                    SHARED.resolve("data/corpus/us-news-2012-2016.ndjson.gz"),
                    SHARED.resolve("data/corpus/public-service-2010-2024.ndjson.gz"),
                    today)) {
                Process process = PackagedServer.application(directory, List.of(), "import", file.toString())
                        .start();
                assertThat(process.waitFor())
                        .as(Files.readString(directory.resolve("server.log")))
                        .isZero();
            }
            // nobody asks for similar articles
            server = PackagedServer.start(directory, Map.of("BROADSHEET_MEANING_PROFILES", "false"));
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
        Runtime.getRuntime().addShutdownHook(new Thread(this::close));
    }

    private static String today() {
        return """
            {"id": "today-1", "headline": "Ferries & <islands>: what \\"late\\" means", "kicker": "Strait", \
            "standfirst": "Nobody waits for nobody.", "body": "The first boat left at six & never < came back.", \
            "section": "strait", "authors": [{"name": "Ola Øst", "role": "reporter"}, "Ivo & Daughters"], \
            "tags": [{"type": "place", "name": "Lantern Strait"}, {"type": "person", "name": "Ada Quill"}], \
            "publishedAt": "%s", "lead": {"url": "https://images.example/ferry.jpg", "alt": "A ferry", "credit": "O. Øst"}}
            """.formatted(Instant.now().minus(Duration.ofHours(1)));
    }

    static SharedCorpus get() {
        return ONE;
    }

    private void close() {
        try {
            server.close();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    String address() {
        return server.address();
    }

    HttpResponse<String> ask(String path) throws Exception {
        HttpResponse<String> answer = server.get(path);
        assertThat(answer.statusCode()).as(path).isEqualTo(200);
        return answer;
    }

    String text(String path) throws Exception {
        return ask(path).body();
    }

    JsonNode json(String path) throws Exception {
        return JSON.readTree(text(path));
    }

    /** All the pages of a list, as files in the order in which the header {@code Link} leads through them. */
    List<Path> walk(String name, String first) throws Exception {
        List<Path> known = walked.get(name);
        if (known != null) {
            return known;
        }
        List<Path> files = new ArrayList<>();
        Path directory = Files.createDirectory(pages.resolve(name));
        String next = first;
        while (next != null) {
            HttpResponse<String> answer = ask(next);
            files.add(Files.writeString(directory.resolve("%04d.page".formatted(files.size())), answer.body()));
            Matcher link = NEXT.matcher(answer.headers().firstValue("Link").orElse(""));
            next = link.find() ? link.group(1) : null;
        }
        walked.put(name, files);
        return files;
    }

    /** A hundred articles a page, as this API's own format has them: what others have to give back. */
    List<Path> cards() throws Exception {
        return walk("cards", "/v1/articles?limit=100&include=body&body=html");
    }

    static JsonNode items(Path page) throws Exception {
        return JSON.readTree(Files.readString(page)).get("items");
    }

    int articles() throws Exception {
        return json("/v1/articles?count=exact&limit=1").at("/page/total").asInt();
    }
}
