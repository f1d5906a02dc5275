package org.broadsheet.following;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.broadsheet.changes.Change;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A change, as whoever follows the log is told of it. */
@Schema(name = "Change", description = "Something that readers can notice. What a change does not have is left out.")
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ChangeView(
        @Schema(
                description = "Its number: changes are numbered in the order of their commit, without gaps.",
                examples = "4711",
                required = true)
        long seq,

        @Schema(required = true) Instant at,

        @Schema(
                description = "What happened. `left`: readers still see the article, but the filters that are asked"
                        + " with no longer let it through. `unpublished`, `killed`, `expired`: readers no longer see"
                        + " it, and whoever shows it has to take it away.",
                enumeration = {
                    "published",
                    "updated",
                    "corrected",
                    "moved",
                    "unpublished",
                    "killed",
                    "embargoLifted",
                    "expired",
                    "rightsChanged",
                    "left"
                },
                examples = "updated",
                required = true)
        String type,

        @Schema(
                description = "To what it happened.",
                enumeration = {"article", "section", "byline", "tag", "media", "front"},
                examples = "article",
                required = true)
        String kind,

        @Schema(description = "Of the thing; for `front`, of its section.", required = true)
        UUID id,

        @Schema(
                description = "Of an article: where it stands on the front-end, or stood last.",
                examples = "/world/osterey/2026/10/02/ferries-return")
        @Nullable
        String path,

        @Schema(
                description = "Of an article: the names of its fields that changed; empty when all of it is new, gone"
                        + " or not said.",
                examples = "[\"headline\", \"body\"]",
                required = true)
        List<String> changedFields,

        @Schema(description = "Of a correction or a takedown: what readers are told.") @Nullable
        String reason,

        @Schema(description = "`true` with a correction that whoever has a copy has to make, too.") @Nullable
        Boolean mandatory,

        @Schema(
                description = "What an edge cache in front of this API should purge: answers that have one of these in"
                        + " their `Surrogate-Key` may be out of date, and so may those with `kind:*` for a `kind:id`.",
                examples = "[\"article:0199a3c8-6d00-7c52-b0c6-2f1c8f3a9d10\", \"articles\"]",
                required = true)
        List<String> surrogateKeys) {

    /** An article which the filters let through before and do not any more, though readers still see it. */
    public static final String LEFT = "left";

    /** After which readers see an article no longer, or the filters let it through no longer. */
    private static final Set<String> AWAY =
            Set.of(Change.Type.UNPUBLISHED.wire(), Change.Type.KILLED.wire(), Change.Type.EXPIRED.wire(), LEFT);

    /** The types that there are. */
    public static final List<String> TYPES = Stream.concat(
                    Arrays.stream(Change.Type.values()).map(Change.Type::wire), Stream.of(LEFT))
            .toList();

    /** The kinds of thing that there are. */
    public static final List<String> KINDS =
            Arrays.stream(Change.Kind.values()).map(Change.Kind::wire).toList();

    static ChangeView of(Object[] row) {
        return new ChangeView(
                ((Number) row[0]).longValue(),
                (Instant) row[1],
                (String) row[2],
                (String) row[3],
                (UUID) row[4],
                (String) row[5],
                List.of((String[]) row[6]),
                (String) row[7],
                Boolean.TRUE.equals(row[9]) && row[2].equals(Change.Type.CORRECTED.wire()) ? Boolean.TRUE : null,
                List.of((String[]) row[8]));
    }

    /**
     * The same for a reader from whom articles are withheld: where one that has left their view stands now, and what it
     * is about now, is not for them; nor is it of one that is killed, which may have left it before.
     */
    ChangeView discreet() {
        return type.equals(LEFT) || type.equals(Change.Type.KILLED.wire())
                ? new ChangeView(
                        seq,
                        at,
                        type,
                        kind,
                        id,
                        null,
                        List.of(),
                        type.equals(LEFT) ? null : reason,
                        null,
                        List.of("article:" + id))
                : this;
    }

    /** Whether readers see the article after this. */
    boolean showsArticle() {
        return kind.equals(Change.Kind.ARTICLE.wire()) && !AWAY.contains(type);
    }

    /** Whether whoever has a copy of the article has to do something. */
    boolean binds() {
        return type.equals(Change.Type.KILLED.wire()) || Boolean.TRUE.equals(mandatory);
    }

    /** A stretch of the log. */
    @Schema(name = "ChangeList", description = "A stretch of the change log, oldest first.")
    public record Changes(
            @Schema(required = true) List<ChangeView> items,

            @Schema(
                    description = "The number up to which the log was looked through: the next `since`. With filters it"
                            + " moves on when nothing was found, too.",
                    examples = "4711",
                    required = true)
            long next) {}
}
