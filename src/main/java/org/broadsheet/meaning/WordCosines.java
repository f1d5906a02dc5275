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
        // a word's hash, then whose it is and which one there: sorted, the same words come together
        long[] all = new long[total];
        int at = 0;
        for (int a = 0; a < size; a++) {
            int[] words = pool.get(a).words();
            for (int i = 0; i < words.length; i++) {
                all[at++] = ((long) words[i] << 32) | ((long) a << 12) | i;
            }
        }
        Arrays.sort(all);
        double[][] cosines = new double[size][size];
        for (int from = 0; from < total; ) {
            int to = from + 1;
            while (to < total && (all[to] >> 32) == (all[from] >> 32)) {
                to++;
            }
            add(all, from, to, weighted, cosines);
            from = to;
        }
        return cosines;
    }

    private static void add(long[] all, int from, int to, float[][] weighted, double[][] cosines) {
        for (int i = from; i < to; i++) {
            int a = (int) (all[i] >> 12) & 0xFFFFF;
            float mine = weighted[a][(int) all[i] & 0xFFF];
            for (int j = from; j < i; j++) {
                int b = (int) (all[j] >> 12) & 0xFFFFF;
                double both = mine * weighted[b][(int) all[j] & 0xFFF];
                cosines[a][b] += both;
                cosines[b][a] += both;
            }
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
