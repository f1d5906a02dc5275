package org.broadsheet.published;

import com.fasterxml.jackson.annotation.JsonRawValue;
import com.fasterxml.jackson.annotation.JsonValue;
import com.fasterxml.jackson.core.io.JsonStringEncoder;
import org.broadsheet.body.Body;
import org.broadsheet.body.BodyForm;
import org.broadsheet.body.BodyJson;
import org.broadsheet.body.TextWriter;
import org.broadsheet.html.HtmlWriter;
import org.broadsheet.markdown.MarkdownWriter;
import org.broadsheet.query.PlainValue;

/**
 * A body in the form that was asked for.
 *
 * @param json an array of blocks, which goes from the database to the answer as it is, or a string
 */
@PlainValue
public record BodyView(@JsonValue @JsonRawValue String json) {

    static BodyView of(String blocks, BodyForm form) {
        return switch (form) {
            case BLOCKS -> new BodyView(blocks);
            case HTML -> text(HtmlWriter.write(body(blocks)));
            case TEXT -> text(TextWriter.write(body(blocks)));
            case MARKDOWN -> text(MarkdownWriter.write(body(blocks)));
        };
    }

    private static Body body(String blocks) {
        return BodyJson.read(blocks);
    }

    private static BodyView text(String text) {
        return new BodyView('"' + new String(JsonStringEncoder.getInstance().quoteAsString(text)) + '"');
    }
}
