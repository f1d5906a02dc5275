package org.broadsheet.published;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;
import org.broadsheet.article.ArticleType;
import org.broadsheet.article.Correction;
import org.broadsheet.article.Publication;
import org.broadsheet.body.BodyForm;
import org.broadsheet.body.BodyJson;
import org.broadsheet.byline.Bylines;
import org.broadsheet.media.MediaView;
import org.broadsheet.media.Renditions;
import org.broadsheet.query.Fields;
import org.broadsheet.section.SectionRef;
import org.jspecify.annotations.Nullable;

/** Renders live articles as readers see them. */
@ApplicationScoped
public class ArticleViews {

    /** Brysbaert (2019), "How many words do we read per minute?": silent reading of English non-fiction. */
    private static final int WORDS_A_MINUTE = 238;

    private static final TypeReference<List<Correction>> CORRECTIONS = new TypeReference<>() {};

    private final Publication publication;
    private final Renditions renditions;
    private final ObjectMapper json;

    ArticleViews(Publication publication, Renditions renditions, ObjectMapper json) {
        this.publication = publication;
        this.renditions = renditions;
        this.json = json;
    }

    /** The article with the fields that were read, its body in the form that is wanted. */
    public ArticleView of(PublishedArticle article, Fields fields, BodyForm form) {
        String type = article.get(ArticleColumn.TYPE);
        String[] standfirst = article.get(ArticleColumn.STANDFIRST);
        List<ArticleView.Withheld> withheld = withheld(article, fields);
        String corrections = article.get(ArticleColumn.CORRECTIONS);
        Boolean estimated = article.get(ArticleColumn.PUBLISHED_AT_ESTIMATED);
        Integer words = article.get(ArticleColumn.WORD_COUNT);
        return new ArticleView(
                article.id(),
                type == null ? null : ArticleType.parse(type).orElseThrow(),
                article.get(ArticleColumn.HEADLINE),
                article.get(ArticleColumn.KICKER),
                standfirst == null ? null : Arrays.asList(standfirst),
                body(article, form),
                section(article),
                fields.has("bylines") ? credits(article) : null,
                fields.has("bylineText") ? bylineText(article) : null,
                fields.has("tags") ? tags(article) : null,
                lead(article),
                article.get(ArticleColumn.LANGUAGE),
                fields.has("translations") ? article.translations() : null,
                article.path(),
                fields.has("canonicalUrl") ? canonicalUrl(article) : null,
                fields.has("source") ? source(article) : null,
                article.publishedAt(),
                Boolean.TRUE.equals(estimated) ? true : null,
                article.get(ArticleColumn.FIRST_PUBLISHED_AT),
                article.updatedAt(),
                article.get(ArticleColumn.VERSION),
                corrections == null ? null : corrections(corrections),
                fields.has("rights") ? rights(article) : null,
                words,
                words == null ? null : Math.ceilDiv(words, WORDS_A_MINUTE),
                article.highlights(),
                fields.has("similar") ? article.similar() : null,
                article.underEmbargo() ? true : null,
                withheld.isEmpty() ? null : withheld);
    }

    private static @Nullable BodyView body(PublishedArticle article, BodyForm form) {
        String body = article.get(ArticleColumn.BODY);
        if (body == null || article.rights().images()) {
            return body == null ? null : BodyView.of(body, form);
        }
        return BodyView.of(BodyJson.write(Objects.requireNonNull(article.body())), form);
    }

    /** What was asked for, is there, and is not shown. */
    public static List<ArticleView.Withheld> withheld(PublishedArticle article, Fields fields) {
        if (article.rights().fullText() && article.rights().images()) {
            return List.of();
        }
        List<ArticleView.Withheld> withheld = new ArrayList<>();
        if (fields.has("body") && !article.rights().fullText()) {
            withheld.add(ArticleView.Withheld.FULL_TEXT);
        } else if (fields.has("body") && hasPictures(article)) {
            withheld.add(ArticleView.Withheld.PICTURES);
        }
        if (Boolean.TRUE.equals(article.get(ArticleColumn.LEAD_WITHHELD))) {
            withheld.add(ArticleView.Withheld.LEAD);
        }
        return withheld;
    }

    private static boolean hasPictures(PublishedArticle article) {
        String body = article.get(ArticleColumn.BODY);
        return body != null
                && !article.rights().images()
                && !BodyJson.read(body).equals(article.body());
    }

    private String canonicalUrl(PublishedArticle article) {
        String elsewhere = article.get(ArticleColumn.URL);
        return elsewhere == null ? publication.urlOf(article.path()) : elsewhere;
    }

    private static @Nullable SectionRef section(PublishedArticle article) {
        UUID id = article.get(ArticleColumn.SECTION_ID);
        return id == null
                ? null
                : new SectionRef(
                        id, article.require(ArticleColumn.SECTION_PATH), article.require(ArticleColumn.SECTION_NAME));
    }

    private static List<ArticleView.Credit> credits(PublishedArticle article) {
        List<UUID> ids = article.ids(ArticleColumn.BYLINE_IDS).toList();
        String[] roles = article.require(ArticleColumn.BYLINE_ROLES);
        List<ArticleView.Credit> credits = new ArrayList<>();
        for (Bylines.Credited byline : article.bylines()) {
            credits.add(new ArticleView.Credit(
                    byline.id(), byline.slug(), byline.name(), roles[ids.indexOf(byline.id())], credits.size() + 1));
        }
        return credits;
    }

    private static @Nullable String bylineText(PublishedArticle article) {
        List<String> names =
                article.bylines().stream().map(Bylines.Credited::name).toList();
        return switch (names.size()) {
            case 0 -> null;
            case 1 -> names.getFirst();
            default -> String.join(", ", names.subList(0, names.size() - 1)) + " and " + names.getLast();
        };
    }

    private static List<ArticleView.TagRef> tags(PublishedArticle article) {
        return article.tags().stream()
                .map(tag -> new ArticleView.TagRef(tag.id(), tag.type(), tag.slug(), tag.name()))
                .toList();
    }

    private @Nullable MediaView lead(PublishedArticle article) {
        UUID id = article.get(ArticleColumn.LEAD_ID);
        if (id == null) {
            return null;
        }
        String type = article.require(ArticleColumn.LEAD_TYPE);
        String url = article.require(ArticleColumn.LEAD_URL);
        Integer width = article.get(ArticleColumn.LEAD_WIDTH);
        Integer height = article.get(ArticleColumn.LEAD_HEIGHT);
        Float x = article.get(ArticleColumn.LEAD_FOCAL_X);
        Float y = article.get(ArticleColumn.LEAD_FOCAL_Y);
        return new MediaView(
                id,
                type,
                url,
                width,
                height,
                article.get(ArticleColumn.LEAD_ALT),
                article.get(ArticleColumn.LEAD_CAPTION),
                article.get(ArticleColumn.LEAD_CREDIT),
                x == null || y == null ? null : new MediaView.FocalPoint(x, y),
                type.equals("image") ? renditions.of(url, width, height) : List.of());
    }

    private ArticleView.Source source(PublishedArticle article) {
        String name = article.require(ArticleColumn.SOURCE);
        return new ArticleView.Source(
                name.isEmpty() ? publication.name() : name,
                article.require(ArticleColumn.EXTERNAL_ID),
                article.get(ArticleColumn.URL));
    }

    private static ArticleView.@Nullable Rights rights(PublishedArticle article) {
        String usageTerms = article.get(ArticleColumn.USAGE_TERMS);
        Instant embargo = article.get(ArticleColumn.EMBARGOED_UNTIL);
        Instant expiry = article.expiresAt();
        String aiUse = article.get(ArticleColumn.AI_USE);
        return Stream.of(usageTerms, embargo, expiry, aiUse).allMatch(Objects::isNull)
                ? null
                : new ArticleView.Rights(usageTerms, embargo, expiry, aiUse);
    }

    private List<Correction> corrections(String text) {
        try {
            return json.readValue(text, CORRECTIONS);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("corrections are always readable", e);
        }
    }
}
