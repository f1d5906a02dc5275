package org.broadsheet.manuscript;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.broadsheet.naming.DidYouMean;
import org.broadsheet.naming.Ids;
import org.broadsheet.naming.Text;
import org.jspecify.annotations.Nullable;

/**
 * The keys of one JSON object, each read with the check that belongs to it. What is wrong is added to {@code faults},
 * with a pointer to the key; then the value counts as missing. JSON's null is as good as a missing key.
 *
 * @param pointer where the object is: empty, or such as {@code /lead}
 * @param strict whether a key that the form does not have is a fault
 */
public record FormFields(JsonNode node, String pointer, boolean strict, List<Fault> faults) {

    /** What JSON and PostgreSQL take and XML does not (https://www.w3.org/TR/xml/#charsets) is blank, too. */
    private static final Pattern BLANKS = Pattern.compile("[\\s\\p{Z}\\p{Cntrl}\\uFFFE\\uFFFF]+");

    private static final Pattern PARAGRAPHS = Pattern.compile("\\R\\h*\\R");

    private static final Pattern ADDRESS = Pattern.compile(
            "https?://[^\\s/?#@:]+(?::\\d{1,5})?(?:[/?#][^\\s\\p{Cntrl}\\uFFFE\\uFFFF]*)?", Pattern.CASE_INSENSITIVE);

    private static final int LONGEST_ADDRESS = 2048;

    private static final int MOST_UNKNOWN = 100;

    public void fault(String key, String detail) {
        faultAt(pointer + Fault.token(key), detail);
    }

    public void faultAt(String place, String detail) {
        faults.add(new Fault(place, detail));
    }

    /**
     * What {@code reader} makes of these fields. Whatever a stranger's text makes one of the libraries throw is a fault
     * of the text; then there is nothing.
     */
    <T> @Nullable T read(Function<FormFields, T> reader) {
        try {
            return reader.apply(this);
        } catch (RuntimeException | StackOverflowError e) {
            faultAt("", "can't be understood: " + e.getClass().getSimpleName());
            return null;
        }
    }

    /** Where the form is strict, every other key is a fault. */
    public void only(Collection<String> keys) {
        for (Map.Entry<String, JsonNode> property : node.properties()) {
            String key = property.getKey();
            if (strict && !keys.contains(key) && faults.size() < MOST_UNKNOWN) {
                fault(Text.shorten(key), "is not a key of the form." + DidYouMean.hint(key, keys));
            }
        }
    }

    public @Nullable JsonNode value(String key) {
        JsonNode value = node.get(key);
        return value == null || value.isNull() ? null : value;
    }

    /** A string as it is. */
    public @Nullable String string(String key, int longest) {
        JsonNode value = value(key);
        if (value == null) {
            return null;
        }
        if (!value.isTextual()) {
            fault(key, "has to be a string");
            return null;
        }
        String text = value.textValue();
        if (text.codePointCount(0, text.length()) > longest) {
            fault(key, "is longer than " + longest + " characters");
            return null;
        }
        return text;
    }

    /** A string on one line, without blanks at its ends; null when nothing is left. */
    public @Nullable String line(String key, int longest) {
        String text = string(key, longest);
        return text == null ? null : onOneLine(text);
    }

    /** Without blanks at its ends, and one blank where there were several; null when nothing is left. */
    public static @Nullable String onOneLine(String text) {
        String line = BLANKS.matcher(text).replaceAll(" ").strip();
        return line.isEmpty() ? null : line;
    }

    public String requiredLine(String key, int longest) {
        int before = faults.size();
        String line = line(key, longest);
        if (line == null && faults.size() == before) {
            fault(key, "is missing");
        }
        return line == null ? "" : line;
    }

    /** An array of paragraphs, or one string in which blank lines divide them. */
    List<String> paragraphs(String key, int longest) {
        JsonNode value = value(key);
        List<String> raw = value != null && value.isArray()
                ? strings(key, 100, longest)
                : List.of(PARAGRAPHS.split(Objects.requireNonNullElse(string(key, longest), "")));
        List<String> paragraphs = new ArrayList<>();
        for (String paragraph : raw) {
            String line = onOneLine(paragraph);
            if (line != null) {
                paragraphs.add(line);
            }
        }
        return paragraphs;
    }

    /** One of the words that {@code parse} knows. */
    public <T> T oneOf(String key, Collection<String> words, Function<String, Optional<T>> parse, T otherwise) {
        String word = line(key, 100);
        if (word == null) {
            return otherwise;
        }
        Optional<T> known = parse.apply(word);
        if (known.isEmpty()) {
            fault(
                    key,
                    "'" + Text.shorten(word) + "' is not one of " + String.join(", ", words) + "."
                            + DidYouMean.hint(word, words));
        }
        return known.orElse(otherwise);
    }

    /** An absolute http(s) address. */
    public @Nullable String address(String key) {
        String text = string(key, LONGEST_ADDRESS);
        if (text == null || text.isBlank()) {
            return null;
        }
        if (!ADDRESS.matcher(text.strip()).matches()) {
            fault(key, "has to be an absolute http or https address");
            return null;
        }
        return text.strip();
    }

    /** The id of something. */
    public @Nullable UUID id(String key) {
        String text = line(key, 100);
        if (text == null) {
            return null;
        }
        Optional<UUID> id = Ids.parse(text);
        if (id.isEmpty()) {
            fault(key, "has to be an id (a UUID)");
        }
        return id.orElse(null);
    }

    /** A number of pixels. */
    public @Nullable Integer pixels(String key) {
        JsonNode value = value(key);
        if (value == null) {
            return null;
        }
        if (!value.canConvertToInt() || !value.canConvertToExactIntegral() || value.intValue() < 1) {
            fault(key, "has to be a whole number of pixels");
            return null;
        }
        return value.intValue();
    }

    /** A number from 0 to 1, which has to be there. */
    public @Nullable Float share(String key) {
        JsonNode value = value(key);
        if (value == null || !value.isNumber() || !(value.doubleValue() >= 0 && value.doubleValue() <= 1)) {
            fault(key, "has to be a number from 0 to 1");
            return null;
        }
        return value.floatValue();
    }

    public List<String> strings(String key, int most, int longest) {
        return elements(key, most, (element, place) -> {
            if (!element.isTextual()) {
                faultAt(place, "has to be a string");
                return null;
            }
            if (element.textValue().length() > longest) {
                faultAt(place, "is longer than " + longest + " characters");
                return null;
            }
            return element.textValue();
        });
    }

    /** The elements of an array, each with its place, such as {@code /tags/2}; nulls of {@code read} are left out. */
    public <T> List<T> elements(String key, int most, BiFunction<JsonNode, String, @Nullable T> read) {
        JsonNode array = value(key);
        if (array == null) {
            return List.of();
        }
        if (!array.isArray()) {
            fault(key, "has to be an array");
            return List.of();
        }
        if (array.size() > most) {
            fault(key, "has more than " + most + " elements");
            return List.of();
        }
        List<T> elements = new ArrayList<>();
        for (int i = 0; i < array.size(); i++) {
            T element = read.apply(array.get(i), pointer + Fault.token(key) + "/" + i);
            if (element != null) {
                elements.add(element);
            }
        }
        return elements;
    }

    /** The object at {@code place}; null, and a fault, when {@code value} is none. */
    public @Nullable FormFields object(JsonNode value, String place, String expected) {
        if (!value.isObject()) {
            faultAt(place, "has to be " + expected);
            return null;
        }
        return new FormFields(value, place, strict, faults);
    }
}
