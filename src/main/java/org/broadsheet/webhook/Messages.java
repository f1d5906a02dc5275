package org.broadsheet.webhook;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.broadsheet.access.Access;
import org.broadsheet.access.Rights;
import org.broadsheet.body.BodyForm;
import org.broadsheet.changes.Change;
import org.broadsheet.following.ChangeView;
import org.broadsheet.published.ArticleQuery;
import org.broadsheet.published.ArticleView;
import org.broadsheet.published.ArticleViews;
import org.broadsheet.published.PublishedArticles;
import org.broadsheet.query.Fields;
import org.broadsheet.receipt.PartnerMail;
import org.jspecify.annotations.Nullable;

/** Writes what is sent, in the form that Standard Webhooks recommends: type, timestamp, data. */
@ApplicationScoped
class Messages {

    private static final Fields ALL = Fields.all(ArticleView.SHAPE);

    private record Envelope(String type, Instant timestamp, Object data) {}

    /** What {@code GET /v1/changes} tells, and the article. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    private record Told(
            @JsonUnwrapped ChangeView change, @Nullable ArticleView article) {}

    private record Test(UUID webhook, String name) {}

    /** A notice, and where it is to be acknowledged. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    private record Kill(
            UUID id,
            @Nullable Long seq,
            String kind,
            UUID article,
            @Nullable String path,
            @Nullable String reason,
            @Nullable Boolean embargoed,
            Instant at,
            Instant dueAt,
            @Nullable Integer reminder,
            String acknowledge) {}

    private final PublishedArticles published;
    private final ArticleViews views;
    private final ObjectMapper json;
    private final Clock clock;

    Messages(PublishedArticles published, ArticleViews views, ObjectMapper json, Clock clock) {
        this.published = published;
        this.views = views;
        this.json = json;
        this.clock = clock;
    }

    /** Of a change, as it is to be told at this moment: an article that readers no longer see is not in it. */
    Message of(Webhook webhook, ChangeView change, Rights rights) {
        String type = change.kind() + "." + change.type();
        return new Message(
                Message.id(webhook.id(), Long.toString(change.seq())),
                type,
                change.seq(),
                write(new Envelope(type, change.at(), new Told(change, article(webhook, change, rights)))));
    }

    private @Nullable ArticleView article(Webhook webhook, ChangeView change, Rights rights) {
        if (webhook.wish().payload() == Payload.THIN
                || !change.kind().equals(Change.Kind.ARTICLE.wire())
                || change.type().equals(ChangeView.LEFT)) {
            return null;
        }
        return QuarkusTransaction.requiringNew()
                .call(() ->
                        published
                                .among(
                                        List.of(change.id()),
                                        new ArticleQuery(),
                                        new Access(clock.instant(), rights),
                                        ALL)
                                .stream()
                                .findFirst()
                                .map(article -> views.of(article, ALL, BodyForm.BLOCKS))
                                .orElse(null));
    }

    Message test(Webhook webhook) {
        String type = "webhook.test";
        return new Message(
                Message.id(webhook.id(), "test_" + UUID.randomUUID()),
                type,
                null,
                write(new Envelope(
                        type,
                        clock.instant(),
                        new Test(webhook.id(), webhook.wish().name()))));
    }

    /** Of a kill or a mandatory correction that the partner has to acknowledge. */
    Message kill(Webhook webhook, PartnerMail.Message kill) {
        boolean first = kill.number() == 0;
        String type = first ? "kill.notice" : "kill.reminder";
        return new Message(
                Message.id(webhook.id(), "kill_" + kill.notice() + (first ? "" : "_" + kill.number())),
                type,
                null,
                write(new Envelope(
                        type,
                        clock.instant(),
                        new Kill(
                                kill.notice(),
                                PartnerMail.inLog(kill.seq()),
                                kill.kind(),
                                kill.article(),
                                kill.path(),
                                kill.reason(),
                                kill.embargoed() ? true : null,
                                kill.at(),
                                kill.dueAt(),
                                first ? null : Integer.valueOf(kill.number()),
                                "/v1/kills/" + kill.notice() + "/ack"))));
    }

    private String write(Object message) {
        try {
            return json.writeValueAsString(message);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a message is always writable", e);
        }
    }
}
