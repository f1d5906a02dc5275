package org.broadsheet.webhook;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** How much a delivery says. */
@Schema(
        name = "WebhookPayload",
        description = "How much is sent. `thin`: what happened to what. `full`: and the article, as"
                + " `GET /v1/articles/{id}` gives it.")
public enum Payload {
    /** What happened to what. */
    THIN,
    /** And the article as readers see it at that moment. */
    FULL;

    @JsonValue
    public String wire() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Optional<Payload> parse(String wire) {
        return Arrays.stream(values())
                .filter(payload -> payload.wire().equals(wire))
                .findFirst();
    }

    static List<String> wires() {
        return Arrays.stream(values()).map(Payload::wire).toList();
    }
}
