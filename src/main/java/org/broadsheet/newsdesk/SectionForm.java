package org.broadsheet.newsdesk;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Set;
import org.broadsheet.manuscript.FormFields;
import org.broadsheet.manuscript.Sent;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** What editors say about a section. */
@Schema(name = "SectionForm", description = "What editors say about a section.")
record SectionForm(
        @Schema(
                description =
                        "The last part of its path; made of the name when left out. It can't be changed later, as the"
                                + " paths of articles are made of it.",
                maxLength = 80,
                examples = "osterey")
        @Nullable
        String slug,

        @Schema(maxLength = 200, examples = "Osterey", required = true)
        String name,

        @Schema(
                description = "The section above, by id or path; none at the top. It can't be changed later.",
                maxLength = 1000,
                examples = "world")
        @Nullable
        String parent,

        @Schema(description = "What the section covers, as plain text.", maxLength = 5000) @Nullable
        String description,

        @Schema(description = "Its place among its siblings, the smallest first.", examples = "3") @Nullable
        Integer position) {

    static final Set<String> KEYS = Set.of("slug", "name", "parent", "description", "position");

    private static final int LONGEST_PATH = 1000;

    static SectionForm read(ObjectNode sent) {
        return Sent.read(sent, KEYS, fields -> {
            String name = fields.requiredLine("name", Sent.LONGEST_NAME);
            return new SectionForm(
                    Sent.slug(fields, null, name),
                    name,
                    fields.line("parent", LONGEST_PATH),
                    Sent.text(fields, "description"),
                    position(fields));
        });
    }

    private static @Nullable Integer position(FormFields fields) {
        var value = fields.value("position");
        if (value == null) {
            return null;
        }
        if (!value.isIntegralNumber() || !value.canConvertToInt()) {
            fields.fault("position", "has to be a whole number");
            return null;
        }
        return value.intValue();
    }
}
