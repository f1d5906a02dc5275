package org.broadsheet.publishing;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.broadsheet.access.CurrentActor;
import org.broadsheet.access.Scope;
import org.broadsheet.article.Article;
import org.broadsheet.article.LiveCopy;
import org.broadsheet.article.LiveCopySummaries;
import org.broadsheet.article.Publication;
import org.broadsheet.article.Revisions;
import org.jspecify.annotations.Nullable;

/** Renders articles as the newsroom sees them. */
@ApplicationScoped
class EditorialViews {

    private final LiveCopySummaries live;
    private final Revisions revisions;
    private final Drafts drafts;
    private final Publication publication;
    private final CurrentActor actor;

    EditorialViews(
            LiveCopySummaries live, Revisions revisions, Drafts drafts, Publication publication, CurrentActor actor) {
        this.live = live;
        this.revisions = revisions;
        this.drafts = drafts;
        this.publication = publication;
        this.actor = actor;
    }

    EditorialArticle of(Article article, List<String> warnings) {
        return EditorialArticle.of(
                article,
                drafts.form(article, revisions.content(article.id(), article.revision())),
                live(article, live.of(List.of(article.id()))),
                live.takedown(article.id())
                        .map(down ->
                                new EditorialArticle.Takedown(down.kind(), down.reason(), down.at(), down.target()))
                        .orElse(null),
                warnings,
                transitions(article, revisions.sayingWhatIsLive(List.of(article.id()))));
    }

    /** What the state of the article and the scopes of whoever asks allow. */
    private List<String> transitions(Article article, Set<UUID> nothingToDiscard) {
        Set<Scope> scopes = actor.get().scopes();
        return article.transitions().stream()
                .filter(transition -> scopes.contains(Order.scope(transition)))
                .filter(transition ->
                        transition != Article.Transition.DISCARD || !nothingToDiscard.contains(article.id()))
                .map(Article.Transition::wire)
                .toList();
    }

    List<EditorialArticle> cards(List<Article> articles) {
        List<UUID> ids = articles.stream().map(Article::id).toList();
        Map<UUID, LiveCopy> copies = live.of(ids);
        Set<UUID> nothingToDiscard = revisions.sayingWhatIsLive(ids);
        return articles.stream()
                .map(article ->
                        EditorialArticle.card(article, live(article, copies), transitions(article, nothingToDiscard)))
                .toList();
    }

    private EditorialArticle.@Nullable Live live(Article article, Map<UUID, LiveCopy> copies) {
        LiveCopy copy = copies.get(article.id());
        Integer revision = article.liveRevision();
        return copy == null || revision == null
                ? null
                : new EditorialArticle.Live(
                        revision,
                        copy.visible(),
                        copy.version(),
                        copy.path(),
                        publication.urlOf(copy.path()),
                        copy.publishedAt(),
                        copy.updatedAt(),
                        copy.embargoedUntil(),
                        copy.expiresAt());
    }
}
