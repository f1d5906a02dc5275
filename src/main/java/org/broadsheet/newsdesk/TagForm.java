package org.broadsheet.newsdesk;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Set;
import org.broadsheet.manuscript.Sent;
import org.broadsheet.tag.TagDescription;
import org.broadsheet.tag.TagKey;
import org.broadsheet.tag.TagType;
import org.jspecify.annotations.Nullable;

/** Reads what editors say about a tag. */
final class TagForm {

    static final Set<String> KEYS = Set.of("type", "slug", "name", "description");

    private TagForm() {}

    /** @param key that the tag has now; null for a new one */
    static TagDescription read(ObjectNode sent, @Nullable TagKey key) {
        return Sent.read(sent, KEYS, fields -> {
            String name = fields.requiredLine("name", Sent.LONGEST_NAME);
            TagType type = key == null ? TagType.TOPIC : key.type();
            return new TagDescription(
                    fields.oneOf("type", TagType.wires(), TagType::parse, type),
                    Sent.slug(fields, key == null ? null : key.slug(), name),
                    name,
                    Sent.text(fields, "description"));
        });
    }
}
