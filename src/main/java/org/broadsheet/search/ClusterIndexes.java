package org.broadsheet.search;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;

/** The few calls to a cluster that are about the indexes it has, and not about what is in them. */
final class ClusterIndexes {

    private static final int OK = 200;
    private static final int NOT_FOUND = 404;

    private final SearchSettings settings;
    private final HttpClient client;

    ClusterIndexes(SearchSettings settings) {
        this.settings = settings;
        this.client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(settings.timeout())
                .build();
    }

    /** Whether both are there. */
    boolean exist(String one, String other) {
        return call("HEAD", "/" + one + "," + other).statusCode() == OK;
    }

    /** The names of all whose names begin so. */
    List<String> beginning(String start) {
        return call("GET", "/_cat/indices/" + start + "*?h=index")
                .body()
                .lines()
                .map(String::strip)
                .toList();
    }

    void remove(String name) {
        call("DELETE", "/" + name);
    }

    /** By the first node that can be reached. */
    private HttpResponse<String> call(String method, String path) {
        IOException away = new IOException("broadsheet.search.opensearch.uris is empty");
        for (String node : settings.opensearch().uris().orElse(List.of())) {
            try {
                HttpResponse<String> answer = client.send(
                        request(node, path)
                                .method(method, HttpRequest.BodyPublishers.noBody())
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
                if (answer.statusCode() == OK || answer.statusCode() == NOT_FOUND) {
                    return answer;
                }
                throw new IllegalStateException(
                        "the cluster answers " + method + " " + path + " with " + answer.statusCode());
            } catch (IOException e) {
                away = e;
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(e);
            }
        }
        throw new UncheckedIOException("the cluster can't be reached: " + away, away);
    }

    private HttpRequest.Builder request(String node, String path) {
        String base = node.endsWith("/") ? node.substring(0, node.length() - 1) : node;
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(base + path)).timeout(settings.timeout());
        settings.opensearch().username().ifPresent(name -> {
            String both = name + ":" + settings.opensearch().password().orElse("");
            request.header(
                    "Authorization",
                    "Basic " + Base64.getEncoder().encodeToString(both.getBytes(StandardCharsets.UTF_8)));
        });
        return request;
    }
}
