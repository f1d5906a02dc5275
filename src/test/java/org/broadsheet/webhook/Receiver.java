package org.broadsheet.webhook;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.standardwebhooks.Webhook;
import com.standardwebhooks.exceptions.WebhookVerificationException;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.http.HttpHeaders;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/** A partner's server on this machine: keeps what comes to each of its paths, and answers as a test wants it to. */
final class Receiver implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int SECONDS = 30;

    /** What came. */
    record Delivery(Instant at, HttpHeaders headers, String body) {

        String header(String name) {
            return headers.firstValue(name).orElse("");
        }

        String id() {
            return header("webhook-id");
        }

        JsonNode json() {
            try {
                return JSON.readTree(body);
            } catch (IOException e) {
                throw new AssertionError("no JSON: " + body, e);
            }
        }

        long seq() {
            return json().at("/data/seq").asLong();
        }

        String type() {
            return json().path("type").asText();
        }

        /** By the library that partners use. */
        boolean isSignedWith(String secret) {
            try {
                new Webhook(secret).verify(body, headers.map());
                return true;
            } catch (WebhookVerificationException e) {
                return false;
            }
        }
    }

    /** How a path answers; what is returned is the status. */
    interface Manner {
        int answer(Delivery delivery, HttpExchange exchange) throws IOException, InterruptedException;
    }

    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Map<String, Manner> manners = new ConcurrentHashMap<>();
    private final Map<String, List<Delivery>> came = new ConcurrentHashMap<>();

    Receiver() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 1000);
        server.setExecutor(threads);
        server.createContext("/", this::handle);
        server.start();
    }

    int port() {
        return server.getAddress().getPort();
    }

    String url(String path) {
        return "http://localhost:" + port() + path;
    }

    void answers(String path, Manner manner) {
        manners.put(path, manner);
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            String path = exchange.getRequestURI().getPath();
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            Delivery delivery = new Delivery(
                    Instant.now(), HttpHeaders.of(exchange.getRequestHeaders(), (name, value) -> true), body);
            at(path).add(delivery);
            int status = manners.getOrDefault(path, (what, how) -> 204).answer(delivery, exchange);
            exchange.sendResponseHeaders(status, -1);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** What came to the path so far. */
    List<Delivery> at(String path) {
        return came.computeIfAbsent(path, any -> new CopyOnWriteArrayList<>());
    }

    List<Delivery> await(String path, int many) throws InterruptedException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(SECONDS);
        while (at(path).size() < many) {
            if (System.nanoTime() - end > 0) {
                throw new AssertionError("only " + at(path).size() + " of " + many + " came to " + path);
            }
            TimeUnit.MILLISECONDS.sleep(10);
        }
        return at(path);
    }

    /** Leaves what came to the path for {@code verify-webhook.mjs}, which {@code ./broadsheet test} runs. */
    void keep(String path, String secret) throws IOException {
        List<Map<String, Object>> kept = at(path).stream()
                .map(delivery -> Map.of(
                        "secret",
                        secret,
                        "body",
                        delivery.body(),
                        "headers",
                        Map.of(
                                "webhook-id", delivery.id(),
                                "webhook-timestamp", delivery.header("webhook-timestamp"),
                                "webhook-signature", delivery.header("webhook-signature"))))
                .toList();
        Path file = Path.of("target", "clients", "deliveries.json");
        Files.createDirectories(file.getParent());
        Files.writeString(file, JSON.writeValueAsString(kept));
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
