package org.broadsheet.manuscript;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.function.Function;
import org.broadsheet.body.Body;
import org.broadsheet.body.BodyJson;
import org.broadsheet.body.ReadBlocks;
import org.broadsheet.body.ReadBody;
import org.broadsheet.body.TextReader;
import org.broadsheet.html.HtmlReader;
import org.broadsheet.markdown.MarkdownReader;

/** A piece's body in whichever of the four forms it came, and what was left out of it. */
record FormBody(Body body, List<String> warnings) {

    /** The forms that a body can have; a piece has it in one. */
    static final List<String> KEYS = List.of("body", "bodyHtml", "bodyMarkdown", "blocks");

    /** As many characters as blocks may have. */
    private static final int LONGEST = 2_000_000;

    private static final FormBody NONE = new FormBody(Body.EMPTY, List.of());

    static FormBody of(FormFields fields) {
        List<String> given =
                KEYS.stream().filter(key -> fields.value(key) != null).toList();
        if (given.isEmpty()) {
            return NONE;
        }
        String key = given.getFirst();
        if (given.size() > 1) {
            fields.faultAt("", String.join(" and ", given) + " can't both be given: a piece has one body");
            return NONE;
        }
        return switch (key) {
            case "body" -> text(fields, key, text -> new ReadBody(TextReader.read(text), List.of()));
            case "bodyHtml" -> text(fields, key, HtmlReader::read);
            case "bodyMarkdown" -> text(fields, key, MarkdownReader::read);
            default -> blocks(fields, key);
        };
    }

    private static FormBody text(FormFields fields, String key, Function<String, ReadBody> reader) {
        String text = fields.string(key, LONGEST);
        if (text == null) {
            return NONE;
        }
        ReadBody read = reader.apply(text);
        return new FormBody(
                read.body(),
                read.dropped().isEmpty()
                        ? List.of()
                        : List.of(key + ": left out " + String.join(", ", read.dropped())));
    }

    private static FormBody blocks(FormFields fields, String key) {
        JsonNode value = fields.value(key);
        if (value == null) {
            return NONE;
        }
        ReadBlocks read = BodyJson.parse(value);
        read.problems().forEach(problem -> fields.faultAt("/" + key + problem.pointer(), problem.detail()));
        return new FormBody(read.body(), List.of());
    }
}
