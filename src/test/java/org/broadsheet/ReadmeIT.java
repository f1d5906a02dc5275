package org.broadsheet;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.broadsheet.fixture.PackagedServer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Runs the README's calls as printed, and holds the answers against those that it prints. */
class ReadmeIT {

    private static final Pattern CALLS =
            Pattern.compile("```sh\\n(?<calls>.*?)```(?:\\n\\n```json\\n(?<answer>.*?)```)?", Pattern.DOTALL);
    private static final Pattern RELATIVE_LINK = Pattern.compile("\\]\\((?!http|#)([^)#]+)");
    private static final ObjectMapper JSON = new ObjectMapper();

    private static final String TOKEN = "bs_readme_" + "0123456789abcdef".repeat(3);

    private static PackagedServer server;

    record Call(String command, String answer) {
        @Override
        public String toString() {
            return command;
        }
    }

    @BeforeAll
    static void start() throws Exception {
        server = PackagedServer.start(Map.of("BROADSHEET_ADMIN_TOKEN", TOKEN));
    }

    @AfterAll
    static void stop() throws Exception {
        server.close();
    }

    static List<Call> calls() throws IOException {
        List<Call> calls = new ArrayList<>();
        Matcher matcher = CALLS.matcher(Files.readString(Path.of("README.md")));
        while (matcher.find()) {
            String[] commands = matcher.group("calls").strip().split("\n");
            for (int i = 0; i < commands.length; i++) {
                calls.add(new Call(commands[i], i == commands.length - 1 ? matcher.group("answer") : null));
            }
        }
        assertThat(calls).hasSizeGreaterThan(10);
        return calls;
    }

    @ParameterizedTest
    @MethodSource("calls")
    void callWorksAsPrinted(Call call) throws Exception {
        if (call.command().contains("/stream")) {
            // it never ends of its own accord: three seconds of it
            assertThat(run("timeout 3 " + call.command() + " || test $? = 124")).contains("data:", "\"seq\":65");
            return;
        }
        String printed = run(call.command());

        if (call.answer() != null) {
            assertThat(withoutTrace(printed)).isEqualTo(withoutTrace(call.answer()));
        } else if (call.command().contains("-D -")) {
            assertThat(printed).startsWith("HTTP/1.1 200");
        } else {
            assertThat(JSON.readTree(printed).has("status")).as(printed).isFalse();
        }
    }

    /** The trace id is another one each time. */
    private static com.fasterxml.jackson.databind.JsonNode withoutTrace(String json) throws IOException {
        var tree = JSON.readTree(json);
        if (tree instanceof com.fasterxml.jackson.databind.node.ObjectNode object) {
            object.remove("traceId");
        }
        return tree;
    }

    private static String run(String command) throws Exception {
        ProcessBuilder builder = new ProcessBuilder(
                        "bash", "-c", command.replace("http://localhost:8080", server.address()))
                .redirectError(ProcessBuilder.Redirect.INHERIT);
        builder.environment().put("TOKEN", TOKEN);
        Process process = builder.start();
        String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(printed).isZero();
        return printed;
    }

    @Test
    void everyLinkToAFileLeadsToOne() throws IOException {
        Matcher links = RELATIVE_LINK.matcher(Files.readString(Path.of("README.md")));
        List<String> missing = new ArrayList<>();
        while (links.find()) {
            if (!Files.exists(Path.of(links.group(1)))) {
                missing.add(links.group(1));
            }
        }
        assertThat(missing).isEmpty();
    }

    @Test
    void explorerComesFromTheApplicationItself() throws Exception {
        String page = server.get("/docs/").body();

        assertThat(page).contains("swagger-ui").doesNotContainPattern("(src|href)=\"(https?:)?//");
        Matcher scripts = Pattern.compile("(?:src|href)=\"(?!data:)([^\"]+\\.(?:js|css))\"")
                .matcher(page);
        int found = 0;
        while (scripts.find()) {
            String path = scripts.group(1).startsWith("/") ? scripts.group(1) : "/docs/" + scripts.group(1);
            assertThat(server.get(path).statusCode()).as(path).isEqualTo(200);
            found++;
        }
        assertThat(found).isPositive();
    }
}
