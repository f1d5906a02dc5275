package org.broadsheet.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.quarkus.runtime.configuration.MemorySize;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is kept and what is not, in each order in which storing and purging can come. */
class ResponseCacheTest {

    private static final Instant NOW = Instant.parse("2026-11-24T12:00:00Z");

    private final ChangeProgress progress = new ChangeProgress();
    private final UUID id = UUID.randomUUID();
    private final ResponseCache.Key key = new ResponseCache.Key("everybody", "/v1/articles/" + id);
    private ResponseCache cache = cache(1 << 20, NOW);

    @BeforeEach
    void theLogIsHeardOf() {
        progress.vouch(System.nanoTime(), Duration.ofHours(1));
    }

    private ResponseCache cache(long bytes, Instant now) {
        CacheSettings settings = new CacheSettings() {
            @Override
            public MemorySize maxBytes() {
                return new MemorySize(BigInteger.valueOf(bytes));
            }

            @Override
            public Duration patience() {
                return Duration.ofSeconds(2);
            }
        };
        return new ResponseCache(settings, progress, Clock.fixed(now, ZoneId.of("UTC")), new SimpleMeterRegistry());
    }

    private Read begun(ResponseCache.Key asked, long seq) {
        return new Read(asked, seq, () -> {});
    }

    private static Representation answer(String text, @Nullable Instant validUntil, SurrogateKeys keys) {
        return Representation.of(
                text.getBytes(StandardCharsets.UTF_8), Form.JSON, new Freshness(keys, null, validUntil));
    }

    private Representation article() {
        return answer("{}", null, new SurrogateKeys().add("article", id).add("in:translations", id));
    }

    private boolean kept() {
        return cache.find(key) != null;
    }

    @Test
    void answerIsKeptUntilSomethingThatItShowsChanges() {
        cache.store(begun(key, 5), article(), null);
        assertThat(kept()).isTrue();

        cache.purge(6, List.of("article:" + UUID.randomUUID(), "articles"));
        assertThat(kept()).isTrue();

        cache.purge(7, List.of("in:translations:" + id));
        assertThat(kept()).isFalse();
    }

    @Test
    void answerBegunBeforeAChangeIsNotKeptAfterItsPurge() {
        Read read = begun(key, 5);
        cache.purge(6, List.of("article:" + id));
        progress.advance(6);
        cache.store(read, article(), null);

        assertThat(kept()).isFalse();
    }

    @Test
    void answerBegunBeforeAChangeAndKeptBeforeItsPurgeIsDroppedByIt() {
        Read read = begun(key, 5);
        cache.store(read, article(), null);
        cache.purge(6, List.of("article:" + id));

        assertThat(kept()).isFalse();
    }

    @Test
    void answerBegunBetweenPurgeAndAdvanceIsNotKept() {
        cache.purge(6, List.of("article:" + id));
        Read read = begun(key, progress.applied());
        progress.advance(6);
        cache.store(read, article(), null);

        assertThat(kept()).isFalse();
    }

    @Test
    void answerBegunAfterAChangeIsKept() {
        cache.purge(6, List.of("article:" + id));
        progress.advance(6);
        cache.store(begun(key, progress.applied()), article(), null);

        assertThat(kept()).isTrue();
    }

    @Test
    void answerBegunBeforeAChangeOfSomethingElseIsKept() {
        Read read = begun(key, 5);
        cache.purge(6, List.of("article:" + UUID.randomUUID()));
        cache.store(read, article(), null);

        assertThat(kept()).isTrue();
    }

    @Test
    void purgeThatIsForgottenCountsAsOneThatTouchedEverything() {
        Read read = begun(key, 5);
        cache.purge(6, IntStream.range(0, 15_000).mapToObj(i -> "tag:" + i).toList());
        cache.purge(7, IntStream.range(0, 15_000).mapToObj(i -> "tag:" + i).toList());
        cache.store(read, article(), null);
        assertThat(kept()).isFalse();

        cache.store(begun(key, 6), article(), null);
        assertThat(kept()).as("7 is remembered").isTrue();
    }

    @Test
    void whenAllIsPurgedNothingBegunBeforeIsKept() {
        cache.store(begun(key, 5), article(), null);
        cache.purgeAll(6);
        assertThat(kept()).isFalse();

        cache.store(begun(key, 5), article(), null);
        assertThat(kept()).isFalse();
        cache.store(begun(key, 6), article(), null);
        assertThat(kept()).isTrue();
    }

    @Test
    void oneOfACollapsedKindDropsTheAnswer() {
        SurrogateKeys many = new SurrogateKeys();
        IntStream.range(0, 1000).forEach(i -> many.add("in:section", new UUID(i, i)));
        Representation front = answer("{}", null, many);
        assertThat(front.tags()).containsExactly("in:section:*");

        cache.store(begun(key, 5), front, null);
        cache.purge(6, List.of("section:" + new UUID(3, 3)));
        assertThat(kept()).isTrue();
        cache.purge(7, List.of("in:section:" + new UUID(3, 3)));
        assertThat(kept()).isFalse();

        cache.store(begun(key, 6), front, null);
        assertThat(kept()).as("begun before it").isFalse();
    }

    @Test
    void nothingIsKeptWhileTheLogIsNotHeardOf() {
        Read read = begun(key, 5);
        progress.vouch(System.nanoTime(), Duration.ZERO);
        assertThat(cache.usable()).isFalse();
        cache.store(read, article(), null);

        progress.vouch(System.nanoTime(), Duration.ofHours(1));
        assertThat(cache.usable()).isTrue();
        assertThat(kept()).isFalse();
    }

    @Test
    void nothingIsUsedWhenItIsSwitchedOff() {
        cache = cache(0, NOW);
        assertThat(cache.usable()).isFalse();
        cache.store(begun(key, 5), article(), null);
        assertThat(kept()).isFalse();
    }

    @Test
    void answerIsNotKeptPastTheMomentAtWhichItExpires() {
        SurrogateKeys keys = new SurrogateKeys().add("article", id);
        cache.store(begun(key, 5), answer("{}", NOW, keys), null);
        assertThat(kept()).as("it has expired").isFalse();
        cache.store(begun(key, 5), answer("{}", NOW.plusNanos(1), keys), null);
        assertThat(kept()).isTrue();
    }

    @Test
    void largeAnswersAreNotKept() {
        cache = cache(64 << 20, NOW);
        SurrogateKeys keys = new SurrogateKeys().add("article", id);
        cache.store(begun(key, 5), answer("x".repeat(1 << 20), null, keys), null);
        assertThat(kept()).isFalse();
        cache.store(begun(key, 5), answer("x".repeat(1 << 19), null, keys), null);
        assertThat(kept()).isTrue();
    }

    @Test
    void whatIsPushedOutLeavesNothingBehind() {
        Set<String> tags = IntStream.range(0, 10_000)
                .mapToObj(i -> {
                    UUID one = new UUID(1, i);
                    ResponseCache.Key place = new ResponseCache.Key("everybody", "/v1/articles/" + one);
                    cache.store(
                            begun(place, 5),
                            answer("x".repeat(500), null, new SurrogateKeys().add("article", one)),
                            null);
                    return "article:" + one;
                })
                .collect(Collectors.toSet());

        assertThat(cache.tags()).isBetween(1, 1000);
        cache.purge(6, tags);
        assertThat(cache.tags()).isZero();
    }

    @Test
    void answerThatTookAnothersPlaceIsStillFoundByItsTags() {
        cache.store(begun(key, 5), article(), null);
        cache.store(begun(key, 5), article(), null);
        assertThat(cache.tags()).isEqualTo(2);

        cache.purge(6, List.of("article:" + id));
        assertThat(kept()).isFalse();
        assertThat(cache.tags()).isZero();
    }

    @Test
    void audiencesNeverShare() {
        cache.store(begun(key, 5), article(), null);
        assertThat(cache.find(new ResponseCache.Key("a partner", key.uri()))).isNull();
    }
}
