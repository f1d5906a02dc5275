package org.broadsheet.webhook;

import io.netty.channel.ConnectTimeoutException;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.SocketAddress;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.URI;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import javax.net.ssl.SSLException;
import org.broadsheet.naming.Text;
import org.jspecify.annotations.Nullable;

/** Takes one message to one endpoint, once. Redirects are not followed: where they lead nobody has judged. */
@ApplicationScoped
class Courier {

    /** What an endpoint answers is not read; this much is let through, to keep the connection. */
    private static final int MOST_BYTES = 64 << 10;

    private static final Duration LONGEST_RETRY_AFTER = Duration.ofDays(1);

    private record Answer(HttpClientResponse head, Future<Void> end) {}

    private final Destinations destinations;
    private final Duration timeout;
    private final Clock clock;
    private final HttpClient client;

    Courier(Destinations destinations, WebhookSettings settings, Clock clock, Vertx vertx) {
        this.destinations = destinations;
        this.timeout = settings.timeout();
        this.clock = clock;
        this.client = vertx.createHttpClient(
                new HttpClientOptions()
                        .setProtocolVersion(HttpVersion.HTTP_1_1)
                        .setConnectTimeout(Math.toIntExact(timeout.toMillis()))
                        .setKeepAliveTimeout(30)
                        .setMaxHeaderSize(16 << 10),
                // to one host: that some of its endpoints are slow is nothing to the others
                new PoolOptions().setHttp1MaxSize(settings.most()));
    }

    /**
     * Posts the message, signed with each of {@code secrets}.
     *
     * @param attempt how often it was tried before
     */
    Reply post(String url, Message message, List<Secret> secrets, int attempt) throws InterruptedException {
        long start = System.nanoTime();
        URI uri = URI.create(url);
        Future<HttpClientRequest> asked = null;
        boolean whole = false;
        try {
            InetAddress address = destinations.address(uri, attempt, timeout);
            asked = client.request(options(uri, address));
            Answer answer = wait(send(wait(asked, start), message, secrets), start);
            whole = isWhole(answer, start);
            return reply(answer.head(), start);
        } catch (Destinations.Refused e) {
            return new Reply(millis(start), null, e.getMessage(), null);
        } catch (TimeoutException e) {
            return new Reply(millis(start), null, "no answer within " + timeout.toSeconds() + " s", null);
        } catch (ExecutionException e) {
            return new Reply(millis(start), null, reason(e.getCause()), null);
        } finally {
            if (asked != null && !whole) {
                // now, or when there is a connection after all, which it would hold for ever
                asked.onSuccess(HttpClientRequest::reset);
            }
        }
    }

    private RequestOptions options(URI uri, InetAddress address) {
        String path = uri.getRawPath() == null || uri.getRawPath().isEmpty() ? "/" : uri.getRawPath();
        return new RequestOptions()
                .setMethod(HttpMethod.POST)
                // to this address and no other; the name is for TLS and for the endpoint
                .setServer(SocketAddress.inetSocketAddress(Destinations.port(uri), address.getHostAddress()))
                .setHost(uri.getHost())
                .setPort(Destinations.port(uri))
                .setSsl(Destinations.isSecure(uri))
                .setURI(uri.getRawQuery() == null ? path : path + "?" + uri.getRawQuery())
                .setConnectTimeout(timeout.toMillis())
                .setFollowRedirects(false);
    }

    private Future<Answer> send(HttpClientRequest request, Message message, List<Secret> secrets) {
        long timestamp = clock.instant().getEpochSecond();
        request.putHeader("Content-Type", "application/json")
                .putHeader("User-Agent", "Broadsheet")
                .putHeader("webhook-id", message.id())
                .putHeader("webhook-timestamp", Long.toString(timestamp))
                .putHeader(
                        "webhook-signature",
                        secrets.stream()
                                .map(secret -> secret.sign(message.id(), timestamp, message.body()))
                                .collect(Collectors.joining(" ")));
        // before anything is sent, as the answer's end can come before anybody else gets to look at its beginning
        Future<Answer> answer = request.response().map(head -> new Answer(head, letThrough(request, head)));
        request.end(Buffer.buffer(message.body()));
        return answer;
    }

    /** The rest is let through so that the connection can be used again, if it isn't too much. */
    private static Future<Void> letThrough(HttpClientRequest request, HttpClientResponse head) {
        long[] bytes = {0};
        return head.handler(part -> {
                    bytes[0] += part.length();
                    if (bytes[0] > MOST_BYTES) {
                        request.reset();
                    }
                })
                .end();
    }

    private boolean isWhole(Answer answer, long start) throws InterruptedException {
        try {
            wait(answer.end(), start);
            return true;
        } catch (ExecutionException | TimeoutException e) {
            // what it says is known all the same
            return false;
        }
    }

    private <T> T wait(Future<T> future, long start) throws ExecutionException, TimeoutException, InterruptedException {
        long left = timeout.toNanos() - (System.nanoTime() - start);
        return future.toCompletionStage().toCompletableFuture().get(Math.max(left, 1), TimeUnit.NANOSECONDS);
    }

    private Reply reply(HttpClientResponse response, long start) {
        int status = response.statusCode();
        if (status >= 200 && status < 300) {
            return new Reply(millis(start), status, null, null);
        }
        String error = status >= 300 && status < 400 ? "redirects are not followed" : "answered " + status;
        return new Reply(millis(start), status, error, retryAfter(response.getHeader("Retry-After"), clock.instant()));
    }

    /** Seconds or a date (RFC 9110, section 10.2.3); nothing when it is neither. */
    static @Nullable Duration retryAfter(@Nullable String header, Instant now) {
        if (header == null) {
            return null;
        }
        try {
            Duration asked = header.strip().matches("\\d{1,9}")
                    ? Duration.ofSeconds(Long.parseLong(header.strip()))
                    : Duration.between(
                            now,
                            ZonedDateTime.parse(header.strip(), DateTimeFormatter.RFC_1123_DATE_TIME)
                                    .toInstant());
            Duration atLeast = asked.isNegative() ? Duration.ZERO : asked;
            return atLeast.compareTo(LONGEST_RETRY_AFTER) > 0 ? LONGEST_RETRY_AFTER : atLeast;
        } catch (DateTimeException e) {
            return null;
        }
    }

    private static long millis(long start) {
        return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
    }

    /** In words for whoever runs the endpoint. */
    private static String reason(@Nullable Throwable cause) {
        return switch (cause) {
            case ConnectTimeoutException late -> "no connection in time";
            case ConnectException refused -> "the connection was refused";
            case SSLException tls -> "TLS: " + Text.shorten(String.valueOf(tls.getMessage()));
            case null, default -> "the connection broke";
        };
    }
}
