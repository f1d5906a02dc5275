package org.broadsheet.syndication;

import static org.assertj.core.api.Assertions.assertThat;

import com.rometools.rome.io.SyndFeedInput;
import java.io.ByteArrayInputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.broadsheet.article.ArticleType;
import org.broadsheet.format.Piece;
import org.broadsheet.published.ArticleView;
import org.broadsheet.section.SectionRef;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class FeedFormTest {

    private static final UUID ID = UUID.fromString("01a148e4-8be0-7477-8c72-dd74808bd4ce");
    private static final Instant DAY = Instant.parse("2026-10-02T08:30:00Z");
    private static final String CODE = "<pre><code>if tide:\n    sail()\n\n    moor()</code></pre>";

    private static Feed feed() {
        Piece piece = new Piece(
                ID,
                ArticleType.ARTICLE,
                "How to sail",
                null,
                List.of(),
                CODE,
                "",
                new SectionRef(ID, "sport", "Sport"),
                List.of(),
                null,
                List.of(),
                null,
                "en",
                "https://ledger.example/sport/how-to-sail",
                null,
                new ArticleView.Source("The Harbour Ledger", "hl-1", null),
                DAY,
                DAY,
                DAY,
                1,
                List.of(),
                null,
                4,
                false,
                List.of());
        return new Feed(
                "urn:uuid:" + ID,
                "The Harbour Ledger",
                "News.",
                "The Harbour Ledger",
                "https://ledger.example",
                "en",
                "/v1/feeds",
                "/v1/feeds",
                null,
                null,
                null,
                List.of(piece),
                List.of());
    }

    @ParameterizedTest
    @EnumSource(
            value = FeedForm.class,
            names = {"RSS", "ATOM"})
    void lineBreaksOfProgramsStay(FeedForm form) throws Exception {
        var entry = new SyndFeedInput()
                .build(new InputStreamReader(new ByteArrayInputStream(form.write(feed())), StandardCharsets.UTF_8))
                .getEntries()
                .getFirst();

        assertThat(entry.getContents().getFirst().getValue()).isEqualTo(CODE);
    }
}
