package org.broadsheet.body;

import java.util.ArrayList;
import java.util.List;

/** Reads plain text: a blank line divides paragraphs, a single line break is a space. */
public final class TextReader {
    private TextReader() {}

    public static Body read(String text) {
        List<Block> blocks = new ArrayList<>();
        StringBuilder paragraph = new StringBuilder();
        CleanText.clean(text).lines().forEach(line -> {
            if (CleanText.isBlank(line)) {
                end(paragraph, blocks);
            } else {
                paragraph.append(line).append(' ');
            }
        });
        end(paragraph, blocks);
        return Body.of(blocks);
    }

    private static void end(StringBuilder paragraph, List<Block> blocks) {
        if (!paragraph.isEmpty()) {
            blocks.add(new Block.Paragraph(List.of(Span.of(paragraph.toString()))));
            paragraph.setLength(0);
        }
    }
}
