package org.broadsheet.wiring;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** Kubernetes manifests as {@code kubectl kustomize} writes them, or, where there is none, as the files have them. */
final class Manifests {

    private static final Map<Path, List<JsonNode>> READ = new ConcurrentHashMap<>();

    private Manifests() {}

    /** The documents of a kustomization. */
    static List<JsonNode> of(Path kustomization) {
        return READ.computeIfAbsent(kustomization, Manifests::read);
    }

    private static List<JsonNode> read(Path kustomization) {
        try {
            return kubectl() ? parse(run("kubectl", "kustomize", kustomization.toString())) : fromFiles(kustomization);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    /** Whether there is a kubectl on the path. */
    static boolean kubectl() {
        return Stream.of(System.getenv("PATH").split(":"))
                .anyMatch(directory -> Files.isExecutable(Path.of(directory, "kubectl")));
    }

    /** The resources as they stand, and the generated ConfigMap. */
    private static List<JsonNode> fromFiles(Path kustomization) throws IOException {
        JsonNode file = parse(Files.readString(kustomization.resolve("kustomization.yaml")))
                .getFirst();
        List<JsonNode> documents = new ArrayList<>();
        for (JsonNode resource : file.at("/resources")) {
            documents.addAll(parse(Files.readString(kustomization.resolve(resource.asText()))));
        }
        Map<String, Object> data = new LinkedHashMap<>();
        for (JsonNode literal : file.at("/configMapGenerator/0/literals")) {
            String[] parts = literal.asText().split("=", 2);
            data.put(parts[0], parts[1]);
        }
        documents.add(new ObjectMapper()
                .valueToTree(Map.of(
                        "apiVersion",
                        "v1",
                        "kind",
                        "ConfigMap",
                        "metadata",
                        Map.of(
                                "name",
                                file.at("/configMapGenerator/0/name").asText(),
                                "labels",
                                file.at("/generatorOptions/labels")),
                        "data",
                        data)));
        return documents;
    }

    private static String run(String... command) throws IOException {
        Path errors = Files.createTempFile("kubectl", ".log");
        Process process =
                new ProcessBuilder(command).redirectError(errors.toFile()).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        try {
            assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        assertThat(process.exitValue()).as(Files.readString(errors)).isZero();
        return output;
    }

    /** The documents of a file; one with a key given twice is refused. */
    static List<JsonNode> parse(String text) {
        LoaderOptions options = new LoaderOptions();
        options.setAllowDuplicateKeys(false);
        ObjectMapper json = new ObjectMapper();
        return StreamSupport.stream(
                        new Yaml(new SafeConstructor(options)).loadAll(text).spliterator(), false)
                .<JsonNode>map(document -> document == null ? MissingNode.getInstance() : json.valueToTree(document))
                .toList();
    }
}
