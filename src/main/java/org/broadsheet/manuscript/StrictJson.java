package org.broadsheet.manuscript;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.core.io.JsonEOFException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.broadsheet.naming.Ids;
import org.broadsheet.naming.Text;
import org.broadsheet.problem.Refusal;
import org.jspecify.annotations.Nullable;

/** JSON as it comes from strangers: one object, nothing after it, no key twice, not deep without end. */
public final class StrictJson {

    /** Deeper than any piece. */
    static final int DEEPEST = 100;

    private static final int LONGEST_STRING = 8 << 20;

    private static final String TEXT_TOO_LONG = "has a text of more than " + LONGEST_STRING + " characters";

    private static final int MOST_FAULTS = 100;

    private static final Pattern TWICE =
            Pattern.compile("^Duplicate (?:field|Object property) ['\"](.*?)['\"]", Pattern.DOTALL);

    private static final JsonMapper MAPPER = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(DEEPEST)
                            .maxNameLength(500)
                            .maxStringLength(LONGEST_STRING)
                            .build())
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS, DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY)
            .enable(JsonNodeFeature.WRITE_PROPERTIES_SORTED)
            .build();

    /** Why a text is no JSON object: the end of a sentence that begins with the text. */
    public static final class Unreadable extends Exception {
        Unreadable(String reason) {
            super(reason, null, false, false);
        }

        /** As an answer to whoever has sent it. */
        public Refusal refusal() {
            String reason = String.valueOf(getMessage());
            return reason.equals(TEXT_TOO_LONG)
                    ? new Refusal.TooLarge("The request's body " + reason + ".")
                    : Refusal.Invalid.pointer("", new Fault("", reason).detail() + ".");
        }
    }

    private StrictJson() {}

    public static ObjectNode read(String text) throws Unreadable {
        try {
            if (MAPPER.readTree(text) instanceof ObjectNode object) {
                return object;
            }
            throw new Unreadable("is not a JSON object");
        } catch (JsonProcessingException e) {
            throw new Unreadable(fault(e));
        }
    }

    /** In words of the one who sent it; the parser's own tell of its classes and settings. */
    private static String fault(JsonProcessingException e) {
        String message = String.valueOf(e.getOriginalMessage());
        if (e instanceof StreamConstraintsException) {
            return message.contains("nesting depth")
                    ? "is not JSON that can be read: it is nested deeper than " + DEEPEST + " levels"
                    : message.startsWith("String value") ? TEXT_TOO_LONG : "has a number or a key that is too long";
        }
        Matcher twice = TWICE.matcher(message);
        if (twice.find()) {
            return "is not JSON that can be read: the key '" + Text.shorten(twice.group(1)) + "' is there twice";
        }
        if (message.startsWith("Trailing token")) {
            return "is not JSON that can be read: something comes after its end" + column(e);
        }
        return e instanceof JsonEOFException
                ? "is not JSON that can be read: it ends before it is complete"
                : "is not JSON that can be read" + column(e);
    }

    private static String column(JsonProcessingException e) {
        return e.getLocation() == null ? "" : " (column " + e.getLocation().getColumnNr() + ")";
    }

    /** A digest of what these keys of the object say, whatever the order of keys, the blanks, and missing or null. */
    public static byte[] digest(ObjectNode object, Set<String> keys) {
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

    /** A fault for each text under these keys, at any depth, that holds what PostgreSQL has no place for. */
    public static List<Fault> unstorable(ObjectNode object, Set<String> keys) {
        List<Fault> faults = new ArrayList<>();
        object.properties().stream()
                .filter(property -> keys.contains(property.getKey()))
                .forEach(property -> check(property.getValue(), Fault.token(property.getKey()), faults));
        return faults;
    }

    private static void check(JsonNode value, String pointer, List<Fault> faults) {
        if (value.isTextual()) {
            String found = unstorable(value.textValue());
            if (found != null && faults.size() < MOST_FAULTS) {
                faults.add(new Fault(pointer, "holds " + found));
            }
        } else if (value.isObject()) {
            value.properties()
                    .forEach(property -> check(property.getValue(), pointer + Fault.token(property.getKey()), faults));
        } else {
            for (int i = 0; i < value.size(); i++) {
                check(value.get(i), pointer + "/" + i, faults);
            }
        }
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
