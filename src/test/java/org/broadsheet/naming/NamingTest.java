package org.broadsheet.naming;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NamingTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    Ferries return to the outer islands | ferries-return-to-the-outer-islands
                    "It's over," she says — at last     | its-over-she-says-at-last
                    Straßen, Übergänge & Brücken        | strassen-ubergange-brucken
                    Ægir, Ørsted, Łódź                  | aegir-orsted-lodz
                    50 % more                           | 50-more
                    Новости дня                         | новости-дня
                    أخبار اليوم                          | اخبار-اليوم
                    """, quoteCharacter = '`')
    void slugsAreTheWordsOfAText(String text, String slug) {
        assertThat(Slugs.of(text)).isEqualTo(slug);
    }

    @Test
    void nothingIsLeftOfEmoji() {
        assertThat(Slugs.of("🎉🎉 !!")).isEmpty();
    }

    @Property
    void slugsHaveOnlyLettersDigitsAndSingleHyphensAndStayAsTheyAre(@ForAll String text) {
        String slug = Slugs.of(text);

        assertThat(slug.length()).isLessThanOrEqualTo(Slugs.LONGEST);
        assertThat(slug).matches("([\\p{L}\\p{N}]+(-[\\p{L}\\p{N}]+)*)?-?");
    }

    @Test
    void longSlugsEndAtAWord() {
        assertThat(Slugs.of("word ".repeat(40))).hasSizeLessThanOrEqualTo(80).endsWith("word");
    }

    @Test
    void idsAreUuidsOfVersionSevenOrderedByTimeAndMadeOfTheKey() {
        UUID early = Ids.of(Instant.parse("2026-01-01T00:00:00Z"), "article", "a");
        UUID late = Ids.of(Instant.parse("2026-01-01T00:00:00.001Z"), "article", "a");

        assertThat(early.version()).isEqualTo(7);
        assertThat(early.variant()).isEqualTo(2);
        assertThat(early.toString()).isLessThan(late.toString());
        assertThat(Ids.of(Instant.parse("2026-01-01T00:00:00Z"), "article", "a"))
                .isEqualTo(early);
        assertThat(Ids.of(Instant.parse("2026-01-01T00:00:00Z"), "article", "b"))
                .isNotEqualTo(early);
        assertThat(Ids.of(Instant.parse("2026-01-01T00:00:00Z"), "articlea")).isNotEqualTo(early);
        assertThat(early.getMostSignificantBits() >>> 16)
                .isEqualTo(Instant.parse("2026-01-01T00:00:00Z").toEpochMilli());
    }

    @Property
    void everyMomentHasAnId(@ForAll long millis, @ForAll String key) {
        UUID id = Ids.of(Instant.ofEpochMilli(millis), key);

        assertThat(id.version()).isEqualTo(7);
        assertThat(Ids.parse(id.toString())).contains(id);
    }

    @Test
    void onlyTheCanonicalFormIsAnId() {
        for (String wrong :
                List.of("", "1-1-1-1-1", "019a2d5e7c007abc8def0123456789ab", "019a2d5e-7c00-7abc-8def-0123456789ag")) {
            assertThat(Ids.parse(wrong)).isEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource({"headlin,headline", "HEADLINE,headline", "standfrist,standfirst", "zzzzzz,", "s,"})
    void closestNameIsOneThatIsCloseEnough(String typed, String meant) {
        assertThat(DidYouMean.closest(typed, List.of("headline", "standfirst", "body"))
                        .orElse(null))
                .isEqualTo(meant);
    }

    @Test
    void quotedInputIsShortAndWithoutControlCharacters() {
        assertThat(Text.shorten("a\nb\u0000c")).isEqualTo("abc");
        assertThat(Text.shorten("😀".repeat(100))).isEqualTo("😀".repeat(60) + "…");
    }
}
