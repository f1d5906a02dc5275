package org.broadsheet.manuscript;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

public final class MergePatch {
    private MergePatch() {}

    public static ObjectNode apply(ObjectNode t, JsonNode p) {
        ObjectNode o = t.deepCopy();
        p.fields().forEachRemaining(e -> o.set(e.getKey(), e.getValue()));
        if (p.has("body")) o.remove("blocks");
        return o;
    }
}
