package org.broadsheet.reading;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.broadsheet.fixture.Newsroom.unique;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.RestAssured;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;
import org.broadsheet.changes.ChangeLog;
import org.broadsheet.fixture.ArticleBuilder;
import org.broadsheet.fixture.Credentials;
import org.broadsheet.fixture.Newsroom;
import org.broadsheet.fixture.Syndicate;
import org.broadsheet.fixture.TestDatabase;
import org.broadsheet.tag.TagType;
import org.broadsheet.web.CacheIsOn;
import org.broadsheet.web.ChangeProgress;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** No cache, this server's own or one in front of it, ever shows one reader what was made for another with other rights. */
@QuarkusTest
@TestProfile(CacheIsOn.class)
@QuarkusTestResource(TestDatabase.class)
class KeyedCachesTest {

    private static final String BODY = "Only for those who may read all of it.";

    @Inject
    Newsroom newsroom;

    @Inject
    Syndicate syndicate;

    @Inject
    Credentials credentials;

    @Inject
    ChangeLog log;

    @Inject
    ChangeProgress progress;

    @Inject
    MeterRegistry meters;

    @Inject
    Usage usage;

    private String address = "";
    /** Each reader's key, and whether the body is for them. */
    private final Map<String, Boolean> readers = new LinkedHashMap<>();

    @BeforeEach
    void write() throws InterruptedException {
        UUID id = newsroom.article().body(BODY).save();
        address = "/v1/articles/" + id;
        readers.put("", true);
        readers.put(syndicate.partner(Map.of("tier", "teaser")).key(), false);
        readers.put(syndicate.partner(Map.of("tier", "full")).key(), true);
        readers.put(syndicate.partner(Map.of("tier", "text")).key(), true);
        readers.put(syndicate.partner(Map.of("tier", "teaser")).key(), false);
        settle();
    }

    private void settle() throws InterruptedException {
        assertThat(progress.await(log.head(), Duration.ofSeconds(10))).isTrue();
        for (int i = 0; i < 1000 && !progress.vouched(); i++) {
            Thread.sleep(10);
        }
    }

    private static Response get(int port, String path, String key) {
        var request = key.isEmpty() ? given() : Credentials.bearer(key);
        return request.port(port).get(path);
    }

    private void everybodyIsShownTheirOwn(int port) {
        // in either order, and again once all are kept
        List<String> order = new ArrayList<>(readers.keySet());
        for (List<String> round : List.of(order, order.reversed(), order)) {
            for (String key : round) {
                Response answer = get(port, address, key);
                assertThat(answer.statusCode()).isEqualTo(200);
                assertThat(answer.asString().contains(BODY))
                        .as("%s is shown the body", key.isEmpty() ? "anybody" : key)
                        .isEqualTo(readers.get(key));
            }
        }
    }

    private double count(String what) {
        return meters.counter("broadsheet.cache." + what).count();
    }

    @Test
    void whatIsKeptHereIsKeptByRights() {
        double stored = count("stored");
        everybodyIsShownTheirOwn(RestAssured.port);
        // everybody and the tier full share one, both teasers another, text has its own
        assertThat(count("stored")).isEqualTo(stored + 3);
    }

    @Test
    void answersToKeysAreForNoSharedCache() {
        for (int i = 0; i < 2; i++) {
            for (String key : readers.keySet()) {
                Response answer = get(RestAssured.port, address, key);
                assertThat(answer.header("Cache-Control")).startsWith(key.isEmpty() ? "public, " : "private, max-age=");
                assertThat(answer.header("Cache-Control")).doesNotContain(key.isEmpty() ? "private" : "s-maxage");
                assertThat(answer.header("Vary")).contains("Authorization");
            }
        }
    }

    @Test
    void rightsThatChangeWithTheClockAreNotKept() {
        Syndicate.Partner delayed = syndicate.withRights(Map.of("delay", "PT1S"));
        Syndicate.Partner ahead = syndicate.withRights(Map.of("embargoed", true));
        double stored = count("stored");
        for (int i = 0; i < 2; i++) {
            delayed.reads().get(address).then().statusCode(200);
            ahead.reads().get(address).then().statusCode(200);
        }
        assertThat(count("stored")).isEqualTo(stored);
    }

    @Test
    void changedRightsHoldFromTheNextRequestOn() {
        Syndicate.Partner partner = syndicate.partner(Map.of("tier", "full"));
        for (int i = 0; i < 2; i++) {
            assertThat(partner.reads().get(address).asString()).contains(BODY);
        }
        credentials
                .admin()
                .contentType("application/json")
                .header("If-Match", "\"1\"")
                .body(Map.of("tier", "teaser"))
                .patch("/v1/partners/{id}", partner.id())
                .then()
                .statusCode(200);
        assertThat(partner.reads().get(address).asString()).doesNotContain(BODY);
    }

    /** An article that leaves a partner's view takes the names with it that no other has, out of what was kept, too. */
    @Test
    void namesLeaveWithTheLastArticleThatCarriesThem() throws InterruptedException {
        String top = unique("names");
        String name = unique("name");
        newsroom.article().in(top + "/elsewhere").save();
        ArticleBuilder piece =
                newsroom.article().in(top + "/here").slug(name).by(name).tagged(TagType.TOPIC, name);
        piece.save();
        Syndicate.Partner partner = syndicate.withRights(Map.of("sections", List.of(top + "/here")));
        List<String> addresses = List.of("/v1/tags/topic/" + name, "/v1/bylines/" + name);
        List<String> lists = List.of("/v1/tags?prefix=" + name, "/v1/bylines?prefix=" + name);
        settle();
        for (int i = 0; i < 2; i++) {
            addresses.forEach(address -> partner.reads().get(address).then().statusCode(200));
            lists.forEach(address -> assertThat(
                            partner.reads().get(address).jsonPath().getList("items"))
                    .hasSize(1));
        }

        piece.in(top + "/elsewhere").save();
        settle();
        addresses.forEach(address -> partner.reads().get(address).then().statusCode(404));
        lists.forEach(
                address -> assertThat(partner.reads().get(address).jsonPath().getList("items"))
                        .isEmpty());
    }

    /** Also when it was made for somebody who is not counted. */
    @Test
    void whatIsAnsweredFromMemoryIsCounted() {
        assertThat(given().get("/v1/sections").statusCode()).isEqualTo(200);
        Syndicate.Partner partner = syndicate.partner(Map.of("tier", "full"));
        double hits = count("hits");
        partner.reads().get("/v1/sections").then().statusCode(200);
        assertThat(count("hits")).isEqualTo(hits + 1);
        usage.write();
        var told =
                credentials.admin().get("/v1/partners/{id}/usage", partner.id()).jsonPath();
        assertThat(told.<String>getList("items.operation")).containsExactly("listSections");
        assertThat(told.<Integer>getList("items.requests")).containsExactly(1);
    }

    /** As an operator would put one in front: it keeps what it may, by address. */
    @Test
    void proxyThatKeepsAnswersMixesNothing(@TempDir Path directory) throws Exception {
        Path nginx = Stream.of(System.getenv().getOrDefault("NGINX", "/usr/sbin/nginx"), "/usr/bin/nginx")
                .map(Path::of)
                .filter(Files::isExecutable)
                .findFirst()
                .orElse(null);
        assumeThat(nginx)
                .as("SKIPPED: there is no nginx to put in front (apt-get install nginx)")
                .isNotNull();
        int port = freePort();
        Process proxy = start(Objects.requireNonNull(nginx), directory, port);
        try {
            awaitPort(port);
            everybodyIsShownTheirOwn(port);
            assertThat(get(port, address, "").header("X-Cache")).isEqualTo("HIT");
            for (String key : readers.keySet()) {
                if (!key.isEmpty()) {
                    assertThat(get(port, address, key).header("X-Cache")).isNotEqualTo("HIT");
                }
            }
        } finally {
            proxy.destroy();
            proxy.waitFor();
        }
    }

    private static Process start(Path nginx, Path directory, int port) throws IOException {
        Path file =
                Files.writeString(directory.resolve("nginx.conf"), """
                daemon off;
                user root;
                pid %1$s/nginx.pid;
                error_log %1$s/error.log;
                events {}
                http {
                    access_log off;
                    client_body_temp_path %1$s/body;
                    proxy_temp_path %1$s/proxy;
                    fastcgi_temp_path %1$s/fastcgi;
                    uwsgi_temp_path %1$s/uwsgi;
                    scgi_temp_path %1$s/scgi;
                    proxy_cache_path %1$s/cache keys_zone=answers:1m;
                    server {
                        listen 127.0.0.1:%2$d;
                        location / {
                            proxy_pass http://127.0.0.1:%3$d;
                            proxy_cache answers;
                            proxy_cache_key $request_uri;
                            add_header X-Cache $upstream_cache_status;
                        }
                    }
                }
                """.formatted(directory, port, RestAssured.port));
        ProcessBuilder proxy =
                new ProcessBuilder(nginx.toString(), "-c", file.toString(), "-p", directory.toString()).inheritIO();
        // nginx takes it for sockets that it has inherited
        proxy.environment().remove("NGINX");
        return proxy.start();
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    private static void awaitPort(int port) throws InterruptedException {
        for (int i = 0; i < 100; i++) {
            try (var socket = new java.net.Socket("127.0.0.1", port)) {
                return;
            } catch (IOException e) {
                Thread.sleep(50);
            }
        }
        throw new AssertionError("the proxy does not listen");
    }
}
