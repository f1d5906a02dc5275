package org.broadsheet.search;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;

class HighlighterTest {

    private static Highlighter of(String words) {
        return Highlighter.of(words, "en").orElseThrow();
    }

    @Test
    void wordsAreMarkedInAllTheirForms() {
        assertThat(of("ferry").whole("Ferries return to the strait"))
                .contains("<mark>Ferries</mark> return to the strait");
    }

    @Test
    void everythingButTheMarksIsEscaped() {
        assertThat(of("ferries").whole("<b>Ferries</b> & \"boats\""))
                .contains("&lt;b&gt;<mark>Ferries</mark>&lt;/b&gt; &amp; &quot;boats&quot;");
    }

    @Test
    void aPhraseIsMarkedWhereItStandsAsOne() {
        assertThat(of("\"outer islands\"").whole("The outer islands, not the islands or the outer skerries"))
                .contains("The <mark>outer islands</mark>, not the islands or the outer skerries");
    }

    @Test
    void whatIsStruckOutIsNotMarked() {
        assertThat(of("ferries -strike").whole("A strike of ferries")).contains("A strike of <mark>ferries</mark>");
    }

    @Test
    void fragmentsAreTheBestSentences() {
        String text = "Nothing here. The ferries sail. Nothing there either. More ferries come in spring.";

        assertThat(of("ferries").fragments(text, 3))
                .containsExactly("The <mark>ferries</mark> sail.", "More <mark>ferries</mark> come in spring.");
        assertThat(of("zeppelin").fragments(text, 3)).isEmpty();
        assertThat(of("zeppelin").whole(text)).isEmpty();
    }

    /** Whatever the text is, nothing of it gets out as markup. */
    @Property(tries = 500)
    void noMarkupGetsThrough(
            @ForAll @StringLength(max = 80) String before, @ForAll @StringLength(max = 80) String after) {
        of("ferries")
                .fragments(before + " <i>ferries</i> " + after, 3)
                .forEach(fragment -> assertThat(fragment.replace("<mark>", "").replace("</mark>", ""))
                        .doesNotContain("<")
                        .doesNotContain(">"));
    }
}
