package org.broadsheet.body;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.BiFunction;
import org.apache.commons.text.similarity.LevenshteinDistance;
import org.jspecify.annotations.Nullable;

/** The keys of one object from a client, each read with the check that belongs to it. */
record JsonFields(JsonNode node, String pointer, Problems problems) {

    /** Collects problems, and counts the text, which is bounded over the whole body. */
    interface Problems {
        void add(String pointer, String detail);

        void count(String text, String pointer);
    }

    /** Closer than this, a wrong name is likely to be a slip for the right one. */
    private static final LevenshteinDistance SLIP = new LevenshteinDistance(3);

    private static final int LONGEST_QUOTED = 40;

    void only(String... keys) {
        List<String> known = Arrays.asList(keys);
        node.fieldNames().forEachRemaining(key -> {
            if (!known.contains(key)) {
                problems.add(
                        pointer + "/" + shortened(key).replace("~", "~0").replace("/", "~1"),
                        "Unknown key." + meant(key, known));
            }
        });
    }

    String required(String key) {
        if (!node.has(key)) {
            problems.add(pointer, "Missing key \"" + key + "\", a string.");
            return "";
        }
        String text = optional(key);
        return text == null ? "" : text;
    }

    @Nullable
    String optional(String key) {
        JsonNode value = node.get(key);
        if (value == null) {
            return null;
        }
        if (!value.isTextual()) {
            problems.add(at(key), "Expected a string, found " + kind(value) + ".");
            return null;
        }
        problems.count(value.textValue(), at(key));
        return value.textValue();
    }

    String requiredUrl(String key) {
        String url = required(key);
        return node.has(key) ? checkedUrl(key, url) : "";
    }

    @Nullable
    String optionalUrl(String key) {
        String url = optional(key);
        return url == null ? null : checkedUrl(key, url);
    }

    private String checkedUrl(String key, String url) {
        if (node.get(key).isTextual() && Links.media(url) == null) {
            problems.add(at(key), "Expected an http or https address of at most 2,048 characters.");
        }
        return url;
    }

    @Nullable
    Integer number(String key, int least, int most) {
        JsonNode value = node.get(key);
        if (value == null) {
            return null;
        }
        if (!value.isIntegralNumber()
                || !value.canConvertToInt()
                || value.intValue() < least
                || value.intValue() > most) {
            problems.add(at(key), "Expected a whole number from " + least + " to " + most + ".");
            return null;
        }
        return value.intValue();
    }

    boolean flag(String key) {
        JsonNode value = node.get(key);
        if (value == null) {
            problems.add(pointer, "Missing key \"" + key + "\", true or false.");
        } else if (!value.isBoolean()) {
            problems.add(at(key), "Expected true or false, found " + kind(value) + ".");
        }
        return value != null && value.booleanValue();
    }

    /** Each element of an array, read by what is given; those it cannot read are left out. */
    <T> List<T> array(String key, boolean required, BiFunction<JsonNode, String, @Nullable T> reader) {
        JsonNode value = node.get(key);
        if (value == null) {
            if (required) {
                problems.add(pointer, "Missing key \"" + key + "\", an array.");
            }
            return List.of();
        }
        return elements(value, at(key), problems, reader);
    }

    static <T> List<T> elements(
            JsonNode array, String pointer, Problems problems, BiFunction<JsonNode, String, @Nullable T> reader) {
        if (!array.isArray()) {
            problems.add(pointer, "Expected an array, found " + kind(array) + ".");
            return List.of();
        }
        List<T> out = new ArrayList<>(array.size());
        for (int i = 0; i < array.size(); i++) {
            T element = reader.apply(array.get(i), pointer + "/" + i);
            if (element != null) {
                out.add(element);
            }
        }
        return out;
    }

    String at(String key) {
        return pointer + "/" + key;
    }

    static String meant(String wrong, List<String> known) {
        String closest = null;
        int distance = Integer.MAX_VALUE;
        for (String name : known) {
            int d = wrong.length() > LONGEST_QUOTED ? -1 : SLIP.apply(wrong, name);
            if (d >= 0 && d < distance) {
                closest = name;
                distance = d;
            }
        }
        return closest == null ? " Known are: " + String.join(", ", known) + "." : " Did you mean \"" + closest + "\"?";
    }

    static String shortened(String text) {
        return text.length() <= LONGEST_QUOTED ? text : text.substring(0, LONGEST_QUOTED) + "…";
    }

    static String kind(JsonNode node) {
        return switch (node.getNodeType()) {
            case ARRAY -> "an array";
            case OBJECT, POJO -> "an object";
            case STRING, BINARY -> "a string";
            case NUMBER -> "a number";
            case BOOLEAN -> "true or false";
            case NULL -> "null";
            case MISSING -> "nothing";
        };
    }
}
