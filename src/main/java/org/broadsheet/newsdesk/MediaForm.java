package org.broadsheet.newsdesk;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Set;
import org.broadsheet.manuscript.FormFields;
import org.broadsheet.manuscript.Sent;
import org.broadsheet.media.MediaDescription;
import org.broadsheet.media.MediaType;
import org.broadsheet.media.MediaView;
import org.jspecify.annotations.Nullable;

/** Reads what editors say about a medium. */
final class MediaForm {

    static final Set<String> KEYS = Set.of("type", "url", "width", "height", "alt", "caption", "credit", "focalPoint");

    private MediaForm() {}

    static MediaDescription read(ObjectNode sent) {
        return Sent.read(
                sent,
                KEYS,
                fields -> new MediaDescription(
                        fields.oneOf("type", MediaType.wires(), MediaType::parse, MediaType.IMAGE),
                        Sent.address(fields, "url"),
                        fields.pixels("width"),
                        fields.pixels("height"),
                        fields.line("alt", Sent.LONGEST_TEXT),
                        fields.line("caption", Sent.LONGEST_TEXT),
                        fields.line("credit", Sent.LONGEST_NAME),
                        focalPoint(fields)));
    }

    private static MediaView.@Nullable FocalPoint focalPoint(FormFields fields) {
        FormFields point = fields.value("focalPoint") == null
                ? null
                : fields.object(
                        fields.node().get("focalPoint"), "/focalPoint", "an object with x and y, each from 0 to 1");
        if (point == null) {
            return null;
        }
        point.only(List.of("x", "y"));
        Float x = point.share("x");
        Float y = point.share("y");
        return x == null || y == null ? null : new MediaView.FocalPoint(x, y);
    }
}
