package org.broadsheet.manuscript;

import java.util.List;
import java.util.UUID;
import org.broadsheet.media.MediaDescription;
import org.broadsheet.tag.TagType;
import org.jspecify.annotations.Nullable;

/**
 * A sound piece from an editor, whose references are still as they were named: {@link ReferenceDesk} finds them.
 *
 * @param section an id, path, slug or name
 * @param translationOf the id of the piece that this one translates
 * @param warnings what did not go in, or will surprise: for the answer
 */
public record EditorialManuscript(
        Copy copy,
        String section,
        List<Author> authors,
        List<Subject> tags,
        @Nullable Lead lead,
        @Nullable UUID translationOf,
        List<String> warnings) {

    /**
     * What names a thing: its id; else its slug; else its name. A word may be a slug and, when there is none, a name.
     *
     * @param pointer where it stands
     * @param said as the editor wrote it
     */
    public record Named(
            String pointer,
            String said,
            @Nullable UUID id,
            @Nullable String slug,
            @Nullable String name) {}

    public record Author(Named named, @Nullable String role) {}

    /** @param type null when any will do */
    public record Subject(Named named, @Nullable TagType type) {}

    /**
     * A medium that is there, or is to be.
     *
     * @param described what is said of it; null when there is only an id
     */
    public record Lead(@Nullable UUID id, @Nullable MediaDescription described) {}
}
