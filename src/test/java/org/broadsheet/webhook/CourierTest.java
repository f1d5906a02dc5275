package org.broadsheet.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.vertx.core.Vertx;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The request goes to the address that was judged, and TLS is with the name. */
class CourierTest {

    private static final String PASSWORD = "for-a-test";
    private static final String TRUST = "javax.net.ssl.trustStore";
    private static final Instant NOW = Instant.parse("2026-11-25T12:00:00Z");

    @TempDir
    static Path directory;

    private static final List<String> HOSTS = new ArrayList<>();
    private static HttpsServer server;
    private static Vertx vertx;
    private static Courier courier;

    /** A partner's server, with a certificate for hooks.partner.test, which nobody can look up. */
    @BeforeAll
    static void start() throws Exception {
        Path keys = directory.resolve("keys.p12");
        Process keytool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-alias",
                        "partner",
                        "-keyalg",
                        "EC",
                        "-storetype",
                        "PKCS12",
                        "-keystore",
                        keys.toString(),
                        "-storepass",
                        PASSWORD,
                        "-dname",
                        "CN=partner",
                        "-ext",
                        "san=dns:hooks.partner.test")
                .inheritIO()
                .start();
        assertThat(keytool.waitFor()).isZero();
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(keys)) {
            store.load(in, PASSWORD.toCharArray());
        }
        KeyManagerFactory managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        managers.init(store, PASSWORD.toCharArray());
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(managers.getKeyManagers(), null, null);
        server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 10);
        server.setHttpsConfigurator(new HttpsConfigurator(context));
        server.createContext("/", exchange -> {
            HOSTS.add(exchange.getRequestHeaders().getFirst("Host"));
            exchange.getRequestBody().readAllBytes();
            exchange.sendResponseHeaders(204, -1);
            exchange.close();
        });
        server.start();
        System.setProperty(TRUST, keys.toString());
        System.setProperty(TRUST + "Password", PASSWORD);
        vertx = Vertx.vertx();
        WebhookSettings settings = new SmallRyeConfigBuilder()
                .withMapping(WebhookSettings.class)
                .build()
                .getConfigMapping(WebhookSettings.class);
        courier = new Courier(
                new Destinations(settings) {
                    @Override
                    InetAddress address(URI uri, int attempt, Duration most) {
                        return InetAddress.getLoopbackAddress();
                    }
                },
                settings,
                Clock.systemUTC(),
                vertx);
    }

    @AfterAll
    static void stop() {
        System.clearProperty(TRUST);
        System.clearProperty(TRUST + "Password");
        server.stop(0);
        vertx.close();
    }

    private static Reply post(String host) throws InterruptedException {
        return courier.post(
                "https://" + host + ":" + server.getAddress().getPort() + "/in?key=1",
                new Message("msg_1", "webhook.test", null, "{}"),
                List.of(Secret.draw()),
                0);
    }

    @Test
    void nameIsForTlsAndTheEndpointOnly() throws Exception {
        Reply reply = post("hooks.partner.test");

        assertThat(reply.error()).isNull();
        assertThat(reply.status()).isEqualTo(204);
        assertThat(HOSTS).contains("hooks.partner.test:" + server.getAddress().getPort());
    }

    @Test
    void certificateHasToBeForTheName() throws Exception {
        Reply reply = post("other.partner.test");

        assertThat(reply.delivered()).isFalse();
        assertThat(reply.status()).isNull();
        assertThat(reply.error()).startsWith("TLS");
        assertThat(HOSTS).noneMatch(host -> host.startsWith("other"));
    }

    @ParameterizedTest
    @CsvSource({
        "120, PT2M",
        "0, PT0S",
        "'Wed, 25 Nov 2026 12:00:30 GMT', PT30S",
        "'Wed, 25 Nov 2026 11:00:00 GMT', PT0S",
        "999999999, PT24H"
    })
    void retryAfterIsSecondsOrADate(String header, Duration expected) {
        assertThat(Courier.retryAfter(header, NOW)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({"soon", "-5", "1.5", "99999999999999999999"})
    void retryAfterThatIsNeitherIsNone(String header) {
        assertThat(Courier.retryAfter(header, NOW)).isNull();
    }
}
