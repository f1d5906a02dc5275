package org.broadsheet.search;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.broadsheet.meaning.TextLanguage;
import org.broadsheet.naming.Ids;
import org.broadsheet.naming.Text;
import org.broadsheet.published.ArticleView;
import org.jspecify.annotations.Nullable;

/** What the index has of an article: all that can be asked for, nothing that is shown. */
public final class IndexedArticle {

    private final String id;
    private final ArticleView article;
    private final String text;

    private IndexedArticle(ArticleView article, String text) {
        this.id = String.valueOf(article.id());
        this.article = article;
        this.text = text;
    }

    /**
     * @param article as readers see it, whole
     * @param body its body as plain text
     */
    static IndexedArticle of(ArticleView article, String body) {
        List<String> text = new ArrayList<>();
        if (article.kicker() != null) {
            text.add(article.kicker());
        }
        if (article.standfirst() != null) {
            text.addAll(article.standfirst());
        }
        text.add(body);
        return new IndexedArticle(article, Text.composed(String.join("\n", text)));
    }

    long number() {
        return Ids.number(UUID.fromString(id));
    }

    /** The document's id; Hibernate Search asks for it. */
    public String getId() {
        return id;
    }

    TextLanguage language() {
        return TextLanguage.of(article.language());
    }

    String headline() {
        return article.headline() == null ? "" : Text.composed(article.headline());
    }

    String text() {
        return text;
    }

    List<ArticleView.Credit> bylines() {
        return article.bylines() == null ? List.of() : article.bylines();
    }

    List<ArticleView.TagRef> tags() {
        return article.tags() == null ? List.of() : article.tags();
    }

    @Nullable
    UUID sectionId() {
        return article.section() == null ? null : article.section().id();
    }

    String sectionName() {
        return article.section() == null ? "" : Text.composed(article.section().name());
    }

    String type() {
        return article.type() == null ? "" : article.type().wire();
    }

    /** The language and the ranges that it lies in: {@code de-AT} is found by {@code de} too. */
    List<String> languageRanges() {
        String tag = article.language() == null ? "" : article.language().toLowerCase(Locale.ROOT);
        List<String> ranges = new ArrayList<>();
        for (int dash = tag.indexOf('-'); dash > 0; dash = tag.indexOf('-', dash + 1)) {
            ranges.add(tag.substring(0, dash));
        }
        ranges.add(tag);
        return ranges;
    }

    long published() {
        return micros(article.publishedAt());
    }

    long updated() {
        return micros(article.updatedAt());
    }

    /** Year and month of its publication in UTC: {@code 202611}. */
    long month() {
        Instant moment = article.publishedAt() == null ? Instant.EPOCH : article.publishedAt();
        OffsetDateTime date = moment.atOffset(ZoneOffset.UTC);
        return date.getYear() * 100L + date.getMonthValue();
    }

    static long micros(@Nullable Instant moment) {
        return moment == null ? 0 : ChronoUnit.MICROS.between(Instant.EPOCH, moment);
    }
}
