package org.broadsheet.publishing;

import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.broadsheet.access.Scope;
import org.broadsheet.article.Article;
import org.broadsheet.article.Paths;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** What somebody wants done to one article: in a call of its own, or in a bulk, where {@code op} names it. */
sealed interface Order {

    /** The orders by what a bulk calls them. */
    Map<String, Class<? extends Order>> BY_NAME = Stream.of(
                    Replace.class,
                    Patch.class,
                    Revert.class,
                    Discard.class,
                    Submit.class,
                    Reject.class,
                    Assign.class,
                    Publish.class,
                    Unschedule.class,
                    Correct.class,
                    Move.class,
                    Unpublish.class,
                    Kill.class)
            .collect(Collectors.toUnmodifiableMap(Order::name, type -> type));

    private static String name(Class<? extends Order> type) {
        return type.getSimpleName().toLowerCase(Locale.ROOT);
    }

    /** What is told about the order inside the newsroom; never to readers. */
    @Nullable
    default String note() {
        return null;
    }

    /** What the audit trail says of it: the note, else what readers are told. */
    @Nullable
    default String remark() {
        return Stream.of(Optional.ofNullable(note()), told())
                .flatMap(Optional::stream)
                .findFirst()
                .orElse(null);
    }

    private Optional<String> told() {
        return switch (this) {
            case Correct correct -> Optional.of(correct.text());
            case Unpublish unpublish -> Optional.ofNullable(unpublish.explanation());
            case Kill kill -> Optional.of(kill.reason());
            case Move move -> Optional.of(move.path());
            case Assign assign -> Optional.of(assign.owner());
            case Replace replace -> Optional.empty();
            case Patch patch -> Optional.empty();
            case Revert revert -> Optional.of("Revision " + revert.revision());
            case Discard discard -> Optional.empty();
            case Submit submit -> Optional.empty();
            case Reject reject -> Optional.empty();
            case Publish publish -> Optional.empty();
            case Unschedule unschedule -> Optional.empty();
        };
    }

    /** As it stands in the audit trail. */
    default String action() {
        return "article." + name(getClass());
    }

    /** What whoever does this needs. */
    static Scope scope(Article.Transition transition) {
        return switch (transition) {
            case EDIT, REVERT, ASSIGN, SUBMIT, DISCARD -> Scope.ARTICLES_WRITE;
            case REJECT, PUBLISH, SCHEDULE, UNSCHEDULE, CORRECT, MOVE, UNPUBLISH -> Scope.ARTICLES_PUBLISH;
            case KILL -> Scope.ARTICLES_KILL;
        };
    }

    default Scope scope() {
        return switch (this) {
            case Replace replace -> Scope.ARTICLES_WRITE;
            case Patch patch -> Scope.ARTICLES_WRITE;
            case Revert revert -> Scope.ARTICLES_WRITE;
            case Discard discard -> Scope.ARTICLES_WRITE;
            case Submit submit -> Scope.ARTICLES_WRITE;
            case Reject reject -> Scope.ARTICLES_PUBLISH;
            case Assign assign -> Scope.ARTICLES_WRITE;
            case Publish publish -> Scope.ARTICLES_PUBLISH;
            case Unschedule unschedule -> Scope.ARTICLES_PUBLISH;
            case Correct correct -> Scope.ARTICLES_PUBLISH;
            case Move move -> Scope.ARTICLES_PUBLISH;
            case Unpublish unpublish -> Scope.ARTICLES_PUBLISH;
            case Kill kill -> Scope.ARTICLES_KILL;
        };
    }

    /** All of the content anew. */
    record Replace(ObjectNode article) implements Order {}

    /** Some of the content anew (RFC 7396). */
    record Patch(ObjectNode article) implements Order {}

    @Schema(name = "RevertOrder", description = "Go back to what an earlier revision says, as a new revision.")
    record Revert(
            @Schema(description = "The number of the revision to go back to.", examples = "3", required = true)
            int revision)
            implements Order {}

    /** Drop what was not published. */
    record Discard() implements Order {}

    @Schema(name = "SubmitOrder", description = "Hand a draft to the editors.")
    record Submit(
            @Schema(description = NOTE, maxLength = Texts.LONGEST) @Nullable
            String note) implements Order {}

    @Schema(name = "RejectOrder", description = "Hand a piece under review back.")
    record Reject(
            @Schema(description = NOTE, maxLength = Texts.LONGEST) @Nullable
            String note) implements Order {}

    @Schema(name = "AssignOrder", description = "Hand a piece to somebody else.")
    record Assign(
            @Schema(
                    description = "The new owner, as the credential calls them.",
                    maxLength = Texts.LONGEST,
                    required = true)
            String owner)
            implements Order {}

    @Schema(name = "PublishOrder", description = "Publish a revision, now or at a moment.")
    record Publish(
            @Schema(
                    description = "When; a moment in the future schedules the publication. Left out: now.",
                    examples = "2026-12-01T06:00:00Z")
            @JsonDeserialize(using = Moment.class)
            @Nullable
            Instant at,

            @Schema(
                    description = "Until when readers are not to see it, though it is published. Left out: the"
                            + " embargo that an earlier order named stays, while it is to come; else that of the"
                            + " article's form. A moment that is over lifts it.",
                    examples = "2026-12-01T09:00:00Z")
            @JsonDeserialize(using = Moment.class)
            @Nullable
            Instant embargoUntil,

            @Schema(
                    description = "Which revision; left out: the newest one of the version that `If-Match` names.",
                    examples = "4")
            @Nullable
            Integer revision,

            @Schema(description = NOTE, maxLength = Texts.LONGEST) @Nullable
            String note)
            implements Order {}

    @Schema(name = "UnscheduleOrder", description = "Take back a publication that is to come.")
    record Unschedule(
            @Schema(description = NOTE, maxLength = Texts.LONGEST) @Nullable
            String note) implements Order {}

    @Schema(name = "CorrectOrder", description = "Publish the newest revision with a correction that readers see.")
    record Correct(
            @Schema(
                    description = "What was wrong and is put right, for readers, as plain text.",
                    examples = "An earlier version gave the wrong year.",
                    maxLength = Texts.LONGEST,
                    required = true)
            String text,

            @Schema(
                    description =
                            "`true`: whoever has a copy has to correct it, too. The change says so, if readers see the"
                                    + " article, and partners who fetched it have to acknowledge it, as with a kill.",
                    defaultValue = "false")
            @Nullable
            Boolean mandatory,

            @Schema(description = NOTE, maxLength = Texts.LONGEST) @Nullable
            String note)
            implements Order {}

    @Schema(name = "MoveOrder", description = "Move the article; its former path leads to it for good.")
    record Move(
            @Schema(
                    description = "Where it stands from now on.",
                    examples = "/world/ferries",
                    maxLength = Paths.LONGEST,
                    required = true)
            String path,

            @Schema(description = NOTE, maxLength = Texts.LONGEST) @Nullable
            String note)
            implements Order {}

    @Schema(name = "UnpublishOrder", description = "Take an article from readers.")
    record Unpublish(
            @Schema(
                    description =
                            "`gone`: it is no longer there; `withdrawn`: it should not have been; `redirect`: another"
                                    + " article stands for it.",
                    enumeration = {"gone", "withdrawn", "redirect"},
                    required = true)
            String type,

            @Schema(
                    description = "With `redirect`: the id or path of the article that readers are led to.",
                    maxLength = Texts.LONGEST)
            @Nullable
            String to,

            @Schema(
                    description = "What readers are told, as plain text.",
                    examples = "A source withdrew consent.",
                    maxLength = Texts.LONGEST)
            @Nullable
            String explanation,

            @Schema(description = NOTE, maxLength = Texts.LONGEST) @Nullable
            String note)
            implements Order {}

    @Schema(name = "KillOrder", description = "Take an article from readers for good, everywhere.")
    record Kill(
            @Schema(
                    description = "What readers and everybody who has a copy are told, as plain text.",
                    examples = "The story was wrong.",
                    maxLength = Texts.LONGEST,
                    required = true)
            String reason,

            @Schema(description = NOTE, maxLength = Texts.LONGEST) @Nullable
            String note)
            implements Order {}

    String NOTE = "For the newsroom's audit trail; readers never see it.";
}
