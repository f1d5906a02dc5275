package org.broadsheet.meaning;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.stream.IntStream;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.InflaterInputStream;

/**
 * In how many articles each word occurs. Words are counted by the last 20 bits of their
 * hash: of a million different words some share a number, which makes a rare one a little less rare.
 */
public final class WordStatistics {

    private static final int BUCKETS = 1 << 20;
    private static final int MASK = BUCKETS - 1;

    private static final int DIGITS = 12;

    /** {@code ln(n + 0.5)} of numbers of so many binary digits. */
    private static final double[] LOGARITHMS =
            IntStream.range(0, 1 << DIGITS).mapToDouble(n -> Math.log(n + 0.5)).toArray();

    private static final double LOGARITHM_OF_2 = Math.log(2);

    private long articles;
    private double logarithmOfAll = Math.log(1);
    private final int[] occurrences;

    private WordStatistics(int[] occurrences) {
        this.occurrences = occurrences;
    }

    static WordStatistics none() {
        return new WordStatistics(new int[BUCKETS]);
    }

    void add(Profile profile) {
        count(articles + 1);
        for (int word : profile.words()) {
            occurrences[word & MASK]++;
        }
    }

    /** How many articles it is made of. */
    public long articles() {
        return articles;
    }

    /** How much it says that a text has this word: {@code ln((N + 1) / (n + 0.5))}, n of N articles having it. */
    public float rarity(int hash) {
        return (float) Math.max(0, logarithmOfAll - logarithm(occurrences[hash & MASK]));
    }

    /** {@code ln(n + 0.5)}, of greater numbers by their first digits: to three places, which is asked for all the time. */
    private static double logarithm(int n) {
        int beyond = Math.max(0, Integer.SIZE - Integer.numberOfLeadingZeros(n) - DIGITS);
        return LOGARITHMS[n >>> beyond] + beyond * LOGARITHM_OF_2;
    }

    private void count(long all) {
        articles = all;
        logarithmOfAll = Math.log(all + 1.0);
    }

    byte[] packedOccurrences() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(new DeflaterOutputStream(bytes))) {
            for (int count : occurrences) {
                out.writeInt(count);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    static WordStatistics read(long articles, byte[] occurrences) {
        try (InflaterInputStream in = new InflaterInputStream(new ByteArrayInputStream(occurrences))) {
            int[] read = new int[BUCKETS];
            ByteBuffer.wrap(in.readAllBytes()).asIntBuffer().get(read);
            WordStatistics statistics = new WordStatistics(read);
            statistics.count(articles);
            return statistics;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
