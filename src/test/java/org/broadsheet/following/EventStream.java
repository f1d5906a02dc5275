package org.broadsheet.following;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Reads server-sent events as the standard says (https://html.spec.whatwg.org/multipage/server-sent-events.html). */
final class EventStream implements AutoCloseable {

    /** An event as it was dispatched. */
    record Event(String id, String name, String data) {

        long seq() {
            return Long.parseLong(id);
        }

        boolean isChange() {
            return !name.equals("progress");
        }
    }

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final HttpResponse<InputStream> response;
    private final BufferedReader lines;
    private final List<String> comments = new ArrayList<>();
    private final List<Event> events = new ArrayList<>();
    private String lastId = "";
    private @Nullable String retry;

    private EventStream(int port, String query, @Nullable String lastEventId) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(
                        URI.create("http://localhost:" + port + "/v1/changes/stream" + query))
                .header("Accept", "text/event-stream")
                .header("Origin", "https://ledger.example");
        if (lastEventId != null) {
            request.header("Last-Event-ID", lastEventId);
        }
        response = client.send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
        lines = new BufferedReader(new InputStreamReader(response.body(), StandardCharsets.UTF_8));
    }

    /** Opens a stream with {@code query}, which begins with a question mark if it is not empty. */
    static EventStream open(int port, String query) throws IOException, InterruptedException {
        return new EventStream(port, query, null);
    }

    static EventStream resume(int port, String query, String lastEventId) throws IOException, InterruptedException {
        return new EventStream(port, query, lastEventId);
    }

    HttpResponse<InputStream> response() {
        return response;
    }

    List<String> comments() {
        return comments;
    }

    @Nullable
    String retry() {
        return retry;
    }

    /** What has been read. */
    List<Event> events() {
        return events;
    }

    List<Long> changes() {
        return events.stream().filter(Event::isChange).map(Event::seq).toList();
    }

    /** Reads until an event comes that {@code wanted} accepts, and gives it. */
    Event until(Predicate<Event> wanted) throws IOException {
        while (true) {
            Event event = next();
            if (wanted.test(event)) {
                return event;
            }
        }
    }

    /** Reads up to the next event. */
    Event next() throws IOException {
        String name = "message";
        StringBuilder data = new StringBuilder();
        while (true) {
            String line = lines.readLine();
            if (line == null) {
                throw new IOException("the stream has ended");
            }
            if (line.isEmpty()) {
                if (!data.isEmpty()) {
                    Event event = new Event(lastId, name, data.substring(0, data.length() - 1));
                    events.add(event);
                    return event;
                }
                name = "message";
                continue;
            }
            int colon = line.indexOf(':');
            String field = colon < 0 ? line : line.substring(0, colon);
            String value = colon < 0 ? "" : line.substring(colon + 1).replaceFirst("^ ", "");
            switch (field) {
                case "" -> comments.add(value);
                case "id" -> lastId = value;
                case "event" -> name = value;
                case "data" -> data.append(value).append('\n');
                case "retry" -> retry = value;
                default -> throw new IOException("no field of an event: " + line);
            }
        }
    }

    @Override
    public void close() {
        client.shutdownNow();
    }
}
