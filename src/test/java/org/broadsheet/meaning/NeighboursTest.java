package org.broadsheet.meaning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;

class NeighboursTest {

    private static final Instant DAY = Instant.parse("2026-10-02T08:30:00Z");

    private static Profile text(String headline, String body) {
        return Profile.of(Words.of(TextLanguage.EN, headline, "", body), null).at(DAY, List.of(), List.of(), List.of());
    }

    private static WordStatistics of(List<Profile> all) {
        WordStatistics statistics = WordStatistics.none();
        all.forEach(statistics::add);
        for (int i = 0; i < 50; i++) {
            statistics.add(text("filler number " + i, "entirely other words " + i));
        }
        return statistics;
    }

    @Test
    void theSameWordsAreNearerThanSome() {
        List<Profile> pool = List.of(
                text("Tidal barrier approved", "The harbour board approved the barrier."),
                text("Barrier dredging", "Dredging for the harbour barrier begins."),
                text("Kestrels win", "Two goals for the Kestrels."));
        double[] near = new Neighbours(pool, of(pool)).nearFirst();

        assertThat(near[1]).isGreaterThan(near[2]);
    }

    @Test
    void theNearestHaveTheMostInCommonWithWhatIsAsked() {
        Profile asked = text("Tidal barrier approved", "The harbour board approved the barrier.");
        List<Profile> pool = List.of(
                text("Kestrels win", "Two goals for the Kestrels."),
                text("Barrier dredging", "Dredging for the harbour barrier begins."),
                text("Tidal barrier approved", "The harbour board approved the barrier, at last."),
                text("Goats", "Goats on the roof again."));
        WordStatistics statistics = of(pool);

        assertThat(Neighbours.nearest(asked, pool, statistics, 2)).containsExactly(2, 1);
        assertThat(Neighbours.nearest(asked, pool, statistics, 9))
                .startsWith(2, 1)
                .hasSize(4);
        assertThat(Neighbours.nearest(asked, List.of(), statistics, 9)).isEmpty();
    }

    @Test
    void rarityOfGreatNumbersIsKnownToThreePlaces() {
        WordStatistics statistics = WordStatistics.none();
        Profile often = text("barrier", "");
        for (int i = 0; i < 100_000; i++) {
            statistics.add(often);
        }
        for (int i = 0; i < 50_001; i++) {
            statistics.add(text("", ""));
        }
        assertThat(statistics.rarity(often.words()[0]))
                .isCloseTo((float) Math.log(150_002 / 100_000.5), within(0.001f));
    }

    @Test
    void wordByWordIsTheSameAsTextByText() {
        List<Profile> pool = new ArrayList<>();
        for (String text :
                List.of("one two three four", "two three five", "six seven", "one one one six", "four five")) {
            pool.add(text(text, text + " harbour"));
        }
        WordStatistics statistics = of(pool);
        double[][] cosines = WordCosines.of(pool, statistics);
        for (int a = 0; a < pool.size(); a++) {
            for (int b = 0; b < pool.size(); b++) {
                if (a != b) {
                    assertThat(cosines[a][b]).isCloseTo(plain(pool.get(a), pool.get(b), statistics), within(1e-5));
                }
            }
        }
    }

    private static double plain(Profile a, Profile b, WordStatistics statistics) {
        Map<Integer, Double> one = weights(a, statistics);
        Map<Integer, Double> other = weights(b, statistics);
        double dot = one.entrySet().stream()
                .mapToDouble(word -> word.getValue() * other.getOrDefault(word.getKey(), 0.0))
                .sum();
        return dot / length(one) / length(other);
    }

    private static Map<Integer, Double> weights(Profile profile, WordStatistics statistics) {
        Map<Integer, Double> weights = new java.util.HashMap<>();
        for (int i = 0; i < profile.words().length; i++) {
            weights.put(profile.words()[i], (double) profile.weights()[i] * statistics.rarity(profile.words()[i]));
        }
        return weights;
    }

    private static double length(Map<Integer, Double> vector) {
        return Math.sqrt(vector.values().stream().mapToDouble(one -> one * one).sum());
    }

    @Test
    void anArticleWithoutADateIsNotPunishedAsAnOldOneIs() {
        Profile asked = text("Tidal barrier approved", "The harbour board approved the barrier.");
        Profile undated =
                text("Barrier dredging", "Dredging for the harbour barrier.").at(null, List.of(), List.of(), List.of());
        Profile old = text("Barrier dredging", "Dredging for the harbour barrier.")
                .at(DAY.minusSeconds(86_400L * 300), List.of(), List.of(), List.of());
        List<Profile> pool = List.of(asked, undated, old);
        double[] near = new Neighbours(pool, of(pool)).nearFirst();

        assertThat(near[1]).isGreaterThan(near[2]);
    }

    @Property(tries = 200)
    void aProfileIsReadAsItWasWritten(@ForAll @Size(max = 40) List<@StringLength(min = 2, max = 12) String> words) {
        Profile profile = text("", String.join(" ", words));
        Profile read = Profile.read(profile.packedWords(), null, null, List.of(), List.of(), List.of());

        assertThat(read.words()).isEqualTo(profile.words()).isSorted();
        for (int i = 0; i < read.weights().length; i++) {
            assertThat(read.weights()[i]).isCloseTo(profile.weights()[i], within(0.002f));
        }
    }

    @Test
    void aVectorKeepsItsDirectionInBytes() {
        float[] vector = new float[384];
        for (int i = 0; i < vector.length; i++) {
            vector[i] = (float) Math.sin(i * 0.7) * (i % 7 + 1);
        }
        Meaning kept = Meaning.of(vector);
        double cosine = 0;
        for (int i = 0; i < vector.length; i++) {
            cosine += Vectors.normalised(vector)[i] * kept.steps()[i] / kept.length();
        }

        assertThat(cosine).isCloseTo(1, within(0.001));
        assertThat(kept.cosine(Meaning.read(kept.steps()))).isCloseTo(1, within(1e-9));
        assertThat(kept.cosine(Meaning.of(new float[384]))).isZero();
    }

    @Test
    void statisticsAreReadAsTheyWereWritten() {
        List<Profile> pool = List.of(text("Tidal barrier", "The barrier."), text("Barrier", "Goats."));
        WordStatistics counted = of(pool);
        WordStatistics read = WordStatistics.read(counted.articles(), counted.packedOccurrences());

        int barrier = Words.of(TextLanguage.EN, "barrier", "", "").getFirst().hash();
        assertThat(read.articles()).isEqualTo(52);
        assertThat(read.rarity(barrier))
                .isEqualTo(counted.rarity(barrier))
                .isCloseTo((float) Math.log(53 / 2.5), within(0.001f));
    }
}
