package org.broadsheet.webhook;

import io.quarkus.test.junit.QuarkusTestProfile;
import java.util.Map;

/** Delivers, to this machine, and does not wait long for anything. */
public class WebhooksAreOn implements QuarkusTestProfile {

    @Override
    public Map<String, String> getConfigOverrides() {
        return Map.of(
                "broadsheet.webhooks.deliver", "true",
                "broadsheet.receipts.send", "true",
                "broadsheet.webhooks.allowed-hosts", "localhost",
                "broadsheet.webhooks.timeout", "PT1S",
                "broadsheet.webhooks.retry", "PT0.2S",
                "broadsheet.webhooks.key", "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=");
    }
}
