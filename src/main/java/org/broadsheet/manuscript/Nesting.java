package org.broadsheet.manuscript;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayDeque;
import java.util.Deque;

/** How deep JSON is, and how much; found without going down into it, as that is what depth is dangerous for. */
final class Nesting {

    private record Level(JsonNode node, int depth) {}

    private Nesting() {}

    static boolean moreThan(int most, JsonNode json) {
        Deque<JsonNode> open = new ArrayDeque<>();
        open.push(json);
        long values = 0;
        while (!open.isEmpty() && values <= most) {
            JsonNode node = open.pop();
            values += 1 + node.size();
            node.forEach(child -> {
                if (child.isContainerNode()) {
                    open.push(child);
                }
            });
        }
        return values > most;
    }

    static boolean deeperThan(int deepest, JsonNode json) {
        Deque<Level> open = new ArrayDeque<>();
        open.push(new Level(json, 0));
        while (!open.isEmpty()) {
            Level level = open.pop();
            if (level.node.isContainerNode()) {
                if (level.depth == deepest) {
                    return true;
                }
                level.node.forEach(child -> open.push(new Level(child, level.depth + 1)));
            }
        }
        return false;
    }
}
