package org.broadsheet.meaning;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What is kept of an article to compare it with others.
 *
 * @param words the hashes of its words, in their order
 * @param weights of these words
 * @param meaning where it stands by what it means; null without a model
 * @param published null when the date is not known
 * @param stories tags of running stories
 * @param tags the others
 */
public record Profile(
        int[] words,
        float[] weights,
        @Nullable Meaning meaning,
        @Nullable Instant published,
        List<UUID> stories,
        List<UUID> tags,
        List<UUID> bylines) {

    /** So many of an article's words are kept: the weightiest. */
    static final int MOST_WORDS = 256;

    private static final int BYTES = Integer.BYTES + Short.BYTES;

    /** Of a text that stands nowhere yet. */
    public static Profile of(List<Words.Word> words, @Nullable Meaning meaning) {
        List<Words.Word> kept = words.stream()
                .limit(MOST_WORDS)
                .sorted(Comparator.comparingInt(Words.Word::hash))
                .toList();
        int[] hashes = new int[kept.size()];
        float[] weights = new float[kept.size()];
        for (int i = 0; i < hashes.length; i++) {
            hashes[i] = kept.get(i).hash();
            weights[i] = kept.get(i).weight();
        }
        return new Profile(hashes, weights, meaning, null, List.of(), List.of(), List.of());
    }

    /** The same, of an article. */
    public Profile at(@Nullable Instant date, List<UUID> itsStories, List<UUID> itsTags, List<UUID> itsBylines) {
        return new Profile(words, weights, meaning, date, itsStories, itsTags, itsBylines);
    }

    byte[] packedWords() {
        ByteBuffer bytes = ByteBuffer.allocate(words.length * BYTES);
        for (int i = 0; i < words.length; i++) {
            bytes.putInt(words[i]).putShort(Float.floatToFloat16(weights[i]));
        }
        return bytes.array();
    }

    static Profile read(
            byte[] packed,
            byte @Nullable [] meaning,
            @Nullable Instant published,
            List<UUID> stories,
            List<UUID> tags,
            List<UUID> bylines) {
        ByteBuffer bytes = ByteBuffer.wrap(packed);
        int[] words = new int[packed.length / BYTES];
        float[] weights = new float[words.length];
        for (int i = 0; i < words.length; i++) {
            words[i] = bytes.getInt();
            weights[i] = Float.float16ToFloat(bytes.getShort());
        }
        return new Profile(
                words, weights, meaning == null ? null : Meaning.read(meaning), published, stories, tags, bylines);
    }
}
