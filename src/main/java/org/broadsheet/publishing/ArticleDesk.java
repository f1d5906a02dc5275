package org.broadsheet.publishing;

import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.broadsheet.access.Actor;
import org.broadsheet.access.AuditTrail;
import org.broadsheet.access.Scope;
import org.broadsheet.article.Article;
import org.broadsheet.article.ArticleContent;
import org.broadsheet.article.Articles;
import org.broadsheet.article.Correction;
import org.broadsheet.article.LiveCopy;
import org.broadsheet.article.LiveCopySummaries;
import org.broadsheet.article.Paths;
import org.broadsheet.article.Revisions;
import org.broadsheet.changes.Telling;
import org.broadsheet.problem.Refusal;
import org.broadsheet.problem.Violation;
import org.broadsheet.receipt.Recorder;
import org.broadsheet.writing.Answer;
import org.jspecify.annotations.Nullable;

/** Carries out what somebody wants done to an article, in the caller's transaction, and writes down who wanted it. */
@ApplicationScoped
class ArticleDesk {

    private final Articles articles;
    private final Revisions revisions;
    private final Drafts drafts;
    private final LiveCopySummaries live;
    private final EditorialViews views;
    private final AuditTrail audit;
    private final Recorder recorder;
    private final Clock clock;

    ArticleDesk(
            Articles articles,
            Revisions revisions,
            Drafts drafts,
            LiveCopySummaries live,
            EditorialViews views,
            AuditTrail audit,
            Recorder recorder,
            Clock clock) {
        this.articles = articles;
        this.revisions = revisions;
        this.drafts = drafts;
        this.live = live;
        this.views = views;
        this.audit = audit;
        this.recorder = recorder;
        this.clock = clock;
    }

    /** A new draft of {@code actor}'s. */
    Answer create(ObjectNode form, Actor actor) {
        Drafts.Written written = drafts.read(form, null);
        refuseTaken(written.content().formerPaths(), null);
        Article article = articles.draft(written.content(), actor.name(), null, clock.instant());
        record(article, actor, "article.create", null, 0, null);
        return Answer.created(
                views.of(article, written.warnings()), article.version(), "/v1/editorial/articles/" + article.id());
    }

    /**
     * @param expected the version that the order is meant for
     * @throws Refusal.Stale when the article has another one now
     * @throws Refusal.Conflict when it is in a state in which this can't be done
     */
    Answer carryOut(UUID id, int expected, Order order, Actor actor, Telling telling) {
        actor.require(order.scope());
        Article article = articles.hold(id);
        article.checkVersion(expected);
        Article.State state = article.state();
        if (order instanceof Order.Discard && article.liveRevision() == null && article.schedule() != null) {
            // gives up what an editor has scheduled
            actor.require(Scope.ARTICLES_PUBLISH);
        }
        int revision = article.revision();
        List<String> warnings = new Work(article, actor, telling, clock.instant()).carryOut(order);
        if (article.version() != expected) {
            record(article, actor, order.action(), state, revision, order.remark());
        }
        return Answer.ok(views.of(article, warnings), article.version());
    }

    private void record(
            Article article,
            Actor actor,
            String action,
            Article.@Nullable State from,
            int fromRevision,
            @Nullable String note) {
        audit.record(
                actor,
                action,
                "article",
                article.id(),
                fromRevision == 0 ? null : fromRevision,
                article.revision(),
                from == null ? null : from.wire(),
                article.state().wire(),
                note);
    }

    /** One order on one article that is held. */
    private final class Work {

        private final Article article;
        private final Actor actor;
        private final Telling telling;
        private final Instant now;

        Work(Article article, Actor actor, Telling telling, Instant now) {
            this.article = article;
            this.actor = actor;
            this.telling = telling;
            this.now = now;
        }

        /** What did not go in as it was sent. */
        List<String> carryOut(Order order) {
            Texts.check(order);
            return switch (order) {
                case Order.Replace replace -> write(replace.article());
                case Order.Patch patch -> write(drafts.patched(article, newest(), patch.article()));
                case Order.Revert revert -> revert(revert.revision());
                case Order.Discard discard -> done(this::discard);
                case Order.Submit submit -> done(() -> article.submit(now));
                case Order.Reject reject -> done(() -> article.reject(now));
                case Order.Assign assign -> done(() -> article.handTo(assign.owner(), now));
                case Order.Publish publish -> done(() -> publish(publish));
                case Order.Unschedule unschedule -> done(() -> article.unschedule(now));
                case Order.Correct correct -> done(() -> correct(correct));
                case Order.Move move -> done(() -> articles.move(article, path(move.path()), telling, now));
                case Order.Unpublish unpublish -> done(() -> unpublish(unpublish));
                case Order.Kill kill ->
                    done(() -> articles.takeDown(
                            article,
                            Article.Takedown.KILLED,
                            kill.reason(),
                            null,
                            recorder.knows(article.id()),
                            telling,
                            now));
            };
        }

        private static List<String> done(Runnable work) {
            work.run();
            return List.of();
        }

        private ArticleContent newest() {
            return revisions.content(article.id(), article.revision());
        }

        private List<String> write(ObjectNode form) {
            Drafts.Written written = drafts.read(form, article);
            article.check(Article.Transition.EDIT);
            ArticleContent before = newest();
            if (!written.content().equals(before)) {
                List<String> added = new ArrayList<>(written.content().formerPaths());
                added.removeAll(before.formerPaths());
                refuseTaken(added, article.id());
                articles.revise(article, written.content(), actor.name(), null, now);
            }
            return written.warnings();
        }

        private List<String> revert(int number) {
            ArticleContent content = revisions.content(article.id(), number);
            articles.revise(article, content, actor.name(), "Back to revision " + number + ".", now);
            return List.of();
        }

        /** Going back to what is live already would only make another revision that says the same. */
        private void discard() {
            if (article.liveRevision() == null
                    || !revisions.sayingWhatIsLive(List.of(article.id())).contains(article.id())) {
                articles.discard(article, actor.name(), now);
            }
        }

        /** Whether readers see, or will see, just this, with the same embargo. */
        private boolean isOut(int revision, @Nullable Instant embargo) {
            if (article.state() != Article.State.PUBLISHED
                    || article.schedule() != null
                    || !Objects.equals(article.liveRevision(), revision)) {
                return false;
            }
            Instant wanted =
                    embargo == null ? revisions.content(article.id(), revision).embargoedUntil() : embargo;
            LiveCopy copy = live.of(List.of(article.id())).get(article.id());
            return copy != null && Objects.equals(copy.embargoedUntil(), wanted);
        }

        private void publish(Order.Publish order) {
            int revision = order.revision() == null ? article.revision() : order.revision();
            if (isOut(revision, order.embargoUntil())
                    && (order.at() == null || !order.at().isAfter(now))) {
                return;
            }
            if (order.at() != null && order.at().isAfter(now)) {
                article.schedule(
                        new Article.Schedule(revision, order.at(), order.embargoUntil(), order.note(), actor.name()),
                        now);
            } else {
                articles.publish(article, revision, order.embargoUntil(), telling, now);
            }
        }

        private void correct(Order.Correct order) {
            article.check(Article.Transition.CORRECT);
            ArticleContent corrected = newest().corrected(new Correction(now, order.text()));
            articles.revise(article, corrected, actor.name(), order.text(), now);
            boolean mandatory = Boolean.TRUE.equals(order.mandatory());
            if (!articles.correct(article, mandatory, telling, now) && mandatory) {
                recorder.corrected(
                        new Recorder.UnseenCorrection(article.id(), corrected.headline(), order.text(), actor.name()));
            }
        }

        private void unpublish(Order.Unpublish order) {
            UUID target = order.to() == null ? null : target(order.to());
            Article.Takedown how = switch (order.type()) {
                case "gone" -> Article.Takedown.GONE;
                case "withdrawn" -> Article.Takedown.WITHDRAWN;
                case "redirect" -> Article.Takedown.REDIRECT;
                default -> throw Refusal.Invalid.pointer("/type", "has to be gone, withdrawn or redirect.");
            };
            if ((how == Article.Takedown.REDIRECT) != (target != null)) {
                throw Refusal.Unprocessable.pointer(
                        "/to", "has to be given with the type redirect, and with no other: id or path of an article.");
            }
            articles.takeDown(article, how, order.explanation(), target, telling, now);
        }

        /** The published article that {@code named} names; never this one, so that nobody is led in a circle. */
        private UUID target(String named) {
            Optional<UUID> found = articles.published(named);
            return found.filter(id -> !id.equals(article.id()))
                    .orElseThrow(() -> Refusal.Unprocessable.pointer(
                            "/to", "has to be the id or path of another article that is published."));
        }
    }

    /** An alias belongs to one article; what an import leaves to the other, an editor has to know. */
    private void refuseTaken(List<String> aliases, @Nullable UUID own) {
        List<Violation> taken = new ArrayList<>();
        articles.ownersOf(aliases).forEach((path, owner) -> {
            if (!owner.equals(own)) {
                taken.add(Violation.pointer(
                        "/aliases", "the path " + path + " belongs to the article " + owner + ", for good."));
            }
        });
        if (!taken.isEmpty()) {
            throw new Refusal.Conflict("An alias belongs to another article, for good.", taken);
        }
    }

    private static String path(String text) {
        if (text.startsWith("/")) {
            Paths.fault(text).ifPresent(fault -> {
                throw Refusal.Invalid.pointer("/path", fault + ".");
            });
        }
        return Optional.of(text)
                .filter(path -> path.startsWith("/"))
                .flatMap(Paths::normalise)
                .filter(path -> !path.equals("/"))
                .orElseThrow(() -> Refusal.Invalid.pointer(
                        "/path",
                        "has to be a path such as /world/ferries, of at most " + Paths.LONGEST + " characters."));
    }
}
