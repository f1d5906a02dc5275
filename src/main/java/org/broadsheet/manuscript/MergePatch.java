package org.broadsheet.manuscript;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import org.broadsheet.problem.Refusal;
import org.jspecify.annotations.Nullable;

/**
 * JSON Merge Patch (RFC 7396) on pieces in the editors' form: objects are merged, null removes, anything else replaces.
 * With two rules of the form's own, as some of its keys exclude each other: who gives a body in one form replaces the
 * body in whichever form it is, and who names another lead by id does not mix it with the one there was.
 */
public final class MergePatch {

    /** A table of 100,000 cells, each with a span that has a text, and as much again. */
    static final int MOST_VALUES = 1_000_000;

    private MergePatch() {}

    /**
     * A new object: {@code target} as {@code patch} changes it. Neither of them is changed.
     *
     * @throws Refusal.Invalid when the patch is no object, or nested deeper than 100 levels, or has more than a million
     *     values
     */
    public static ObjectNode apply(ObjectNode target, JsonNode patch) {
        if (!(patch instanceof ObjectNode changes)) {
            throw Refusal.Invalid.pointer("", "a merge patch of an article has to be a JSON object.");
        }
        if (Nesting.deeperThan(StrictJson.DEEPEST, changes)) {
            throw Refusal.Invalid.pointer("", "is nested deeper than " + StrictJson.DEEPEST + " levels.");
        }
        if (Nesting.moreThan(MOST_VALUES, changes)) {
            throw Refusal.Invalid.pointer("", "has more than 1,000,000 values.");
        }
        ObjectNode cleared = JsonNodeFactory.instance.objectNode().setAll(target);
        if (FormBody.KEYS.stream().anyMatch(changes::hasNonNull)) {
            cleared.remove(FormBody.KEYS);
        }
        if (changes.path("lead").hasNonNull("id")) {
            cleared.remove(List.of("lead"));
        }
        return (ObjectNode) merge(cleared, changes);
    }

    /** The function of the RFC's section 2. It goes as deep as the patch does. */
    static JsonNode merge(@Nullable JsonNode target, JsonNode patch) {
        if (!patch.isObject()) {
            return patch.deepCopy();
        }
        ObjectNode merged = JsonNodeFactory.instance.objectNode();
        if (target instanceof ObjectNode object) {
            merged.setAll(object.deepCopy());
        }
        for (Map.Entry<String, JsonNode> change : patch.properties()) {
            if (change.getValue().isNull()) {
                merged.remove(change.getKey());
            } else {
                merged.set(change.getKey(), merge(merged.get(change.getKey()), change.getValue()));
            }
        }
        return merged;
    }
}
