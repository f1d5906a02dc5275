package org.broadsheet.manuscript;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import com.fasterxml.jackson.annotation.JsonValue;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** What is different between two revisions of a piece, both as {@link ManuscriptWriter} writes them. */
@Schema(
        name = "RevisionDiff",
        description = "What is different between two revisions: the fields, and the body block by block.")
@JsonInclude(Include.NON_NULL)
public record RevisionDiff(
        @Schema(required = true, description = "The fields that differ, but for the body, in the form's order.")
        List<FieldChange> fields,

        @Schema(
                required = true,
                description = "What happened to the blocks of the body, from its beginning to its end. A block that was"
                        + " moved is deleted in one place and inserted in another.")
        List<BlockChange> blocks,

        @Schema(
                required = true,
                description = "Whether all differences are here. Beyond 1,000 changed blocks or 2,000,000 characters"
                        + " of them the rest is left out.")
        boolean complete) {

    /** A field that differs. */
    @Schema(name = "FieldChange", description = "A field that differs.")
    @JsonInclude(Include.NON_NULL)
    public record FieldChange(
            @Schema(required = true, examples = "headline") String field,

            @Schema(
                    implementation = Object.class,
                    description = "Its value in the earlier revision; absent when it had none.")
            @Nullable
            JsonNode from,

            @Schema(
                    implementation = Object.class,
                    description = "Its value in the later revision; absent when it has none.")
            @Nullable
            JsonNode to) {}

    /** What happened to a block. */
    @Schema(name = "BlockOperation", description = "What happened to a block.")
    public enum Op {
        INSERT,
        DELETE,
        REPLACE;

        @JsonValue
        public String wire() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** A block that differs. */
    @Schema(name = "BlockChange", description = "A block that differs.")
    @JsonInclude(Include.NON_NULL)
    public record BlockChange(
            @Schema(required = true) Op op,

            @Schema(description = "The block's position in the earlier body, from 0; absent for an insertion.")
            @Nullable
            Integer fromPosition,

            @Schema(description = "The block's position in the later body, from 0; absent for a deletion.") @Nullable
            Integer toPosition,

            @Schema(ref = "Block", description = "The block in the earlier body.") @Nullable
            JsonNode from,

            @Schema(ref = "Block", description = "The block in the later body.") @Nullable
            JsonNode to,

            @Schema(
                    description =
                            "The text of both, one after the other, if both are blocks of text and the text differs;"
                                    + " absent for blocks with thousands of words that have little in common.")
            @Nullable
            List<Words> words) {}

    /** What happened to some words. */
    @Schema(name = "WordFate", description = "What happened to some words.")
    public enum Fate {
        SAME,
        INSERTED,
        DELETED;

        @JsonValue
        public String wire() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** A run of words with the same fate. */
    @Schema(name = "WordChange", description = "A run of words with the same fate.")
    public record Words(
            @Schema(required = true) Fate fate,

            @Schema(required = true, examples = "the ferry ")
            String text) {}

    private static final String BLOCKS = "blocks";

    /** What leads from one revision to the other. */
    public static RevisionDiff of(ObjectNode from, ObjectNode to) {
        BlockDiff blocks = new BlockDiff(from.path(BLOCKS), to.path(BLOCKS));
        return new RevisionDiff(fields(from, to), blocks.changes(), blocks.complete());
    }

    private static List<FieldChange> fields(ObjectNode from, ObjectNode to) {
        Set<String> keys = new LinkedHashSet<>();
        to.fieldNames().forEachRemaining(keys::add);
        from.fieldNames().forEachRemaining(keys::add);
        keys.remove(BLOCKS);
        List<FieldChange> changes = new ArrayList<>();
        for (String key : keys) {
            if (!Objects.equals(from.get(key), to.get(key))) {
                changes.add(new FieldChange(key, from.get(key), to.get(key)));
            }
        }
        return changes;
    }
}
