package org.broadsheet.wiring;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/**
 * Holds the Kubernetes manifests against the application that they run: as {@code kubectl kustomize} writes them, or,
 * where there is no kubectl, as the base's files have them.
 */
class KubernetesManifestsTest {

    private static final Map<String, String> KINDS = Map.of(
            "ConfigMap", "v1",
            "Service", "v1",
            "Deployment", "apps/v1",
            "Job", "batch/v1",
            "PodDisruptionBudget", "policy/v1",
            "Ingress", "networking.k8s.io/v1");

    private static final Set<String> POD_FIELDS = Set.of(
            "automountServiceAccountToken",
            "containers",
            "enableServiceLinks",
            "restartPolicy",
            "securityContext",
            "terminationGracePeriodSeconds",
            "topologySpreadConstraints",
            "volumes");
    private static final Set<String> CONTAINER_FIELDS = Set.of(
            "args",
            "env",
            "envFrom",
            "image",
            "lifecycle",
            "livenessProbe",
            "name",
            "ports",
            "readinessProbe",
            "resources",
            "securityContext",
            "startupProbe",
            "volumeMounts");
    private static final Set<String> PROBE_FIELDS =
            Set.of("failureThreshold", "httpGet", "periodSeconds", "timeoutSeconds");

    /** What the java launcher reads, not the application. */
    private static final Set<String> LAUNCHER = Set.of("JDK_JAVA_OPTIONS");

    private final Settings settings = Settings.read();
    private final List<JsonNode> base = Manifests.of(Path.of("k8s/base"));

    @Test
    void everyFileParsesWithoutAKeyGivenTwice() throws IOException {
        try (Stream<Path> files = Files.walk(Path.of("k8s"))) {
            assertThat(files.filter(file -> file.toString().endsWith(".yaml")).toList())
                    .hasSizeGreaterThan(5)
                    .allSatisfy(file -> assertThat(Manifests.parse(Files.readString(file)))
                            .isNotEmpty()
                            .allMatch(JsonNode::isObject));
        }
    }

    @Test
    void everyDocumentIsOfAKnownKindAndVersionAndHasAName() {
        for (List<JsonNode> documents : List.of(base, example(), opensearch())) {
            assertThat(documents).isNotEmpty().allSatisfy(document -> {
                assertThat(KINDS).containsEntry(text(document, "/kind"), text(document, "/apiVersion"));
                assertThat(text(document, "/metadata/name")).startsWith("broadsheet");
                assertThat(label(document.at("/metadata/labels"), "name")).isEqualTo("broadsheet");
            });
        }
        assertThat(base.stream().map(document -> text(document, "/kind")))
                .containsExactlyInAnyOrder("ConfigMap", "Service", "Deployment", "Job", "PodDisruptionBudget");
    }

    @Test
    void podsContainersAndProbesHaveNoFieldThatKubernetesDoesNotKnow() {
        assertThat(pods()).allSatisfy(pod -> assertThat(keys(pod)).isSubsetOf(POD_FIELDS));
        assertThat(containers())
                .allSatisfy(container -> assertThat(keys(container)).isSubsetOf(CONTAINER_FIELDS));
        assertThat(probes())
                .hasSize(3)
                .allSatisfy(probe -> assertThat(keys(probe)).isSubsetOf(PROBE_FIELDS));
    }

    @Test
    void selectorsFindTheApisPodsAndNotTheMigrations() {
        JsonNode api = only("Deployment").at("/spec/template/metadata/labels");
        JsonNode migration = only("Job").at("/spec/template/metadata/labels");
        assertThat(List.of(
                        only("Deployment").at("/spec/selector/matchLabels"),
                        only("Deployment")
                                .at("/spec/template/spec/topologySpreadConstraints/0/labelSelector/matchLabels"),
                        only("Service").at("/spec/selector"),
                        only("PodDisruptionBudget").at("/spec/selector/matchLabels")))
                .allSatisfy(selector -> {
                    assertThat(selector).isNotEmpty().isEqualTo(api);
                    assertThat(selector).isNotEqualTo(migration);
                });
    }

    @Test
    void portsAreTheApplicationsPort() {
        JsonNode port = container("Deployment").at("/ports/0");
        assertThat(port.at("/containerPort").asText()).isEqualTo(settings.port());
        assertThat(config().at("/data/BROADSHEET_PORT").asText()).isEqualTo(settings.port());
        assertThat(only("Service").at("/spec/ports/0/targetPort")).isEqualTo(port.at("/name"));
        assertThat(probes())
                .allSatisfy(probe -> assertThat(probe.at("/httpGet/port")).isEqualTo(port.at("/name")));
    }

    @Test
    void theServiceDoesNotPutItsOwnPortIntoTheEnvironment() {
        assertThat(pods()).allSatisfy(pod -> {
            assertThat(pod.at("/enableServiceLinks").isBoolean()).isTrue();
            assertThat(pod.at("/enableServiceLinks").asBoolean()).isFalse();
        });
    }

    @Test
    void probesAskTheHealthRootThatTheApplicationHas() {
        JsonNode api = container("Deployment");
        assertThat(text(api, "/startupProbe/httpGet/path")).isEqualTo(settings.healthRoot() + "/started");
        assertThat(text(api, "/readinessProbe/httpGet/path")).isEqualTo(settings.healthRoot() + "/ready");
        assertThat(text(api, "/livenessProbe/httpGet/path")).isEqualTo(settings.healthRoot() + "/live");
    }

    @Test
    void everyVariableIsConfigurationThatTheApplicationReads() {
        Set<String> known = settings.environmentVariables();
        known.addAll(LAUNCHER);
        assertThat(keys(config().at("/data"))).isNotEmpty().isSubsetOf(known);
        assertThat(containers()
                        .flatMap(container -> stream(container.at("/env")))
                        .map(variable -> text(variable, "/name")))
                .isNotEmpty()
                .isSubsetOf(known);
        assertThat(keys(only(example(), "ConfigMap").at("/data"))).isSubsetOf(known);
        assertThat(keys(only(opensearch(), "ConfigMap").at("/data"))).isSubsetOf(known);
    }

    @Test
    void theDatabaseIsTakenFromASecretThatIsNotHere() {
        assertThat(containers())
                .allSatisfy(container -> assertThat(stream(container.at("/env"))
                                .filter(variable -> text(variable, "/name").startsWith("QUARKUS_DATASOURCE")))
                        .hasSize(3)
                        .allSatisfy(variable -> {
                            assertThat(text(variable, "/valueFrom/secretKeyRef/name"))
                                    .isEqualTo("broadsheet-database");
                            assertThat(text(variable, "/valueFrom/secretKeyRef/key"))
                                    .isNotEmpty();
                            assertThat(variable.has("value")).isFalse();
                        }));
        assertThat(base).noneMatch(document -> text(document, "/kind").equals("Secret"));
    }

    /** Else the first token would stand in a pod's log, and webhooks' secrets in the clear in the database. */
    @Test
    void theAdminsTokenAndTheKeyOfWebhooksAreTakenFromASecretToo() {
        assertThat(stream(container("Deployment").at("/env"))
                        .filter(variable -> Set.of("BROADSHEET_ADMIN_TOKEN", "BROADSHEET_WEBHOOKS_KEY")
                                .contains(text(variable, "/name"))))
                .hasSize(2)
                .allSatisfy(variable -> assertThat(text(variable, "/valueFrom/secretKeyRef/name"))
                        .isEqualTo("broadsheet-access"));
    }

    @Test
    void theOverlayForOpenSearchNamesItsEngineAndTakesTheCredentialsFromASecret() {
        JsonNode data = only(opensearch(), "ConfigMap").at("/data");
        assertThat(text(data, "/BROADSHEET_SEARCH_ENGINE")).isEqualTo("opensearch");
        assertThat(text(data, "/BROADSHEET_SEARCH_OPENSEARCH_URIS")).startsWith("https://");
        assertThat(stream(only(opensearch(), "Deployment").at("/spec/template/spec/containers/0/env"))
                        .filter(variable -> text(variable, "/name").startsWith("BROADSHEET_SEARCH"))
                        .map(variable -> text(variable, "/valueFrom/secretKeyRef/name") + " "
                                + text(variable, "/valueFrom/secretKeyRef/key")))
                .containsExactlyInAnyOrder("broadsheet-search username", "broadsheet-search password");
        assertThat(opensearch()).noneMatch(document -> text(document, "/kind").equals("Secret"));
        assertThat(settings.environmentVariables())
                .contains("BROADSHEET_SEARCH_OPENSEARCH_USERNAME", "BROADSHEET_SEARCH_OPENSEARCH_PASSWORD");
    }

    /** With Lucene each pod has an index of its own in files. */
    @Test
    void theSearchIndexIsWhereAPodMayWrite() {
        assertThat(text(config(), "/data/BROADSHEET_SEARCH_DIRECTORY"))
                .startsWith(text(container("Deployment"), "/volumeMounts/0/mountPath") + "/");
    }

    @Test
    void theDeploymentReadsTheConfigMap() {
        assertThat(container("Deployment").at("/envFrom/0/configMapRef/name")).isEqualTo(config().at("/metadata/name"));
    }

    @Test
    void theJobMigratesAndTheDeploymentWaitsForIt() {
        assertThat(text(container("Job"), "/args/0")).isEqualTo("migrate");
        assertThat(stream(container("Job").at("/env"))
                        .filter(variable -> text(variable, "/name").equals("BROADSHEET_MIGRATE_AT_START"))
                        .map(variable -> text(variable, "/value")))
                .containsExactly("true");
        assertThat(text(config(), "/data/BROADSHEET_MIGRATE_AT_START")).isEqualTo("false");
        assertThat(text(config(), "/data/QUARKUS_FLYWAY_VALIDATE_AT_START")).isEqualTo("true");
    }

    @Test
    void deploymentAndJobRunTheSameImage() {
        for (List<JsonNode> documents : List.of(base, example())) {
            assertThat(images(documents)).hasSize(2);
            assertThat(Set.copyOf(images(documents))).hasSize(1);
        }
    }

    @Test
    void podsHaveNoRightsThatTheyDoNotNeed() {
        assertThat(pods()).hasSize(2).allSatisfy(pod -> {
            assertThat(pod.at("/securityContext/runAsNonRoot").asBoolean()).isTrue();
            assertThat(pod.at("/securityContext/runAsUser").asInt()).isPositive();
            assertThat(text(pod, "/securityContext/seccompProfile/type")).isEqualTo("RuntimeDefault");
            assertThat(pod.at("/automountServiceAccountToken").asBoolean(true)).isFalse();
        });
        assertThat(containers()).hasSize(2).allSatisfy(container -> {
            JsonNode rights = container.at("/securityContext");
            assertThat(rights.at("/readOnlyRootFilesystem").asBoolean()).isTrue();
            assertThat(rights.at("/allowPrivilegeEscalation").asBoolean(true)).isFalse();
            assertThat(text(rights, "/capabilities/drop/0")).isEqualTo("ALL");
        });
    }

    @Test
    void theOnlyPlaceToWriteToIsATemporaryDirectory() {
        assertThat(pods()).allSatisfy(pod -> {
            assertThat(pod.at("/volumes")).hasSize(1);
            assertThat(pod.at("/volumes/0/emptyDir").isObject()).isTrue();
            assertThat(pod.at("/containers/0/volumeMounts/0/name")).isEqualTo(pod.at("/volumes/0/name"));
            assertThat(text(pod, "/containers/0/volumeMounts/0/mountPath")).isEqualTo("/tmp");
        });
    }

    @Test
    void everyContainerAsksForWhatItNeedsAndHasALimit() {
        assertThat(containers()).allSatisfy(container -> {
            for (String resource : List.of("cpu", "memory")) {
                assertThat(text(container, "/resources/requests/" + resource)).isNotEmpty();
                assertThat(text(container, "/resources/limits/" + resource)).isNotEmpty();
            }
        });
    }

    @Test
    void aRollOutTakesNoPodAwayBeforeTheNextIsReady() {
        JsonNode spec = only("Deployment").at("/spec");
        assertThat(spec.at("/replicas").asInt()).isGreaterThan(1);
        assertThat(spec.at("/strategy/rollingUpdate/maxUnavailable").asInt(-1)).isZero();
        assertThat(only("PodDisruptionBudget").at("/spec/maxUnavailable").asInt())
                .isPositive()
                .isLessThan(spec.at("/replicas").asInt());
    }

    @Test
    void aPodHasTheTimeToFinishWhatItHasBegun() {
        int grace = only("Deployment")
                .at("/spec/template/spec/terminationGracePeriodSeconds")
                .asInt();
        int asleep =
                container("Deployment").at("/lifecycle/preStop/exec/command/1").asInt();
        assertThat(asleep).isPositive();
        assertThat((long) grace)
                .isGreaterThan(asleep + settings.shutdownTimeout().toSeconds());
    }

    @Test
    void theExampleLetsReadersInAndNobodyToHealthAndMetrics() {
        List<JsonNode> paths = stream(only(example(), "Ingress").at("/spec/rules/0/http/paths"))
                .toList();
        assertThat(paths.stream().map(path -> text(path, "/path")))
                .contains(
                        "/v1",
                        settings.value("quarkus.smallrye-openapi.path"),
                        settings.value("quarkus.swagger-ui.path"))
                .doesNotContain(settings.healthRoot(), settings.value("quarkus.micrometer.export.prometheus.path"));
        assertThat(paths)
                .noneMatch(path -> text(path, "/path").equals("/")
                        && !text(path, "/pathType").equals("Exact"))
                .allSatisfy(path -> {
                    assertThat(path.at("/backend/service/name"))
                            .isEqualTo(only(example(), "Service").at("/metadata/name"));
                    assertThat(path.at("/backend/service/port/name"))
                            .isEqualTo(only(example(), "Service").at("/spec/ports/0/name"));
                });
    }

    private List<JsonNode> example() {
        Assumptions.assumeTrue(Manifests.kubectl(), "an overlay is put together by kubectl");
        return Manifests.of(Path.of("k8s/overlays/example"));
    }

    private List<JsonNode> opensearch() {
        Assumptions.assumeTrue(Manifests.kubectl(), "an overlay is put together by kubectl");
        return Manifests.of(Path.of("k8s/overlays/opensearch"));
    }

    private Stream<JsonNode> pods() {
        return Stream.of("Deployment", "Job").map(kind -> only(kind).at("/spec/template/spec"));
    }

    private Stream<JsonNode> containers() {
        return pods().flatMap(pod -> stream(pod.at("/containers")));
    }

    private Stream<JsonNode> probes() {
        return containers()
                .flatMap(container -> Stream.of("startupProbe", "readinessProbe", "livenessProbe")
                        .map(probe -> container.path(probe)))
                .filter(JsonNode::isObject);
    }

    private JsonNode container(String kind) {
        return only(kind).at("/spec/template/spec/containers/0");
    }

    private JsonNode config() {
        return only("ConfigMap");
    }

    private JsonNode only(String kind) {
        return only(base, kind);
    }

    private static JsonNode only(List<JsonNode> documents, String kind) {
        List<JsonNode> found = documents.stream()
                .filter(document -> text(document, "/kind").equals(kind))
                .toList();
        assertThat(found).as(kind).hasSize(1);
        return found.getFirst();
    }

    private static List<String> images(List<JsonNode> documents) {
        return Stream.of("Deployment", "Job")
                .flatMap(kind -> stream(only(documents, kind).at("/spec/template/spec/containers")))
                .map(container -> text(container, "/image"))
                .toList();
    }

    private static String label(JsonNode labels, String name) {
        return labels.path("app.kubernetes.io/" + name).asText();
    }

    private static String text(JsonNode node, String pointer) {
        return node.at(pointer).asText();
    }

    private static Set<String> keys(JsonNode node) {
        Set<String> keys = new TreeSet<>();
        node.fieldNames().forEachRemaining(keys::add);
        return keys;
    }

    private static Stream<JsonNode> stream(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false);
    }
}
