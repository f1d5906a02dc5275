package org.broadsheet.manuscript;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.broadsheet.manuscript.RevisionDiff.BlockChange;
import org.broadsheet.manuscript.RevisionDiff.Op;

/**
 * What happened to the blocks of a body. Where blocks were exchanged for others, those that have words in common are
 * taken to be each other's earlier and later form.
 */
final class BlockDiff {

    private static final int MOST_CHANGES = 1000;
    private static final int MOST_CHARACTERS = 2_000_000;

    private final List<JsonNode> from;
    private final List<JsonNode> to;
    private final WordDiff words = new WordDiff();
    private final List<BlockChange> changes = new ArrayList<>();
    private long characters;
    private boolean complete = true;

    BlockDiff(JsonNode from, JsonNode to) {
        this.from = list(from);
        this.to = list(to);
        Map<JsonNode, Integer> known = new HashMap<>();
        Gap.between(numbers(this.from, known), numbers(this.to, known)).forEach(this::rewritten);
    }

    List<BlockChange> changes() {
        return List.copyOf(changes);
    }

    boolean complete() {
        return complete;
    }

    private static List<JsonNode> list(JsonNode array) {
        List<JsonNode> blocks = new ArrayList<>();
        array.forEach(blocks::add);
        return blocks;
    }

    /** Equal blocks by equal numbers, which are compared more quickly. */
    private static List<Integer> numbers(List<JsonNode> blocks, Map<JsonNode, Integer> known) {
        List<Integer> numbers = new ArrayList<>();
        for (JsonNode block : blocks) {
            Integer number = known.putIfAbsent(block, known.size());
            numbers.add(number == null ? known.size() - 1 : number);
        }
        return numbers;
    }

    private void rewritten(Gap gap) {
        List<JsonNode> before = from.subList(gap.fromStart(), gap.fromEnd());
        List<JsonNode> after = to.subList(gap.toStart(), gap.toEnd());
        int deleted = gap.fromStart();
        int inserted = gap.toStart();
        for (Likeness.Pair pair : Likeness.pairs(before, after)) {
            int end = gap.fromStart() + pair.before();
            int start = gap.toStart() + pair.after();
            delete(deleted, end);
            insert(inserted, start);
            replace(end, start);
            deleted = end + 1;
            inserted = start + 1;
        }
        delete(deleted, gap.fromEnd());
        insert(inserted, gap.toEnd());
    }

    private void replace(int before, int after) {
        JsonNode old = from.get(before);
        JsonNode young = to.get(after);
        add(new BlockChange(Op.REPLACE, before, after, old, young, words.between(old, young)), old, young);
    }

    private void delete(int start, int end) {
        for (int i = start; i < end; i++) {
            add(new BlockChange(Op.DELETE, i, null, from.get(i), null, null), from.get(i));
        }
    }

    private void insert(int start, int end) {
        for (int i = start; i < end; i++) {
            add(new BlockChange(Op.INSERT, null, i, null, to.get(i), null), to.get(i));
        }
    }

    private void add(BlockChange change, JsonNode... blocks) {
        for (JsonNode block : blocks) {
            characters += block.toString().length();
        }
        complete &= changes.size() < MOST_CHANGES && characters <= MOST_CHARACTERS;
        if (complete) {
            changes.add(change);
        }
    }
}
