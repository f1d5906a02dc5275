package org.broadsheet.manuscript;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.broadsheet.media.MediaDescription;
import org.broadsheet.tag.TagKey;
import org.jspecify.annotations.Nullable;

/**
 * A sound piece in the import form, whose section, authors, tags and lead are still as they were named: what is
 * missing of them is to be created.
 *
 * @param source the outlet or feed that it comes from
 * @param id what the source calls it
 * @param publish whether readers are to see it
 * @param section a path, slug or name
 * @param authors no slug twice
 * @param tags no key twice
 * @param translationOf what the source calls the piece that this one translates
 * @param warnings what did not go in with the piece
 * @param unknownKeys what was handed in beside the form
 */
public record Manuscript(
        String source,
        String id,
        boolean publish,
        Copy copy,
        String section,
        List<Author> authors,
        List<NamedTag> tags,
        @Nullable MediaDescription lead,
        @Nullable String translationOf,
        List<String> warnings,
        List<String> unknownKeys) {

    public record Author(String slug, String name, @Nullable String role) {}

    public record NamedTag(TagKey key, String name) {}

    /**
     * The moment in the ids of what this piece brings with it. The same whenever the piece is imported, so never the
     * time of day.
     */
    public Instant since() {
        return Objects.requireNonNullElse(copy.dates().published(), Instant.EPOCH);
    }
}
