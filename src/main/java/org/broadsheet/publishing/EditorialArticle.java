package org.broadsheet.publishing;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.broadsheet.article.Article;
import org.broadsheet.changes.Replicas;
import org.broadsheet.query.Page;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** An article as the newsroom sees it. */
@Schema(name = "EditorialArticle", description = "An article as the newsroom sees it.")
@JsonInclude(JsonInclude.Include.NON_NULL)
record EditorialArticle(
        @Schema(required = true) UUID id,

        @Schema(
                description = "Where it stands in the workflow.",
                enumeration = {
                    "draft",
                    "review",
                    "scheduled",
                    "published",
                    "gone",
                    "redirected",
                    "withdrawn",
                    "killed",
                    "discarded"
                },
                required = true)
        String state,

        @Schema(
                description = "Grows with every change; its `ETag`, which a change has to name in `If-Match`.",
                examples = "7",
                required = true)
        int version,

        @Schema(description = "The number of the newest revision.", examples = "4", required = true)
        int revision,

        @Schema(description = "Whose it is, as the credential calls them.") @Nullable
        String owner,

        @Schema(
                description = "The newest revision, in the form in which it is written. Lists leave it out.",
                implementation = ArticleForm.class)
        @Nullable
        ObjectNode draft,

        @Schema(description = "In lists: the newest revision's headline.") @Nullable
        String headline,

        @Schema(description = "In lists: the newest revision's section, by id.") @Nullable
        UUID section,

        @Schema(description = "What readers see; absent when they see nothing.") @Nullable
        Live live,

        @Schema(description = "What is said to readers of an article that was taken down.") @Nullable
        Takedown takedown,

        @Schema(description = "The publication that is to come.") @Nullable
        Schedule schedule,

        @Schema(
                description = "What may be done to it now by whoever asks: its state and their scopes allow it.",
                examples = "[\"edit\", \"publish\", \"schedule\", \"correct\", \"move\", \"unpublish\", \"kill\"]",
                required = true)
        List<String> transitions,

        @Schema(description = "What did not go in as it was sent, such as unsafe HTML.") @Nullable
        List<String> warnings,

        @Schema(required = true) Instant createdAt,

        @Schema(required = true) Instant modifiedAt,

        @Schema(description = "With a kill: how it has reached the servers.")
        Replicas.@Nullable Propagation propagation) {

    /** What readers see. */
    @Schema(name = "EditorialLive", description = "What readers see.")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Live(
            @Schema(description = "The revision that readers see.", required = true)
            int revision,

            @Schema(
                    description = "Whether readers see it now; not before its embargo lifts, not after it expires.",
                    required = true)
            boolean visible,

            @Schema(description = "The number of the public version.", required = true)
            int version,

            @Schema(required = true) String path,

            @Schema(required = true) String canonicalUrl,

            @Schema(required = true) Instant publishedAt,

            @Schema(required = true) Instant updatedAt,

            @Nullable Instant embargoedUntil,

            @Nullable Instant expiresAt) {}

    /** What is said to readers of an article that was taken down. */
    @Schema(name = "EditorialTakedown", description = "What is said to readers of an article that was taken down.")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Takedown(
            @Schema(
                    enumeration = {"gone", "redirected", "withdrawn", "killed"},
                    required = true)
            String type,

            @Nullable String reason,

            @Schema(required = true) Instant at,

            @Schema(description = "The article that readers are led to.") @Nullable
            UUID to) {}

    /** A publication that is to come. */
    @Schema(name = "EditorialSchedule", description = "A publication that is to come.")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Schedule(
            @Schema(required = true) Instant at,

            @Schema(description = "Which revision is published then, whatever is written until then.", required = true)
            int revision,

            @Nullable Instant embargoUntil,

            @Nullable String note,

            @Schema(description = "On whose word.") @Nullable
            String by) {

        static @Nullable Schedule of(Article.@Nullable Schedule schedule) {
            return schedule == null
                    ? null
                    : new Schedule(
                            schedule.at(),
                            schedule.revision(),
                            schedule.embargoUntil(),
                            schedule.note(),
                            schedule.by());
        }
    }

    static EditorialArticle of(
            Article article,
            ObjectNode draft,
            @Nullable Live live,
            @Nullable Takedown takedown,
            List<String> warnings,
            List<String> transitions) {
        return new EditorialArticle(
                article.id(),
                article.state().wire(),
                article.version(),
                article.revision(),
                article.owner(),
                draft,
                null,
                null,
                live,
                takedown,
                Schedule.of(article.schedule()),
                transitions,
                warnings.isEmpty() ? null : warnings,
                article.createdAt(),
                article.modifiedAt(),
                null);
    }

    /** As it stands in a list. */
    static EditorialArticle card(Article article, @Nullable Live live, List<String> transitions) {
        return new EditorialArticle(
                article.id(),
                article.state().wire(),
                article.version(),
                article.revision(),
                article.owner(),
                null,
                article.headline(),
                article.sectionId(),
                live,
                null,
                Schedule.of(article.schedule()),
                transitions,
                null,
                article.createdAt(),
                article.modifiedAt(),
                null);
    }

    /** A page of the newsroom's articles. */
    @Schema(name = "EditorialArticles", description = "A page of the newsroom's articles, the last changed first.")
    record Cards(
            @Schema(required = true) List<EditorialArticle> items,

            @Schema(required = true) Page page) {}
}
