package org.broadsheet.meaning;

import dev.langchain4j.model.embedding.onnx.allminilml6v2q.AllMiniLmL6V2QuantizedEmbeddingModel;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A small language model (all-MiniLM-L6-v2, quantised) that gives a text a place among others by what it means. It comes
 * within a jar, is loaded when it is first needed, and asks nobody.
 */
@ApplicationScoped
public class Model {

    /** What the vectors in the database are made by. */
    static final String VERSION = "all-minilm-l6-v2-q";

    private static final int WORDS = 120;
    /** In characters, for texts without spaces. */
    private static final int LONGEST = 1_000;

    private static final float HEADLINE = 0.5f;

    private final boolean wanted;
    private @Nullable AllMiniLmL6V2QuantizedEmbeddingModel loaded;

    Model(MeaningSettings settings) {
        this.wanted = settings.model();
    }

    boolean wanted() {
        return wanted;
    }

    /**
     * Where an article stands: by its headline, standfirst and first 120 words, and by half as much by its headline
     * alone; nothing when no model is wanted.
     */
    public Optional<Meaning> article(String headline, String standfirst, String body) {
        String beginning = Arrays.stream(body.strip().split("\\s+", WORDS + 1))
                .limit(WORDS)
                .collect(Collectors.joining(" "));
        return vector(headline + ". " + standfirst + " " + beginning)
                .map(whole -> vector(headline)
                        .map(head -> Vectors.mixed(whole, head, HEADLINE))
                        .orElse(whole))
                .map(Meaning::of);
    }

    /** Where a few words stand. */
    public Optional<Meaning> words(String words) {
        return vector(words).map(Meaning::of);
    }

    private Optional<float[]> vector(String text) {
        String read = text.strip();
        return wanted && !read.isEmpty()
                ? Optional.of(Vectors.normalised(model().embed(read.substring(0, Math.min(LONGEST, read.length())))
                        .content()
                        .vector()))
                : Optional.empty();
    }

    private synchronized AllMiniLmL6V2QuantizedEmbeddingModel model() {
        if (loaded == null) {
            loaded = new AllMiniLmL6V2QuantizedEmbeddingModel(Runnable::run);
        }
        return loaded;
    }
}
