package org.broadsheet.webhook;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.broadsheet.receipt.PartnerMail;

/** Sends notices of kills, and reminders, to all webhooks of a partner, whatever else these want to be told. */
@ApplicationScoped
class KillMail implements PartnerMail {

    private final Webhooks webhooks;
    private final DeliveryQueue queue;
    private final Deliverer deliverer;
    private final Messages messages;
    private final WebhookSettings settings;

    KillMail(Webhooks webhooks, DeliveryQueue queue, Deliverer deliverer, Messages messages, WebhookSettings settings) {
        this.webhooks = webhooks;
        this.queue = queue;
        this.deliverer = deliverer;
        this.messages = messages;
        this.settings = settings;
    }

    @Override
    public boolean open() {
        return settings.deliver();
    }

    @Override
    public boolean send(PartnerMail.Message kill) {
        List<Webhook> all = queue.inTurn(() -> webhooks.of(kill.partner()));
        boolean taken = false;
        try {
            for (Webhook webhook : all) {
                taken |= deliverer.once(webhook, messages.kill(webhook, kill)).delivered();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return taken;
    }
}
