package org.broadsheet.newsdesk;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Set;
import org.broadsheet.manuscript.FormFields;
import org.broadsheet.manuscript.Sent;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Into what something is merged. */
@Schema(description = "Into what it is merged.")
record MergeOrder(
        @Schema(
                description = "The id, the slug, or (of a tag) `type/slug` of the one that is to stand for it.",
                examples = "ada-lindqvist",
                required = true)
        String into) {

    private static final Set<String> KEYS = Set.of("into");

    static String into(ObjectNode sent) {
        return Sent.read(sent, KEYS, (FormFields fields) -> fields.requiredLine("into", Sent.LONGEST_NAME));
    }
}
