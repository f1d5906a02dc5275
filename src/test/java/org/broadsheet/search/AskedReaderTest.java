package org.broadsheet.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.StringLength;
import org.broadsheet.problem.Refusal;
import org.junit.jupiter.api.Test;

class AskedReaderTest {

    private static Asked read(String text) {
        return AskedReader.read(text).orElseThrow();
    }

    private static Asked word(String text) {
        return new Asked.Word(text, null);
    }

    @Test
    void wordsAreTakenTogether() {
        assertThat(read("ferries return")).isEqualTo(new Asked.Together(List.of(word("ferries"), word("return"))));
        assertThat(read("ferries")).isEqualTo(word("ferries"));
    }

    @Test
    void quotesMakeAPhraseAndOneThatIsNotClosedEndsWithTheText() {
        assertThat(read("\"outer islands\"")).isEqualTo(new Asked.Phrase("outer islands", null));
        assertThat(read("“outer islands”")).isEqualTo(new Asked.Phrase("outer islands", null));
        assertThat(read("ferries \"outer islands"))
                .isEqualTo(new Asked.Together(List.of(word("ferries"), new Asked.Phrase("outer islands", null))));
    }

    @Test
    void operatorsAreWrittenInCapitals() {
        assertThat(read("a1 OR b2 AND c3"))
                .isEqualTo(new Asked.Any(List.of(word("a1"), new Asked.All(List.of(word("b2"), word("c3"))))));
        assertThat(read("ferries or boats"))
                .isEqualTo(new Asked.Together(List.of(word("ferries"), word("or"), word("boats"))));
    }

    @Test
    void minusAndNotStrikeOut() {
        Asked expected = new Asked.Together(List.of(word("ferries"), new Asked.Not(word("strike"))));
        assertThat(read("ferries -strike")).isEqualTo(expected);
        assertThat(read("ferries NOT strike")).isEqualTo(expected);
        assertThat(read("-strike")).isEqualTo(new Asked.Together(List.of(new Asked.Not(word("strike")))));
    }

    @Test
    void bracketsHoldTogetherAndOneTooManyIsPassedOver() {
        Asked expected = new Asked.All(List.of(new Asked.Any(List.of(word("a1"), word("b2"))), word("c3")));
        assertThat(read("(a1 OR b2) AND c3")).isEqualTo(expected);
        assertThat(read("(a1 OR b2)) AND c3")).isEqualTo(expected);
        assertThat(read("((a1 OR b2) AND c3")).isEqualTo(expected);
    }

    @Test
    void aFieldSaysWhereAndOneThatThereIsNotIsAWord() {
        assertThat(read("byline:lee")).isEqualTo(new Asked.Word("lee", Asked.In.BYLINE));
        assertThat(read("tag:\"skarv bank\"")).isEqualTo(new Asked.Phrase("skarv bank", Asked.In.TAG));
        assertThat(read("headline:(a1 OR b2)"))
                .isEqualTo(new Asked.Any(
                        List.of(new Asked.Word("a1", Asked.In.HEADLINE), new Asked.Word("b2", Asked.In.HEADLINE))));
        assertThat(read("colour:red")).isEqualTo(new Asked.Together(List.of(word("colour"), word("red"))));
    }

    @Test
    void aStarMakesABeginningAndAHyphenAPhrase() {
        assertThat(read("ferr*")).isEqualTo(new Asked.Prefix("ferr", null));
        assertThat(read("Jean-Claude")).isEqualTo(new Asked.Phrase("Jean-Claude", null));
    }

    @Test
    void whereThereIsNoWordNothingIsAskedFor() {
        assertThat(List.of("", " ", "*:*", "\"\"", "()", "-", "!?&", "AND OR", "((((", "- - \""))
                .allSatisfy(text -> assertThat(AskedReader.read(text)).as(text).isEmpty());
    }

    @Test
    void aThousandBracketsAreReadLikeNone() {
        assertThat(read("(".repeat(1000) + "ferries" + ")".repeat(1000))).isEqualTo(word("ferries"));
    }

    @Test
    void moreWordsThanAnybodyMeansAreRefused() {
        assertThatCode(() -> AskedReader.read("word ".repeat(64))).doesNotThrowAnyException();
        assertThatThrownBy(() -> AskedReader.read("word ".repeat(65))).isInstanceOf(Refusal.Invalid.class);
    }

    /** Whatever is typed is read, in less than no time, and nothing of it is an error but its length. */
    @Property(tries = 2000)
    void anythingCanBeTyped(@ForAll @StringLength(max = 60) String text) {
        assertThatCode(() -> AskedReader.read(text)).doesNotThrowAnyException();
    }

    @Property(tries = 500)
    void theSignsOfTheLanguageCanStandInAnyOrder(@ForAll("signs") List<String> signs) {
        assertThatCode(() -> AskedReader.read(String.join("", signs))).doesNotThrowAnyException();
    }

    @net.jqwik.api.Provide
    net.jqwik.api.Arbitrary<List<String>> signs() {
        return sign().list().ofMaxSize(40);
    }

    @net.jqwik.api.Provide
    net.jqwik.api.Arbitrary<String> sign() {
        return net.jqwik.api.Arbitraries.of(
                "\"", "(", ")", "-", " ", "AND", "OR", "NOT", "tag:", "byline:", ":", "*", "word", "é", "“", "+", "~2",
                "/");
    }
}
