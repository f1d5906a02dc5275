package org.broadsheet.newsdesk;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import org.broadsheet.access.Actor;
import org.broadsheet.access.AuditTrail;
import org.broadsheet.article.LiveReferences;
import org.broadsheet.changes.Change;
import org.broadsheet.changes.Telling;
import org.broadsheet.manuscript.Sent;
import org.broadsheet.naming.Text;
import org.broadsheet.problem.Refusal;
import org.broadsheet.tag.Tag;
import org.broadsheet.tag.TagBook;
import org.broadsheet.tag.TagDescription;
import org.broadsheet.tag.TagKey;
import org.broadsheet.writing.Answer;
import org.jspecify.annotations.Nullable;

/** Carries out what editors want done to tags, in the caller's transaction. */
@ApplicationScoped
class TagDesk {

    private final TagBook book;
    private final LiveReferences articles;
    private final AuditTrail audit;
    private final ObjectMapper json;
    private final Clock clock;

    TagDesk(TagBook book, LiveReferences articles, AuditTrail audit, ObjectMapper json, Clock clock) {
        this.book = book;
        this.articles = articles;
        this.audit = audit;
        this.json = json;
        this.clock = clock;
    }

    EditorialTag view(Tag tag) {
        return views(List.of(tag)).getFirst();
    }

    List<EditorialTag> views(List<Tag> tags) {
        Map<UUID, List<String>> former =
                book.formerKeys(tags.stream().map(Tag::id).toList());
        return tags.stream()
                .map(tag -> EditorialTag.of(tag, former.getOrDefault(tag.id(), List.of())))
                .toList();
    }

    Answer create(ObjectNode sent, Actor actor) {
        TagDescription wanted = TagForm.read(sent, null);
        refuseTaken(wanted.key());
        Tag tag = book.create(wanted, clock.instant());
        record(actor, "create", tag, null, null);
        return Answer.created(view(tag), tag.version(), "/v1/editorial/tags/" + tag.id());
    }

    Answer replace(UUID id, int expected, ObjectNode sent, Actor actor, Telling telling) {
        return change(id, expected, tag -> sent, actor, telling);
    }

    Answer patch(UUID id, int expected, ObjectNode patch, Actor actor, Telling telling) {
        return change(
                id, expected, tag -> Sent.patched(json.valueToTree(tag.said()), patch, TagForm.KEYS), actor, telling);
    }

    private Answer change(UUID id, int expected, Function<Tag, ObjectNode> form, Actor actor, Telling telling) {
        Tag tag = book.hold(id);
        tag.checkVersion(expected);
        TagDescription wanted = TagForm.read(form.apply(tag), tag.key());
        if (!wanted.key().equals(tag.key()) && !book.had(tag.id(), wanted.key())) {
            refuseTaken(wanted.key());
        }
        if (tag.rewrite(wanted, clock.instant())) {
            record(actor, "update", tag, expected, null);
            tell(tag, telling);
            articles.retell(LiveReferences.Kind.TAG, id, telling);
        }
        return Answer.ok(view(tag), tag.version());
    }

    private void refuseTaken(TagKey key) {
        book.find(key.toString()).ifPresent(owner -> {
            throw new Refusal.Conflict("The name '" + key + "' leads to the tag " + owner + ", for good.");
        });
    }

    /** Deletes what nobody refers to. */
    Answer delete(UUID id, int expected, Actor actor, Telling telling) {
        book.holdAlone(id);
        Tag tag = book.get(id);
        tag.checkVersion(expected);
        tag.checkUnmerged();
        InUse use = new InUse();
        use.articles(articles.referrers(LiveReferences.Kind.TAG, book.idsOf(id), InUse.MOST));
        use.refuse("tag");
        record(actor, "delete", tag, expected, tag.key().toString());
        book.delete(tag);
        tell(tag, telling);
        return Answer.nothing();
    }

    /** Tags all that carried {@code id} with another tag, which stands for it from now on. */
    Answer merge(UUID id, int expected, ObjectNode sent, Actor actor, Telling telling) {
        String named = MergeOrder.into(sent);
        UUID target = book.find(named)
                .orElseThrow(
                        () -> Refusal.Unprocessable.pointer("/into", "there is no tag '" + Text.shorten(named) + "'."));
        book.holdAlone(id, target);
        Tag from = book.get(id);
        from.checkVersion(expected);
        from.checkUnmerged();
        if (target.equals(id)) {
            throw Refusal.Unprocessable.pointer("/into", "is the tag itself, or one that was merged into it.");
        }
        Instant now = clock.instant();
        Tag into = book.get(target);
        book.merge(from, into, now);
        articles.retag(id, target, telling, now);
        record(actor, "merge", from, expected, "into " + into.key() + " (" + target + ")");
        tell(from, telling);
        tell(into, telling);
        return Answer.ok(view(into), into.version());
    }

    /** Readers are not told of what they don't know: not even that there is something. */
    private void tell(Tag tag, Telling telling) {
        Instant known = tag.publicFrom();
        if (known != null && !known.isAfter(clock.instant())) {
            telling.tell(Change.of(Change.Kind.TAG, tag.id()));
        }
    }

    private void record(Actor actor, String verb, Tag tag, @Nullable Integer before, @Nullable String note) {
        Integer after = verb.equals("delete") ? null : tag.version();
        audit.record(actor, "tag." + verb, "tag", tag.id(), before, after, null, null, note);
    }
}
