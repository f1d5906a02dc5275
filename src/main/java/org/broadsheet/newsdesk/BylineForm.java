package org.broadsheet.newsdesk;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Set;
import org.broadsheet.byline.BylineDescription;
import org.broadsheet.byline.BylineLink;
import org.broadsheet.byline.Portrait;
import org.broadsheet.manuscript.FormFields;
import org.broadsheet.manuscript.Sent;
import org.jspecify.annotations.Nullable;

/** Reads what editors say about a byline. */
final class BylineForm {

    static final Set<String> KEYS = Set.of("slug", "name", "role", "bio", "image", "links");

    private static final int MOST_LINKS = 20;

    private BylineForm() {}

    /** @param slug that the byline has now; null for a new one */
    static BylineDescription read(ObjectNode sent, @Nullable String slug) {
        return Sent.read(sent, KEYS, fields -> {
            String name = fields.requiredLine("name", Sent.LONGEST_NAME);
            return new BylineDescription(
                    Sent.slug(fields, slug, name),
                    name,
                    fields.line("role", Sent.LONGEST_LINE),
                    Sent.text(fields, "bio"),
                    image(fields),
                    links(fields));
        });
    }

    private static @Nullable Portrait image(FormFields fields) {
        JsonNode value = fields.value("image");
        FormFields image = value == null ? null : fields.object(value, "/image", "an object with a url");
        if (image == null) {
            return null;
        }
        image.only(List.of("url", "width", "height", "alt", "credit"));
        return new Portrait(
                Sent.address(image, "url"),
                image.pixels("width"),
                image.pixels("height"),
                image.line("alt", Sent.LONGEST_TEXT),
                image.line("credit", Sent.LONGEST_NAME));
    }

    private static List<BylineLink> links(FormFields fields) {
        return Sent.list(
                fields,
                "links",
                MOST_LINKS,
                List.of("rel", "url"),
                link -> new BylineLink(link.requiredLine("rel", Sent.LONGEST_LINE), Sent.address(link, "url")));
    }
}
