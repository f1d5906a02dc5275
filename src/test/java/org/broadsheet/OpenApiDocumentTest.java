package org.broadsheet;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.broadsheet.body.Block;
import org.broadsheet.manuscript.EditorialForm;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What an app developer may expect of every operation in {@code openapi/openapi.yaml}. */
class OpenApiDocumentTest {

    record Call(String name, JsonNode operation) {}

    private static JsonNode document;
    private static final List<Call> CALLS = new ArrayList<>();

    @BeforeAll
    static void read() throws IOException {
        document = new ObjectMapper(new YAMLFactory())
                .readTree(Path.of("openapi", "openapi.yaml").toFile());
        CALLS.clear();
        document.get("paths")
                .properties()
                .forEach(path -> path.getValue().properties().forEach(method -> {
                    if (List.of("get", "post", "put", "patch", "delete").contains(method.getKey())) {
                        CALLS.add(new Call(method.getKey() + " " + path.getKey(), method.getValue()));
                    }
                }));
        assertThat(CALLS).hasSizeGreaterThan(10);
    }

    @Test
    void everyOperationIsNamedAndExplained() {
        assertThat(CALLS).allSatisfy(call -> {
            assertThat(call.operation().path("operationId").asText())
                    .as(call.name())
                    .isNotEmpty();
            assertThat(call.operation().path("summary").asText())
                    .as(call.name())
                    .isNotEmpty();
            assertThat(call.operation().path("description").asText())
                    .as(call.name())
                    .hasSizeGreaterThan(40);
            assertThat(call.operation().path("tags")).as(call.name()).hasSize(1);
        });
        assertThat(CALLS.stream()
                        .map(call -> call.operation().get("operationId").asText()))
                .doesNotHaveDuplicates();
    }

    @Test
    void everyParameterIsExplained() {
        assertThat(CALLS)
                .allSatisfy(call -> call.operation()
                        .path("parameters")
                        .forEach(parameter -> assertThat(parameter.has("$ref")
                                        || !parameter
                                                .path("description")
                                                .asText()
                                                .isEmpty())
                                .as(call.name() + " " + parameter.path("name"))
                                .isTrue()));
    }

    @Test
    void everyOperationListsItsProblems() {
        assertThat(CALLS).allSatisfy(call -> {
            JsonNode responses = call.operation().get("responses");
            for (String status : List.of("400", "406", "500", "503")) {
                assertThat(responses.path(status).path("$ref").asText())
                        .as(call.name())
                        .startsWith("#/components/responses/Problem");
            }
            if (call.name().contains("{")) {
                assertThat(responses.has("404")).as(call.name()).isTrue();
            }
        });
        document.get("components").get("responses").properties().forEach(response -> {
            JsonNode media = response.getValue().path("content").path("application/problem+json");
            assertThat(media.path("schema").path("$ref").asText())
                    .as(response.getKey())
                    .isEqualTo("#/components/schemas/Problem");
            assertValid(media.path("example"), media.get("schema"), response.getKey());
        });
    }

    @Test
    void everyPublicReadSaysAsOfWhichChangeItIs() {
        assertThat(CALLS)
                .filteredOn(
                        call -> call.name()
                                .matches(
                                        "get /v1/(articles|sections|bylines|tags|suggest|resolve|feeds|sitemaps).*|post /v1/(resolve|similar)"))
                .hasSizeGreaterThan(10)
                .allSatisfy(call -> {
                    assertThat(call.operation().path("parameters").findValuesAsText("$ref"))
                            .as(call.name())
                            .contains("#/components/parameters/MinSeq");
                    assertThat(call.operation().at("/responses/200/headers").has("Broadsheet-Seq"))
                            .as(call.name())
                            .isTrue();
                });
    }

    @Test
    void everyAnswerHasAnExampleThatIsOfItsSchema() {
        assertThat(CALLS).allSatisfy(call -> {
            boolean answersJson = call.operation().at("/responses").properties().stream()
                    .filter(response -> response.getKey().startsWith("2"))
                    .anyMatch(response -> response.getValue().path("content").has("application/json"));
            if (!answersJson) {
                // nothing, another address, a stream of events, a file or a form of somebody else's
                assertThat(call.name())
                        .matches("delete .*|get /v1/(changes/stream|snapshots/.*|feeds/.*|sitemaps.*"
                                + "|editorial/kills/.*/export)");
                return;
            }
            String status = call.operation().at("/responses/201").isMissingNode() ? "200" : "201";
            JsonNode media = call.operation().at("/responses/" + status + "/content/application~1json");
            assertValid(media.path("example"), media.path("schema"), call.name());
            JsonNode request = call.operation().at("/requestBody/content/application~1json");
            if (!request.isMissingNode()) {
                assertValid(request.path("example"), request.path("schema"), call.name());
            }
        });
    }

    /** What the code needs, {@code access.EditorialMatrixTest} tells; here it is told to those who call. */
    @Test
    void callsOfTheNewsroomSayWhatTheyNeed() {
        assertThat(CALLS).allSatisfy(call -> {
            boolean newsroom = call.name().matches("\\w+ /v1/(editorial|partners|webhooks).*");
            boolean read = !newsroom && !call.name().contains("/v1/previews/");
            JsonNode scope = call.operation().at("/security/0/bearer/0");
            boolean keyed = newsroom || call.name().contains("/v1/kills");
            assertThat(scope.isMissingNode()).as(call.name()).isEqualTo(!keyed);
            for (String status : List.of("401", "403")) {
                assertThat(call.operation().get("responses").has(status))
                        .as(call.name())
                        .isEqualTo(newsroom || read);
            }
            if (read) {
                // first without a key, where that will do
                assertThat(call.operation()
                                .at(keyed ? "/security/0/bearer/0" : "/security/1/bearer/0")
                                .asText())
                        .as(call.name())
                        .isIn("content:read", "changes:read");
                assertThat(call.operation().get("responses").has("429"))
                        .as(call.name())
                        .isTrue();
            }
            if (newsroom) {
                assertThat(call.operation().get("description").asText())
                        .endsWith("Needs the scope `" + scope.asText() + "`.");
            }
        });
    }

    private static void assertValid(JsonNode example, JsonNode schema, String name) {
        assertThat(example.isMissingNode()).as("%s has no example", name).isFalse();
        ObjectNode whole = schema.deepCopy();
        whole.set("components", document.get("components"));
        assertThat(JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
                        .getSchema(whole)
                        .validate(example))
                .as(name)
                .isEmpty();
    }

    @Test
    void schemaOfAWrongExampleWouldNotPass() {
        JsonNode schema = document.at("/paths/~1v1~1articles/get/responses/200/content/application~1json/schema");
        ObjectNode whole = schema.deepCopy();
        whole.set("components", document.get("components"));
        ObjectNode wrong = new ObjectMapper().createObjectNode().put("items", "none");

        assertThat(JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
                        .getSchema(whole)
                        .validate(wrong))
                .isNotEmpty();
    }

    @Test
    void whatAPatchTakesMayBeLeftOutOrRemoved() {
        assertThat(CALLS)
                .filteredOn(call -> call.name().startsWith("patch "))
                .hasSize(7)
                .allSatisfy(call -> call.operation().at("/requestBody/content").forEach(media -> {
                    String ref = media.at("/schema/$ref").asText();
                    assertThat(ref).as(call.name()).endsWith("Patch");
                    JsonNode patch = document.at(ref.substring(1));
                    JsonNode form = document.at(ref.substring(1).replace("Patch", "Form"));
                    assertThat(patch.has("required")).as(ref).isFalse();
                    assertThat(form.get("required")).as(ref).isNotEmpty();
                    patch.get("properties").fieldNames().forEachRemaining(key -> {
                        ObjectNode removed = new ObjectMapper().createObjectNode();
                        removed.putNull(key);
                        if (form.get("required").findValues(key).isEmpty()
                                && !form.get("required").toString().contains("\"" + key + "\"")) {
                            assertValid(removed, media.get("schema"), ref + " " + key);
                        }
                    });
                }));
    }

    @Test
    void formOfAnArticleHasTheKeysThatAreRead() {
        TreeSet<String> keys = new TreeSet<>();
        document.at("/components/schemas/ArticleForm/properties").fieldNames().forEachRemaining(keys::add);

        assertThat(keys).isEqualTo(new TreeSet<>(EditorialForm.KEYS));
    }

    /** No generator of clients makes code that compiles of "an array or something else". */
    @Test
    void nothingIsEitherAListOrSomethingElse() {
        document.findValues("oneOf")
                .forEach(kinds -> kinds.forEach(
                        kind -> assertThat(kind.path("type").asText()).isNotEqualTo("array")));
    }

    @Test
    void callsTellWhatTheyMayBeAnsweredWith() {
        for (String path :
                List.of("articles~1{id}", "articles~1{id}~1history", "bylines~1{slug}", "tags~1{type}~1{slug}")) {
            assertThat(document.at("/paths/~1v1~1" + path + "/get/responses").has("308"))
                    .as(path)
                    .isTrue();
        }
        JsonNode preview = document.at("/paths/~1v1~1previews~1{token}/get/responses");
        assertThat(preview.has("304")).isFalse();
        assertThat(preview.at("/200/headers").has("ETag")).isFalse();
        assertThat(document.at("/paths/~1v1~1editorial~1articles/post/responses/201/headers")
                        .has("Location"))
                .isTrue();
        assertThat(document.at("/components/responses/ProblemStale/headers").has("ETag"))
                .isTrue();
    }

    /** The schemas of blocks are written by hand, next to the records that they describe. */
    @Test
    void blocksAreThoseThatThereAre() {
        JsonNode mapping = document.at("/components/schemas/Block/discriminator/mapping");
        TreeSet<String> described = new TreeSet<>();
        for (Map.Entry<String, JsonNode> entry : mapping.properties()) {
            JsonNode schema = document.at(entry.getValue().asText().substring(1));
            TreeSet<String> fields = new TreeSet<>();
            schema.get("properties").fieldNames().forEachRemaining(fields::add);
            fields.remove("type");
            described.add(entry.getKey() + fields);
        }
        TreeSet<String> there = new TreeSet<>();
        for (Class<?> block : Block.class.getPermittedSubclasses()) {
            TreeSet<String> fields = new TreeSet<>();
            for (var component : block.getRecordComponents()) {
                fields.add(component.getName());
            }
            String name = block.getSimpleName().replace("ListBlock", "List");
            there.add(Character.toLowerCase(name.charAt(0)) + name.substring(1) + fields);
        }
        assertThat(described).isEqualTo(there);
    }

    @Test
    void enumerationsAreAsTheyStandOnTheWire() {
        assertThat(document.findValues("enum"))
                .isNotEmpty()
                .allSatisfy(values -> values.forEach(value ->
                        assertThat(value.asText()).isNotEqualTo(value.asText().toUpperCase(java.util.Locale.ROOT))));
    }
}
