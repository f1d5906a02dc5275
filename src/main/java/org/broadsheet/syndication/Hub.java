package org.broadsheet.syndication;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.jboss.logging.Logger;

/** The hub that tells subscribers of feeds when there is something new in them (https://www.w3.org/TR/websub/). */
final class Hub implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger(Hub.class);
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final int TOO_MANY_REQUESTS = 429;

    private final URI address;
    private final HttpClient client =
            HttpClient.newBuilder().connectTimeout(PATIENCE).build();

    Hub(URI address) {
        this.address = address;
    }

    /**
     * Says that there is something new at {@code topic}, in the words that WebSub leaves to hubs and that those of before
     * it have in common (https://pubsubhubbub.github.io/PubSubHubbub/pubsubhubbub-core-0.4.html, section 7).
     *
     * @throws IOException when the hub is away or asks for patience; one that does not want to know of this feed is left
     *     alone with it
     */
    void publish(String topic) throws IOException, InterruptedException {
        HttpResponse<Void> answer = client.send(
                HttpRequest.newBuilder(address)
                        .timeout(PATIENCE)
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(HttpRequest.BodyPublishers.ofString(
                                "hub.mode=publish&hub.url=" + URLEncoder.encode(topic, StandardCharsets.UTF_8)))
                        .build(),
                HttpResponse.BodyHandlers.discarding());
        int status = answer.statusCode();
        if (status >= 500 || status == TOO_MANY_REQUESTS) {
            throw new IOException("it answered " + status);
        }
        if (status >= 300) {
            LOG.warnf("The hub does not take that there is something new at %s: it answered %d.", topic, status);
        }
    }

    @Override
    public void close() {
        client.shutdownNow();
    }
}
