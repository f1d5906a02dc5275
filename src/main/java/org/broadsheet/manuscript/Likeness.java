package org.broadsheet.manuscript;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Which of some blocks became which of some others, in order: so that the likeness of the pairs is greatest. */
final class Likeness {

    /** With less in common than this, one block was taken out and another put in. */
    private static final double LEAST = 0.3;

    /** More is not an edit, but another text. */
    private static final int MOST_COMPARED = 10_000;

    record Pair(int before, int after) {}

    private record Contents(String type, Map<String, Integer> words, int count) {

        static Contents of(JsonNode block) {
            Map<String, Integer> words = new HashMap<>();
            BlockText.of(block).words().forEach(word -> words.merge(word, 1, Integer::sum));
            return new Contents(
                    block.path("type").asText(),
                    words,
                    words.values().stream().mapToInt(Integer::intValue).sum());
        }

        /** From 0 to 1: the share of words that both have (Dice's coefficient). */
        double with(Contents other) {
            if (!type.equals(other.type) || count + other.count == 0) {
                return 0;
            }
            int common = 0;
            for (Map.Entry<String, Integer> word : words.entrySet()) {
                common += Math.min(word.getValue(), other.words.getOrDefault(word.getKey(), 0));
            }
            return 2.0 * common / (count + other.count);
        }
    }

    private Likeness() {}

    static List<Pair> pairs(List<JsonNode> before, List<JsonNode> after) {
        if ((long) before.size() * after.size() > MOST_COMPARED || before.isEmpty() || after.isEmpty()) {
            return List.of();
        }
        double[][] alike = alike(before, after);
        return pairs(alike, best(alike));
    }

    private static double[][] alike(List<JsonNode> before, List<JsonNode> after) {
        List<Contents> old = before.stream().map(Contents::of).toList();
        List<Contents> young = after.stream().map(Contents::of).toList();
        double[][] alike = new double[old.size()][young.size()];
        for (int i = 0; i < old.size(); i++) {
            for (int j = 0; j < young.size(); j++) {
                double likeness = old.get(i).with(young.get(j));
                alike[i][j] = likeness < LEAST ? 0 : likeness;
            }
        }
        return alike;
    }

    /** The greatest sum that can be had of the blocks from i and j on. */
    private static double[][] best(double[][] alike) {
        double[][] best = new double[alike.length + 1][alike[0].length + 1];
        for (int i = alike.length - 1; i >= 0; i--) {
            for (int j = alike[0].length - 1; j >= 0; j--) {
                best[i][j] = Math.max(alike[i][j] + best[i + 1][j + 1], Math.max(best[i + 1][j], best[i][j + 1]));
            }
        }
        return best;
    }

    private static List<Pair> pairs(double[][] alike, double[][] best) {
        List<Pair> pairs = new ArrayList<>();
        int i = 0;
        int j = 0;
        while (i < alike.length && j < alike[0].length) {
            if (alike[i][j] > 0 && best[i][j] == alike[i][j] + best[i + 1][j + 1]) {
                pairs.add(new Pair(i++, j++));
            } else if (best[i][j] == best[i + 1][j]) {
                i++;
            } else {
                j++;
            }
        }
        return pairs;
    }
}
