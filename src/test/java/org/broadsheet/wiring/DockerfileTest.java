package org.broadsheet.wiring;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Holds the Dockerfile against the application that it builds and runs. */
class DockerfileTest {

    private record Instruction(String name, String text) {}

    private final Settings settings = Settings.read();
    private final List<Instruction> instructions = instructions();

    @Test
    void bothStagesHaveTheJavaThatThePomCompilesFor() throws IOException {
        Matcher release =
                Pattern.compile("<maven.compiler.release>(\\d+)<").matcher(Files.readString(Path.of("pom.xml")));
        assertThat(release.find()).isTrue();
        String java = release.group(1);
        assertThat(all(instructions, "FROM")).hasSize(2);
        assertThat(all(instructions, "FROM").getFirst()).matches("maven:\\S+-eclipse-temurin-" + java + " AS build");
        assertThat(all(instructions, "FROM").getLast()).matches("eclipse-temurin:" + java + "-jre-\\S+");
    }

    @Test
    void itRunsAsTheUserThatKubernetesRunsItAs() throws IOException {
        String user = only("USER");
        assertThat(user).matches("[1-9][0-9]*:[1-9][0-9]*");
        assertThat(Files.readString(Path.of("k8s/base/deployment.yaml")))
                .contains("runAsUser: " + user.split(":")[0] + "\n")
                .contains("runAsGroup: " + user.split(":")[1] + "\n");
        assertThat(only("RUN")).contains("useradd --uid " + user.split(":")[0]);
    }

    @Test
    void itExposesTheApplicationsPort() {
        assertThat(only("EXPOSE")).isEqualTo(settings.port());
    }

    @Test
    void theJvmIsStartedWithoutAShell() {
        assertThat(command(only("ENTRYPOINT"))).containsExactly("java", "-jar", "/opt/broadsheet/quarkus-run.jar");
        assertThat(all(finalStage(), "CMD")).isEmpty();
    }

    @Test
    void theDataDirectoryIsAVolumeThatTheUserOwns() {
        assertThat(only("ENV")).contains("BROADSHEET_DATA=" + only("VOLUME"));
        assertThat(only("RUN")).containsPattern("install -d -o 10001 -g 10001 \\S+ \\S+ " + only("VOLUME") + " ");
    }

    @Test
    void theImageHasTheFourPartsOfTheBuild() {
        assertThat(all(finalStage(), "COPY"))
                .hasSize(4)
                .allMatch(copy -> copy.startsWith("--from=build /build/target/quarkus-app/"));
    }

    @Test
    void theBuildsContextIsOnlyWhatTheBuildCopies() throws IOException {
        assertThat(Files.readAllLines(Path.of(".dockerignore")).stream()
                        .filter(line -> line.startsWith("!"))
                        .map(line -> line.substring(1)))
                .containsExactlyInAnyOrderElementsOf(all(instructions, "COPY").stream()
                        .filter(copy -> !copy.startsWith("--from"))
                        .map(copy -> copy.split(" ")[0])
                        .toList());
    }

    @Test
    void theHealthCheckSucceedsOnlyWhenTheApplicationIsReady() throws Exception {
        String ready = settings.healthRoot() + "/ready";
        assertThat(healthOf(ready, 200)).isZero();
        assertThat(healthOf(ready, 503)).isNotZero();
        assertThat(healthOf("/elsewhere", 200)).isNotZero();
    }

    @Test
    void theHealthCheckFailsWhenNobodyListens() throws Exception {
        int free;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            free = socket.getLocalPort();
        }
        assertThat(check(free)).isNotZero();
    }

    @Test
    void theHealthCheckAsksTheDefaultPort() {
        assertThat(only("HEALTHCHECK")).contains("${BROADSHEET_PORT:-" + settings.port() + "}");
    }

    /** What the check says of a server that answers {@code status} at {@code path}, and 404 elsewhere. */
    private int healthOf(String path, int status) throws Exception {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            exchange.sendResponseHeaders(exchange.getRequestURI().getPath().equals(path) ? status : 404, -1);
            exchange.close();
        });
        server.start();
        try {
            return check(server.getAddress().getPort());
        } finally {
            server.stop(0);
        }
    }

    private int check(int port) throws Exception {
        String check = only("HEALTHCHECK");
        ProcessBuilder process = new ProcessBuilder(command(check.substring(check.indexOf("CMD ") + 4)))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD);
        process.environment().put("BROADSHEET_PORT", Integer.toString(port));
        return process.start().waitFor();
    }

    private static List<String> command(String json) {
        try {
            return Arrays.asList(new ObjectMapper().readValue(json, String[].class));
        } catch (IOException e) {
            throw new AssertionError("not in the exec form: " + json, e);
        }
    }

    private String only(String name) {
        List<String> found = all(finalStage(), name);
        assertThat(found).as(name).hasSize(1);
        return found.getFirst();
    }

    private List<Instruction> finalStage() {
        int from = 0;
        for (int i = 0; i < instructions.size(); i++) {
            from = instructions.get(i).name().equals("FROM") ? i : from;
        }
        return instructions.subList(from, instructions.size());
    }

    private static List<String> all(List<Instruction> instructions, String name) {
        return instructions.stream()
                .filter(instruction -> instruction.name().equals(name))
                .map(Instruction::text)
                .toList();
    }

    private static List<Instruction> instructions() {
        List<Instruction> instructions = new ArrayList<>();
        StringBuilder open = new StringBuilder();
        try {
            for (String line : Files.readAllLines(Path.of("Dockerfile"))) {
                if (line.isBlank() || line.startsWith("#")) {
                    continue;
                }
                boolean goesOn = line.endsWith("\\");
                open.append(goesOn ? line.substring(0, line.length() - 1) : line);
                if (!goesOn) {
                    String[] parts = open.toString().strip().split("\\s+", 2);
                    instructions.add(new Instruction(parts[0], parts[1]));
                    open.setLength(0);
                }
            }
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        return instructions;
    }
}
