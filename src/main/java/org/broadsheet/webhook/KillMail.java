package org.broadsheet.webhook;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import org.broadsheet.receipt.PartnerMail;
import org.jboss.logging.Logger;

/** Sends notices of kills, and reminders, to all webhooks of a partner, whatever else these want to be told. */
@ApplicationScoped
class KillMail implements PartnerMail {

    private static final Logger LOG = Logger.getLogger(KillMail.class);

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
        AtomicBoolean taken = new AtomicBoolean();
        // each for itself: none waits for another's endpoint, nor for one that can't be sent to
        try (ExecutorService each = Executors.newVirtualThreadPerTaskExecutor()) {
            all.forEach(webhook -> each.execute(() -> {
                if (send(webhook, kill)) {
                    taken.set(true);
                }
            }));
        }
        return taken.get();
    }

    private boolean send(Webhook webhook, PartnerMail.Message kill) {
        try {
            return deliverer.once(webhook, messages.kill(webhook, kill)).delivered();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        } catch (RuntimeException e) {
            LOG.warnf("The notice %s can't be sent to the webhook %s: %s", kill.notice(), webhook.id(), e.getMessage());
            return false;
        }
    }
}
