package org.broadsheet.importing;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Set;
import org.broadsheet.naming.Ids;
import org.broadsheet.naming.Text;
import org.jspecify.annotations.Nullable;

/** JSON as it comes from strangers: one object a line, nothing after it, no key twice, not deep without end. */
final class JsonLines {

    private static final JsonMapper MAPPER = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(100)
                            .maxNameLength(500)
                            .maxStringLength(LineReader.LONGEST)
                            .build())
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS, DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY)
            .enable(JsonNodeFeature.WRITE_PROPERTIES_SORTED)
            .build();

    /** Why a line is no JSON object that can be stored. */
    static final class Unreadable extends Exception {
        Unreadable(String reason) {
            super(reason, null, false, false);
        }
    }

    private JsonLines() {}

    static ObjectNode read(String line) throws Unreadable {
        try {
            if (MAPPER.readTree(line) instanceof ObjectNode object) {
                return object;
            }
            throw new Unreadable("is not a JSON object");
        } catch (JsonProcessingException e) {
            throw new Unreadable("is not JSON that can be read: " + firstLine(e.getOriginalMessage()) + column(e));
        }
    }

    private static String firstLine(@Nullable String message) {
        String line = message == null ? "" : message.lines().findFirst().orElse("");
        return line.length() > 200 ? line.substring(0, 200) + "…" : line;
    }

    private static String column(JsonProcessingException e) {
        return e.getLocation() == null ? "" : " (column " + e.getLocation().getColumnNr() + ")";
    }

    /** A digest of what these keys of the object say, whatever the order of keys, the blanks, and missing or null. */
    static byte[] digest(ObjectNode object, Set<String> keys) {
        ObjectNode known = JsonNodeFactory.instance.objectNode();
        object.properties().forEach(property -> {
            if (keys.contains(property.getKey()) && !property.getValue().isNull()) {
                known.set(property.getKey(), property.getValue());
            }
        });
        try {
            return Ids.sha256(MAPPER.writeValueAsBytes(known));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("what was read can be written", e);
        }
    }

    /** Adds a fault for each key whose value holds, at any depth, what PostgreSQL has no place for. */
    static void checkCharacters(ObjectNode object, Set<String> keys, List<String> faults) {
        object.properties().stream()
                .filter(property -> keys.contains(property.getKey()))
                .forEach(property -> {
                    String found = unstorable(property.getValue());
                    if (found != null) {
                        faults.add(Text.shorten(property.getKey()) + " holds " + found);
                    }
                });
    }

    private static @Nullable String unstorable(JsonNode value) {
        if (value.isTextual()) {
            return unstorable(value.textValue());
        }
        for (JsonNode child : value) {
            String found = unstorable(child);
            if (found != null) {
                return found;
            }
        }
        return null;
    }

    private static @Nullable String unstorable(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == 0) {
                return "a NUL character";
            }
            if (Character.isHighSurrogate(c) && i + 1 < text.length() && Character.isLowSurrogate(text.charAt(i + 1))) {
                i++;
            } else if (Character.isSurrogate(c)) {
                return "half of a character (a surrogate without its other half)";
            }
        }
        return null;
    }
}
