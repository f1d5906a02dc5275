package org.broadsheet;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.broadsheet.fixture.PackagedServer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The examples of the OpenAPI document are answers of the sample newsroom: each is asked for and compared. With
 * {@code -Dbroadsheet.examples=write} they are written anew instead.
 */
class OpenApiExamplesIT {

    private static final Path EXAMPLES = Path.of("src", "main", "resources", "openapi-examples");
    private static final boolean WRITE = "write".equals(System.getProperty("broadsheet.examples"));
    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    private static PackagedServer server;

    @BeforeAll
    static void start() throws Exception {
        server = PackagedServer.start();
    }

    @AfterAll
    static void stop() throws Exception {
        server.close();
    }

    static List<Path> examples() throws IOException {
        try (Stream<Path> files = Files.list(EXAMPLES)) {
            return files.filter(file -> file.toString().endsWith(".json"))
                    .sorted()
                    .toList();
        }
    }

    @ParameterizedTest
    @MethodSource("examples")
    void exampleIsWhatTheCallAnswers(Path file) throws Exception {
        ObjectNode example = (ObjectNode) JSON.readTree(file.toFile());
        if (!example.has("request")) {
            // a problem that can't be had by asking for it
            return;
        }
        String path = example.get("request").asText();
        HttpResponse<String> answer =
                example.has("body") ? server.post(path, example.get("body").toString()) : server.get(path);
        JsonNode body = JSON.readTree(answer.body());
        if (WRITE) {
            example.set("response", settled(body));
            Files.writeString(file, JSON.writeValueAsString(example) + "\n");
        }
        assertThat(settled(body)).isEqualTo(settled(example.get("response")));
    }

    /** Without what is another each time: cursors are sealed with a secret of each database. */
    private static JsonNode settled(JsonNode answer) {
        JsonNode copy = answer.deepCopy();
        if (copy.path("page") instanceof ObjectNode page) {
            Stream.of("next", "previous").filter(page::has).forEach(key -> page.put(key, "PjE3OTI0MDgyMDAwMDAwMDA"));
        }
        if (copy.has("traceId")) {
            ((ObjectNode) copy).put("traceId", "4bf92f3577b34da6a3ce929d0e0e4736");
        }
        return copy;
    }
}
