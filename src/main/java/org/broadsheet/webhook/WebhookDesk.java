package org.broadsheet.webhook;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.UUID;
import org.broadsheet.access.Access;
import org.broadsheet.access.Actor;
import org.broadsheet.access.AuditTrail;
import org.broadsheet.access.Readers;
import org.broadsheet.access.Rights;
import org.broadsheet.changes.ChangeLog;
import org.broadsheet.delivery.ArticleFilters;
import org.broadsheet.manuscript.MergePatch;
import org.broadsheet.naming.Ids;
import org.broadsheet.problem.Refusal;
import org.broadsheet.problem.Violation;
import org.broadsheet.web.SurrogateKeys;
import org.broadsheet.writing.Answer;
import org.jspecify.annotations.Nullable;

/** Carries out what owners want done to their webhooks, in the caller's transaction. */
@ApplicationScoped
class WebhookDesk {

    private final Webhooks webhooks;
    private final Destinations destinations;
    private final SecretBox box;
    private final ArticleFilters filters;
    private final Readers readers;
    private final ChangeLog log;
    private final AuditTrail audit;
    private final WebhookSettings settings;
    private final ObjectMapper json;
    private final Clock clock;

    WebhookDesk(
            Webhooks webhooks,
            Destinations destinations,
            SecretBox box,
            ArticleFilters filters,
            Readers readers,
            ChangeLog log,
            AuditTrail audit,
            WebhookSettings settings,
            ObjectMapper json,
            Clock clock) {
        this.webhooks = webhooks;
        this.destinations = destinations;
        this.box = box;
        this.filters = filters;
        this.readers = readers;
        this.log = log;
        this.audit = audit;
        this.settings = settings;
        this.json = json;
        this.clock = clock;
    }

    /** The answer is without the secret, as it may be kept to be given again. */
    Answer create(ObjectNode sent, Secret secret, Actor actor) {
        Wish wish = checked(WebhookForm.read(sent, destinations), actor.partner());
        if (webhooks.count() >= settings.most()) {
            throw new Refusal.Conflict(
                    "There are " + settings.most() + " webhooks already, which is all there may be.");
        }
        Instant now = clock.instant();
        UUID id = Ids.of(now, "webhook", UUID.randomUUID().toString());
        webhooks.add(id, wish, box.close(id, secret), actor, now);
        record(actor, "create", id, null, 1, null);
        return Answer.created(WebhookView.of(webhooks.get(id, actor)), 1, "/v1/webhooks/" + id);
    }

    Answer patch(UUID id, int expected, ObjectNode patch, Actor actor) {
        Webhook webhook = held(id, expected, actor);
        WebhookForm.checkKeys(patch);
        ObjectNode present = json.valueToTree(WebhookForm.of(webhook.wish()));
        Wish wish = checked(WebhookForm.read(MergePatch.apply(present, patch), destinations), webhook.partner());
        webhooks.rewrite(id, wish, clock.instant());
        return changed(actor, "update", webhook, null);
    }

    /** Names that there are not are refused now, rather than when there is something to tell. */
    private Wish checked(Wish wish, @Nullable UUID partner) {
        Rights rights = partner == null ? Rights.ALL : readers.standing(partner).rights();
        if (rights.delay().isPositive()) {
            throw new Refusal.Forbidden("Withheld: your rights give articles " + rights.delay()
                    + " after their date, and webhooks tell of them at once. Ask GET /v1/articles?sort=updated.");
        }
        try {
            filters.query(wish.filters().params(), new Access(clock.instant(), rights), new SurrogateKeys());
            return wish;
        } catch (Refusal.Invalid e) {
            throw new Refusal.Invalid(e.violations().stream()
                    .map(fault -> Violation.pointer("/filters/" + fault.name(), fault.detail()))
                    .toList());
        }
    }

    Answer delete(UUID id, int expected, Actor actor) {
        Webhook webhook = held(id, expected, actor);
        webhooks.delete(id);
        record(actor, "delete", id, webhook.version(), null, webhook.wish().url());
        return Answer.nothing();
    }

    /** The answer is without the secret, as it may be kept to be given again. */
    Answer rotate(UUID id, int expected, Secret secret, Actor actor) {
        Webhook webhook = held(id, expected, actor);
        Instant now = clock.instant();
        webhooks.replaceSecret(id, box.close(id, secret), now.plus(settings.rotation()), now);
        return changed(actor, "rotate", webhook, null);
    }

    Answer replay(UUID id, int expected, ObjectNode order, Actor actor) {
        Webhook webhook = held(id, expected, actor);
        long since = WebhookForm.since(order, log.head());
        webhooks.replay(id, since, clock.instant());
        return changed(actor, "replay", webhook, "since " + since);
    }

    Answer resume(UUID id, int expected, Actor actor) {
        Webhook webhook = held(id, expected, actor);
        if (!webhook.paused() && webhook.failures() == 0) {
            return Answer.ok(WebhookView.of(webhook), webhook.version());
        }
        webhooks.resume(id, clock.instant());
        return changed(actor, "resume", webhook, null);
    }

    private Webhook held(UUID id, int expected, Actor actor) {
        Webhook webhook = webhooks.hold(id, actor);
        webhook.checkVersion(expected);
        return webhook;
    }

    private Answer changed(Actor actor, String verb, Webhook before, @Nullable String note) {
        Webhook now = webhooks.get(before.id(), actor);
        record(actor, verb, now.id(), before.version(), now.version(), note);
        return Answer.ok(WebhookView.of(now), now.version());
    }

    private void record(
            Actor actor,
            String verb,
            UUID id,
            @Nullable Integer before,
            @Nullable Integer after,
            @Nullable String note) {
        audit.record(actor, "webhook." + verb, "webhook", id, before, after, null, null, note);
    }
}
