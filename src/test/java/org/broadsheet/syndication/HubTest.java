package org.broadsheet.syndication;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.broadsheet.fixture.Newsroom.unique;

import com.rometools.modules.atom.modules.AtomLinkModule;
import com.rometools.rome.feed.synd.SyndFeed;
import com.rometools.rome.io.SyndFeedInput;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.broadsheet.changes.ChangeLog;
import org.broadsheet.fixture.Newsroom;
import org.broadsheet.fixture.TestDatabase;
import org.broadsheet.naming.Slugs;
import org.broadsheet.tag.TagType;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
@TestProfile(HubTest.WithAHub.class)
class HubTest {

    private static final String API = "https://api.ledger.example";
    private static final Duration PAUSE = Duration.ofSeconds(2);

    public static class WithAHub implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of(
                    "broadsheet.syndication.api-url",
                    API,
                    "broadsheet.syndication.hub-url",
                    "http://localhost:" + freePort() + "/hub",
                    "broadsheet.syndication.hub-pause",
                    PAUSE.toString());
        }

        private static int freePort() {
            try (ServerSocket socket = new ServerSocket(0)) {
                return socket.getLocalPort();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /** What the hub was sent, and when. */
    private record Ping(String body, long at) {
        String topic() {
            return URLDecoder.decode(body.substring("hub.mode=publish&hub.url=".length()), StandardCharsets.UTF_8);
        }
    }

    @Inject
    Newsroom newsroom;

    @Inject
    ChangeLog log;

    @Inject
    EntityManager database;

    @ConfigProperty(name = "broadsheet.syndication.hub-url")
    URI hubUrl;

    private final List<Ping> pings = new CopyOnWriteArrayList<>();
    private volatile int status = 204;
    private HttpServer hub;

    @BeforeEach
    void start() throws IOException {
        hub = HttpServer.create(new InetSocketAddress("localhost", hubUrl.getPort()), 0);
        hub.createContext("/hub", this::hear);
        hub.start();
    }

    @AfterEach
    void stop() {
        hub.stop(0);
    }

    private void hear(HttpExchange exchange) throws IOException {
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(exchange.getRequestMethod()).isEqualTo("POST");
        pings.add(new Ping(body, System.nanoTime()));
        exchange.sendResponseHeaders(status, -1);
        exchange.close();
    }

    private Stream<Ping> pingsOf(String topic) {
        return pings.stream().filter(ping -> ping.topic().equals(topic));
    }

    private static void await(BooleanSupplier what) throws InterruptedException {
        for (int i = 0; i < 300 && !what.getAsBoolean(); i++) {
            Thread.sleep(100);
        }
        assertThat(what.getAsBoolean()).isTrue();
    }

    private static String self(SyndFeed feed) {
        AtomLinkModule module = (AtomLinkModule) feed.getModule(AtomLinkModule.URI);
        return Stream.concat(
                        feed.getLinks().stream()
                                .filter(link -> "self".equals(link.getRel()))
                                .map(link -> link.getHref()),
                        module == null
                                ? Stream.empty()
                                : module.getLinks().stream()
                                        .filter(link -> "self".equals(link.getRel()))
                                        .map(link -> link.getHref()))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void hubIsToldOfEveryFeedThatAChangeTouchesAtTheAddressThatTheFeedCallsItsOwn() throws Exception {
        String section = unique("hub");
        String byline = unique("Ada Hub");
        newsroom.article()
                .in(section + "/under")
                .by(byline)
                .tagged(TagType.PLACE, section + "-harbour")
                .save();

        List<String> queries = List.of(
                "",
                "?section=" + section,
                "?section=" + section + "%2Funder",
                "?byline=" + Slugs.of(byline),
                "?tag=place%2F" + section + "-harbour");
        for (String form : List.of("rss", "atom", "json")) {
            for (String query : queries) {
                String topic = API + "/v1/feeds/" + form + query;
                await(() -> pingsOf(topic).findAny().isPresent());
            }
        }
        assertThat(pings).allSatisfy(ping -> {
            Response answer = given().urlEncodingEnabled(false).get(ping.topic().substring(API.length()));
            assertThat(answer.statusCode()).as(ping.topic()).isEqualTo(200);
            String self = ping.topic().contains("/json")
                    ? answer.jsonPath().getString("feed_url")
                    : self(new SyndFeedInput().build(new StringReader(answer.asString())));
            assertThat(self).isEqualTo(ping.topic());
            assertThat(answer.header("Link"))
                    .contains("<" + hubUrl + ">; rel=\"hub\"", "<" + ping.topic() + ">; rel=\"self\"");
        });
    }

    @Test
    void feedsThatTheHubIsToldOfNameIt() {
        for (String query : List.of("", "?section=" + section(), "?byline=ada", "?tag=topic/tides")) {
            for (String form : List.of("rss", "atom")) {
                assertThat(given().get("/v1/feeds/" + form + query).asString())
                        .as(query)
                        .containsPattern("<(atom:)?link [^>]*rel=\"hub\"")
                        .contains("href=\"" + hubUrl + "\"");
            }
            assertThat(given().get("/v1/feeds/json" + query).jsonPath().getList("hubs.url"))
                    .containsExactly(hubUrl.toString());
        }
    }

    /** One that there is, with a byline and a tag. */
    private String section() {
        String section = unique("named");
        newsroom.article().in(section).by("Ada").tagged(TagType.TOPIC, "tides").save();
        return section;
    }

    @Test
    void feedsThatNobodyIsToldOfDoNot() {
        for (String query : List.of("?limit=5", "?content=summary", "?type=article", "?tag=-topic/tides")) {
            section();
            Response answer = given().get("/v1/feeds/rss" + query);
            assertThat(answer.statusCode()).as(query).isEqualTo(200);
            assertThat(answer.asString()).as(query).doesNotContain(hubUrl.toString());
            assertThat(answer.header("Link")).as(query).doesNotContain("rel=\"hub\"");
        }
    }

    @Test
    void noFeedIsToldMoreThanOnceInAPause() throws Exception {
        String section = unique("often");
        String topic = API + "/v1/feeds/rss?section=" + section;
        long last = 0;
        for (int i = 0; i < 12; i++) {
            newsroom.article().in(section).save();
            last = System.nanoTime();
            Thread.sleep(400);
        }

        long changed = last;
        await(() -> pingsOf(topic).anyMatch(ping -> ping.at() > changed));
        List<Long> moments = pingsOf(topic).map(Ping::at).toList();
        assertThat(moments).hasSizeBetween(2, 5);
        for (int i = 1; i < moments.size(); i++) {
            assertThat(Duration.ofNanos(moments.get(i) - moments.get(i - 1)))
                    .isGreaterThanOrEqualTo(PAUSE.minusMillis(100));
        }
    }

    @Test
    void hubThatWasAwayIsToldWhenItIsBack() throws Exception {
        status = 503;
        String section = unique("away");
        String topic = API + "/v1/feeds/rss?section=" + section;
        newsroom.article().in(section).save();
        await(() -> !pings.isEmpty());

        status = 202;
        await(() -> pingsOf(topic).findAny().isPresent());
    }

    @Test
    void serverGoesOnWhereTheOneBeforeWasStopped() throws Exception {
        String section = unique("resumed");
        String topic = API + "/v1/feeds/atom?section=" + section;
        long before = log.head();
        newsroom.article().in(section).save();
        await(() -> pingsOf(topic).findAny().isPresent());
        await(() -> told() >= log.head());
        pings.clear();

        QuarkusTransaction.requiringNew()
                .run(() -> database.createNativeQuery("update syndication_hub set seq = :seq")
                        .setParameter("seq", before)
                        .executeUpdate());
        await(() -> pingsOf(topic).findAny().isPresent());
    }

    private long told() {
        return ((Number) database.createNativeQuery("select seq from syndication_hub", Long.class)
                        .getSingleResult())
                .longValue();
    }
}
