package org.broadsheet.manuscript;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.broadsheet.manuscript.EditorialManuscript.Lead;
import org.broadsheet.media.MediaDescription;
import org.broadsheet.media.MediaType;
import org.broadsheet.media.MediaView.FocalPoint;
import org.broadsheet.naming.Ids;
import org.jspecify.annotations.Nullable;

/** The picture, video or sound that leads a piece. */
final class FormLead {

    private static final List<String> KEYS =
            List.of("id", "type", "url", "width", "height", "alt", "caption", "credit", "focalPoint");

    private static final String EXPECTED = "an id, or an object with an id or a url";

    private FormLead() {}

    /** As editors name it: by id, or by all that is said of it. */
    static @Nullable Lead of(FormFields fields) {
        JsonNode value = Objects.requireNonNull(fields.value("lead"));
        if (value.isTextual()) {
            UUID id = Ids.parse(value.textValue().strip()).orElse(null);
            if (id == null) {
                fields.fault("lead", "has to be " + EXPECTED);
            }
            return id == null ? null : new Lead(id, null);
        }
        FormFields lead = fields.object(value, "/lead", EXPECTED);
        if (lead == null) {
            return null;
        }
        lead.only(KEYS);
        UUID id = lead.id("id");
        boolean onlyId = KEYS.stream().allMatch(key -> key.equals("id") == (lead.value(key) != null));
        return onlyId ? new Lead(id, null) : new Lead(id, typed(lead));
    }

    private static MediaDescription typed(FormFields lead) {
        MediaType type = lead.oneOf("type", MediaType.wires(), MediaType::parse, MediaType.IMAGE);
        return description(lead, type);
    }

    static MediaDescription description(FormFields lead, MediaType type) {
        String url = lead.address("url");
        if (lead.value("url") == null) {
            lead.fault("url", "is missing");
        }
        return new MediaDescription(
                type,
                url == null ? "" : url,
                lead.pixels("width"),
                lead.pixels("height"),
                lead.line("alt", FormCopy.LONGEST_TEXT),
                lead.line("caption", FormCopy.LONGEST_TEXT),
                lead.line("credit", FormCopy.LONGEST_LINE),
                // the import form has none, and ignores what it does not have
                lead.strict() ? focalPoint(lead) : null);
    }

    private static @Nullable FocalPoint focalPoint(FormFields lead) {
        JsonNode value = lead.value("focalPoint");
        FormFields point = value == null
                ? null
                : lead.object(value, lead.pointer() + "/focalPoint", "an object with x and y, each from 0 to 1");
        if (point == null) {
            return null;
        }
        point.only(List.of("x", "y"));
        Float x = point.share("x");
        Float y = point.share("y");
        return x == null || y == null ? null : new FocalPoint(x, y);
    }
}
