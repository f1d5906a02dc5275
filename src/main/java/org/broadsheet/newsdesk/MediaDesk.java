package org.broadsheet.newsdesk;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.broadsheet.access.Actor;
import org.broadsheet.access.AuditTrail;
import org.broadsheet.article.LiveReferences;
import org.broadsheet.changes.Change;
import org.broadsheet.changes.Telling;
import org.broadsheet.manuscript.Sent;
import org.broadsheet.media.Media;
import org.broadsheet.media.MediaDescription;
import org.broadsheet.media.MediaLibrary;
import org.broadsheet.writing.Answer;
import org.jspecify.annotations.Nullable;

/** Carries out what editors want done to media, in the caller's transaction. */
@ApplicationScoped
class MediaDesk {

    private final MediaLibrary library;
    private final LiveReferences articles;
    private final AuditTrail audit;
    private final ObjectMapper json;
    private final Clock clock;

    MediaDesk(MediaLibrary library, LiveReferences articles, AuditTrail audit, ObjectMapper json, Clock clock) {
        this.library = library;
        this.articles = articles;
        this.audit = audit;
        this.json = json;
        this.clock = clock;
    }

    Answer create(ObjectNode sent, Actor actor) {
        Media media = library.create(MediaForm.read(sent), clock.instant());
        record(actor, "create", media, null, media.version());
        return Answer.created(EditorialMedia.of(media), media.version(), "/v1/editorial/media/" + media.id());
    }

    Answer replace(UUID id, int expected, ObjectNode sent, Actor actor, Telling telling) {
        return change(id, expected, media -> sent, actor, telling);
    }

    Answer patch(UUID id, int expected, ObjectNode patch, Actor actor, Telling telling) {
        return change(
                id,
                expected,
                media -> Sent.patched(json.valueToTree(media.description()), patch, MediaForm.KEYS),
                actor,
                telling);
    }

    private Answer change(UUID id, int expected, Function<Media, ObjectNode> form, Actor actor, Telling telling) {
        Media media = library.hold(id);
        media.checkVersion(expected);
        MediaDescription wanted = MediaForm.read(form.apply(media));
        if (media.rewrite(wanted, clock.instant())) {
            record(actor, "update", media, expected, media.version());
            // readers are not told of what only drafts show, or what waits for its moment
            if (articles.retell(LiveReferences.Kind.LEAD, id, telling) > 0) {
                telling.tell(Change.of(Change.Kind.MEDIA, id));
            }
        }
        return Answer.ok(EditorialMedia.of(media), media.version());
    }

    /** Deletes what no article shows. */
    Answer delete(UUID id, int expected, Actor actor) {
        Media media = library.hold(id);
        media.checkVersion(expected);
        InUse use = new InUse();
        use.articles(articles.referrers(LiveReferences.Kind.LEAD, List.of(id), InUse.MOST));
        use.refuse("medium");
        record(actor, "delete", media, expected, null);
        library.delete(media);
        return Answer.nothing();
    }

    private void record(Actor actor, String verb, Media media, @Nullable Integer before, @Nullable Integer after) {
        audit.record(actor, "media." + verb, "media", media.id(), before, after, null, null, null);
    }
}
