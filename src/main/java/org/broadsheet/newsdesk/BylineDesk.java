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
import org.broadsheet.byline.Byline;
import org.broadsheet.byline.BylineBook;
import org.broadsheet.byline.BylineDescription;
import org.broadsheet.changes.Change;
import org.broadsheet.changes.Telling;
import org.broadsheet.manuscript.Sent;
import org.broadsheet.naming.Text;
import org.broadsheet.problem.Refusal;
import org.broadsheet.writing.Answer;
import org.jspecify.annotations.Nullable;

/** Carries out what editors want done to bylines, in the caller's transaction. */
@ApplicationScoped
class BylineDesk {

    private final BylineBook book;
    private final LiveReferences articles;
    private final AuditTrail audit;
    private final ObjectMapper json;
    private final Clock clock;

    BylineDesk(BylineBook book, LiveReferences articles, AuditTrail audit, ObjectMapper json, Clock clock) {
        this.book = book;
        this.articles = articles;
        this.audit = audit;
        this.json = json;
        this.clock = clock;
    }

    EditorialByline view(Byline byline) {
        return views(List.of(byline)).getFirst();
    }

    List<EditorialByline> views(List<Byline> bylines) {
        Map<UUID, List<String>> former =
                book.formerSlugs(bylines.stream().map(Byline::id).toList());
        return bylines.stream()
                .map(byline -> EditorialByline.of(byline, former.getOrDefault(byline.id(), List.of())))
                .toList();
    }

    Answer create(ObjectNode sent, Actor actor) {
        BylineDescription wanted = BylineForm.read(sent, null);
        refuseTaken(wanted.slug());
        Byline byline = book.create(wanted, clock.instant());
        record(actor, "create", byline, null, null);
        return Answer.created(view(byline), byline.version(), "/v1/editorial/bylines/" + byline.id());
    }

    Answer replace(UUID id, int expected, ObjectNode sent, Actor actor, Telling telling) {
        return change(id, expected, byline -> sent, actor, telling);
    }

    Answer patch(UUID id, int expected, ObjectNode patch, Actor actor, Telling telling) {
        return change(
                id,
                expected,
                byline -> Sent.patched(json.valueToTree(byline.description()), patch, BylineForm.KEYS),
                actor,
                telling);
    }

    private Answer change(UUID id, int expected, Function<Byline, ObjectNode> form, Actor actor, Telling telling) {
        Byline byline = book.hold(id);
        byline.checkVersion(expected);
        BylineDescription wanted = BylineForm.read(form.apply(byline), byline.slug());
        if (!wanted.slug().equals(byline.slug()) && !book.had(byline.id(), wanted.slug())) {
            refuseTaken(wanted.slug());
        }
        if (byline.rewrite(wanted, clock.instant())) {
            record(actor, "update", byline, expected, null);
            tell(byline, telling);
            articles.retell(LiveReferences.Kind.BYLINE, id, telling);
        }
        return Answer.ok(view(byline), byline.version());
    }

    private void refuseTaken(String slug) {
        book.find(slug).ifPresent(owner -> {
            throw new Refusal.Conflict("The slug '" + slug + "' leads to the byline " + owner + ", for good.");
        });
    }

    /** Deletes what nobody refers to. */
    Answer delete(UUID id, int expected, Actor actor, Telling telling) {
        book.holdAlone(id);
        Byline byline = book.get(id);
        byline.checkVersion(expected);
        byline.checkUnmerged();
        InUse use = new InUse();
        use.articles(articles.referrers(LiveReferences.Kind.BYLINE, book.idsOf(id), InUse.MOST));
        use.refuse("byline");
        record(actor, "delete", byline, expected, byline.slug());
        book.delete(byline);
        tell(byline, telling);
        return Answer.nothing();
    }

    /** Credits all that was {@code id}'s to another byline, which stands for it from now on. */
    Answer merge(UUID id, int expected, ObjectNode sent, Actor actor, Telling telling) {
        String named = MergeOrder.into(sent);
        UUID target = book.find(named)
                .orElseThrow(() ->
                        Refusal.Unprocessable.pointer("/into", "there is no byline '" + Text.shorten(named) + "'."));
        book.holdAlone(id, target);
        Byline from = book.get(id);
        from.checkVersion(expected);
        from.checkUnmerged();
        if (target.equals(id)) {
            throw Refusal.Unprocessable.pointer("/into", "is the byline itself, or one that was merged into it.");
        }
        Instant now = clock.instant();
        Byline into = book.get(target);
        book.merge(from, into, now);
        articles.recredit(id, target, telling, now);
        record(actor, "merge", from, expected, "into " + into.slug() + " (" + target + ")");
        tell(from, telling);
        tell(into, telling);
        return Answer.ok(view(into), into.version());
    }

    /** Readers are not told of what they don't know: not even that there is something. */
    private void tell(Byline byline, Telling telling) {
        Instant known = byline.publicFrom();
        if (known != null && !known.isAfter(clock.instant())) {
            telling.tell(Change.of(Change.Kind.BYLINE, byline.id()));
        }
    }

    private void record(Actor actor, String verb, Byline byline, @Nullable Integer before, @Nullable String note) {
        Integer after = verb.equals("delete") ? null : byline.version();
        audit.record(actor, "byline." + verb, "byline", byline.id(), before, after, null, null, note);
    }
}
