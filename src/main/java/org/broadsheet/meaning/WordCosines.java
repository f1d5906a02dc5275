package org.broadsheet.meaning;

import java.util.Arrays;
import java.util.List;

/** The cosines of the words of some articles, each with each: word by word, as most have few in common. */
final class WordCosines {

    private WordCosines() {}

    static double[][] of(List<Profile> pool, WordStatistics statistics) {
        int size = pool.size();
        float[][] weighted = new float[size][];
        int total = 0;
        for (int a = 0; a < size; a++) {
            weighted[a] = weighted(pool.get(a), statistics);
            total += weighted[a].length;
        }
        double[][] cosines = new double[size][size];
        Occurrences seen = new Occurrences(total);
        for (int a = 0; a < size; a++) {
            int[] words = pool.get(a).words();
            for (int i = 0; i < words.length; i++) {
                seen.meet(words[i], a, weighted[a][i], cosines[a]);
            }
        }
        for (int a = 0; a < size; a++) {
            for (int b = 0; b < a; b++) {
                cosines[b][a] = cosines[a][b];
            }
        }
        return cosines;
    }

    /** The cosines of each with {@code asked}. */
    static double[] with(Profile asked, List<Profile> pool, WordStatistics statistics) {
        float[] its = weighted(asked, statistics);
        double[] cosines = new double[pool.size()];
        for (int i = 0; i < cosines.length; i++) {
            cosines[i] = cosine(asked.words(), its, pool.get(i).words(), weighted(pool.get(i), statistics));
        }
        return cosines;
    }

    /** Both in the order of the words. */
    private static double cosine(int[] words, float[] weights, int[] others, float[] theirs) {
        double sum = 0;
        int j = 0;
        for (int i = 0; i < words.length; i++) {
            while (j < others.length && others[j] < words[i]) {
                j++;
            }
            if (j < others.length && others[j] == words[i]) {
                sum += weights[i] * theirs[j];
            }
        }
        return sum;
    }

    /** Where each word was met: a hash table with a chain for each word. */
    private static final class Occurrences {

        private static final int NOWHERE = -1;

        private final int mask;
        private final int[] last;
        private final int[] before;
        private final int[] words;
        private final int[] whose;
        private final float[] weights;
        private int count;

        Occurrences(int most) {
            int slots = Integer.highestOneBit(Math.max(1, most)) << 2;
            this.mask = slots - 1;
            this.last = new int[slots];
            Arrays.fill(last, NOWHERE);
            this.before = new int[most];
            this.words = new int[most];
            this.whose = new int[most];
            this.weights = new float[most];
        }

        /** Adds to {@code cosines} what this word has with each article in which it was met, and keeps it. */
        void meet(int word, int article, float weight, double[] cosines) {
            int slot = (word ^ word >>> 15) & mask;
            while (last[slot] != NOWHERE && words[last[slot]] != word) {
                slot = slot + 1 & mask;
            }
            for (int i = last[slot]; i != NOWHERE; i = before[i]) {
                cosines[whose[i]] += weight * weights[i];
            }
            words[count] = word;
            whose[count] = article;
            weights[count] = weight;
            before[count] = last[slot];
            last[slot] = count++;
        }
    }

    /** What the words weigh with their rarity, as a vector of length 1. */
    private static float[] weighted(Profile profile, WordStatistics statistics) {
        int[] words = profile.words();
        float[] weighted = new float[words.length];
        double sum = 0;
        for (int i = 0; i < words.length; i++) {
            weighted[i] = profile.weights()[i] * statistics.rarity(words[i]);
            sum += weighted[i] * weighted[i];
        }
        float length = (float) Math.sqrt(sum);
        for (int i = 0; length > 0 && i < words.length; i++) {
            weighted[i] /= length;
        }
        return weighted;
    }
}
