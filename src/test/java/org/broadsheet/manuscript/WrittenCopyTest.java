package org.broadsheet.manuscript;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.broadsheet.article.ArticleContent;
import org.broadsheet.article.ArticleType;
import org.broadsheet.article.Correction;
import org.broadsheet.body.Bodies;
import org.jspecify.annotations.Nullable;

class WrittenCopyTest {

    private static final References NONE = new References(new UUID(0, 0), "news", List.of(), List.of(), null, null);

    @Property(tries = 300)
    void whoReadsWhatWasWrittenHasTheSame(@ForAll("copies") Copy copy) throws StrictJson.Unreadable {
        ArticleContent content = copy.with(NONE);
        WrittenCopy written = new WrittenCopy(JsonNodeFactory.instance.objectNode());
        written.head(content);
        written.body(content.body());
        written.text("section", content.sectionPath());
        written.rest(content);
        ObjectNode sent = StrictJson.read(written.json().toString());
        assertThat(sent).isEqualTo(written.json());
        assertThat(new EditorialForm("xx").read(sent).copy()).isEqualTo(copy);
    }

    @Provide
    Arbitrary<Copy> copies() {
        Arbitrary<@Nullable String> line = line().injectNull(0.3);
        Arbitrary<@Nullable Instant> moment = moment().injectNull(0.4);
        Arbitrary<Copy.Dates> dates =
                Combinators.combine(moment, moment, moment, moment).as(Copy.Dates::new);
        Arbitrary<List<String>> aliases = Arbitraries.of(
                        "/a", "/a b/c", "/世界/2", "/a%b", "/a%20b", "/a?b", "/a#b", "/é")
                .list()
                .uniqueElements();
        Arbitrary<List<Correction>> corrections = Combinators.combine(moment(), line())
                .as(Correction::new)
                .list()
                .ofMaxSize(3)
                .map(all -> all.stream()
                        .sorted(Comparator.comparing(Correction::at))
                        .toList());
        return Combinators.combine(
                        Combinators.combine(
                                        Arbitraries.of(ArticleType.class),
                                        line(),
                                        line,
                                        line().list().ofMaxSize(3))
                                .as(Head::new),
                        Bodies.any(),
                        Combinators.combine(
                                        Arbitraries.of("en", "pt-BR", "zh-Hant-TW"),
                                        Arbitraries.of("a-slug", "Ein Slug", "日本")
                                                .injectNull(0.3),
                                        Arbitraries.of("https://a.example/b?c=d#e")
                                                .injectNull(0.5))
                                .as(Place::new),
                        aliases,
                        dates,
                        line,
                        line,
                        corrections)
                .as((head, body, place, former, when, terms, ai, corrected) -> new Copy(
                        head.type,
                        head.headline,
                        head.kicker,
                        head.standfirst,
                        body,
                        place.language,
                        place.slug,
                        former,
                        place.url,
                        when,
                        terms,
                        ai,
                        corrected));
    }

    private record Head(ArticleType type, String headline, String kicker, List<String> standfirst) {}

    private record Place(String language, String slug, String url) {}

    private static Arbitrary<String> line() {
        return Arbitraries.strings()
                .ofMaxLength(40)
                .map(FormFields::onOneLine)
                .filter(Objects::nonNull)
                .filter(text -> text.chars().noneMatch(c -> Character.isSurrogate((char) c)));
    }

    private static Arbitrary<Instant> moment() {
        return Arbitraries.longs()
                .between(-62_135_596_800_000L, 253_402_300_799_999L)
                .map(milli -> Instant.ofEpochMilli(milli).plus(milli % 1000, ChronoUnit.MICROS))
                .filter(moment -> moment.isAfter(Instant.parse("0001-01-01T00:00:00Z"))
                        && moment.isBefore(Instant.parse("9999-12-31T00:00:00Z")));
    }
}
