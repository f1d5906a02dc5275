package org.broadsheet.importing;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.zip.GZIPInputStream;
import org.broadsheet.fixture.PackagedServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/**
 * Imports real news that is not part of this repository, and reads it back. Not run by {@code ./broadsheet test}, but by
 * {@code .ci/run} where the folder is there: {@code mvn surefire:test -Dtest=Shared*Suite -Dbroadsheet.shared=DIR}.
 */
class SharedDataSuite {

    private static final Path SHARED = Path.of(System.getProperty("broadsheet.shared", "../shared"));
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir(cleanup = CleanupMode.NEVER) // the server deletes it
    Path directory;

    private String run(List<String> jvmOptions, Path file, int exitCode) throws Exception {
        Process process = PackagedServer.application(directory, jvmOptions, "import", file.toString())
                .start();
        int exit = process.waitFor();
        String printed = Files.readString(directory.resolve("server.log"));
        assertThat(exit).as(printed).isEqualTo(exitCode);
        return printed;
    }

    @Test
    void corpusGoesInIsThereAndGoesInAgainWithoutAChange() throws Exception {
        Path news = SHARED.resolve("data/corpus/us-news-2012-2016.ndjson.gz");
        assertThat(run(List.of(), news, 0)).contains("8,914").contains("created");
        assertThat(run(List.of(), news, 0))
                .contains("8,914")
                .contains("unchanged")
                .doesNotContain("1 created");

        try (PackagedServer server = PackagedServer.start(directory)) {
            assertThat(page(server, "count=exact&limit=1").at("/page/total").asInt())
                    .isEqualTo(8914);
            Set<String> seen = new HashSet<>();
            JsonNode page = page(server, "limit=200&fields=id");
            page.get("items").forEach(item -> seen.add(item.get("id").asText()));
            while (page.at("/page/next").isTextual()) {
                page = page(
                        server,
                        "limit=200&fields=id&cursor=" + page.at("/page/next").asText());
                page.get("items")
                        .forEach(item ->
                                assertThat(seen.add(item.get("id").asText())).isTrue());
            }
            assertThat(seen).hasSize(8914);
            assertThat(page(server, "section=elections&count=exact&limit=1")
                            .at("/page/total")
                            .asInt())
                    .isEqualTo(1503);
        }
    }

    @Test
    void blogWithMarkdownAndExpiryGoesIn() throws Exception {
        run(List.of(), SHARED.resolve("data/corpus/public-service-2010-2024.ndjson.gz"), 0);

        try (PackagedServer server = PackagedServer.start(directory)) {
            JsonNode page = page(server, "limit=200&include=body");
            assertThat(page.get("items")).isNotEmpty().allSatisfy(item -> {
                assertThat(item.path("rights").path("expiresAt").asText("9999")).isGreaterThan("2026");
                assertThat(item.get("body").isArray()).isTrue();
            });
        }
    }

    @Test
    void memoryDoesNotGrowWithTheFile() throws Exception {
        Path large = directory.resolve("large.ndjson");
        try (BufferedWriter writer = Files.newBufferedWriter(large)) {
            for (int copy = 0; copy < 3; copy++) {
                repeat(writer, copy);
            }
        }
        assertThat(run(List.of("-Xmx256m"), large, 0)).contains("26,742");
        PackagedServer.start(directory).close();
    }

    private static void repeat(BufferedWriter writer, int copy) throws Exception {
        Path news = SHARED.resolve("data/corpus/us-news-2012-2016.ndjson.gz");
        try (BufferedReader reader = new BufferedReader(
                new InputStreamReader(new GZIPInputStream(Files.newInputStream(news)), StandardCharsets.UTF_8))) {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                ObjectNode article = (ObjectNode) JSON.readTree(line);
                article.put("id", article.get("id").asText() + "-" + copy);
                writer.write(JSON.writeValueAsString(article));
                writer.newLine();
            }
        }
    }

    private static JsonNode page(PackagedServer server, String query) throws Exception {
        return JSON.readTree(server.get("/v1/articles?" + query).body());
    }
}
