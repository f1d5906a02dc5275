package org.broadsheet.manuscript;

import com.fasterxml.jackson.databind.JsonNode;
import java.text.BreakIterator;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * The text of a block, cut into words and what stands between them: together they are the text again.
 *
 * @param running whether it is text to read, in which changed words say something
 */
record BlockText(List<String> pieces, boolean running) {

    private static final Set<String> RUNNING = Set.of("paragraph", "heading", "list", "quote", "pullQuote", "code");

    static BlockText of(JsonNode block) {
        StringBuilder text = new StringBuilder();
        append(block, text);
        return new BlockText(
                cut(text.toString().strip()),
                RUNNING.contains(block.path("type").asText()));
    }

    /** Spans follow each other at once; other parts of a block stand on lines of their own. */
    private static void append(JsonNode node, StringBuilder text) {
        node.properties().forEach(property -> {
            JsonNode value = property.getValue();
            if (value.isTextual() && !property.getKey().equals("type")) {
                endLine(text).append(value.textValue());
            } else if (property.getKey().equals("spans")) {
                spans(value, text);
            } else {
                append(value, text);
            }
        });
        if (node.isArray()) {
            node.forEach(element -> {
                if (element.isArray()) {
                    spans(element, text);
                } else {
                    append(element, text);
                }
            });
        }
    }

    private static void spans(JsonNode spans, StringBuilder text) {
        endLine(text);
        for (JsonNode span : spans) {
            if (span.isArray()) {
                spans(span, text);
            }
            text.append(span.path("text").asText());
        }
    }

    private static StringBuilder endLine(StringBuilder text) {
        return text.isEmpty() || text.charAt(text.length() - 1) == '\n' ? text : text.append('\n');
    }

    /** By the rules of Unicode (UAX 29), which know of scripts without blanks. */
    private static List<String> cut(String text) {
        BreakIterator words = BreakIterator.getWordInstance(Locale.ROOT);
        words.setText(text);
        List<String> pieces = new ArrayList<>();
        int start = words.first();
        for (int end = words.next(); end != BreakIterator.DONE; start = end, end = words.next()) {
            pieces.add(text.substring(start, end));
        }
        return pieces;
    }

    List<String> words() {
        return pieces.stream().filter(piece -> !piece.isBlank()).toList();
    }
}
