package org.broadsheet.format;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import org.broadsheet.article.Publication;
import org.broadsheet.media.MediaView;
import org.broadsheet.published.ArticleView;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** An article as https://schema.org/NewsArticle, for the head of its page. */
@Schema(
        name = "NewsArticle",
        description = "An article as https://schema.org/NewsArticle in JSON-LD, to be put into the head of its page.")
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record NewsArticle(
        @JsonProperty("@context") String context,
        @JsonProperty("@type") String type,
        @JsonProperty("@id") String id,
        String identifier,
        String url,
        String mainEntityOfPage,
        String headline,
        String description,
        @Nullable String articleBody,
        String articleSection,
        List<String> keywords,
        String inLanguage,
        int wordCount,
        String datePublished,
        String dateModified,
        @Nullable String expires,
        List<Named> author,
        Named publisher,
        List<Image> image,
        List<Named> about,
        List<CorrectionComment> correction,
        @Nullable String isBasedOn,
        @Nullable String usageInfo,
        @Nullable String conditionsOfAccess,
        Named copyrightHolder) {

    static NewsArticle of(Piece piece, Publication publication) {
        ArticleView.Rights rights = piece.rights();
        return new NewsArticle(
                "https://schema.org",
                type(piece),
                piece.url(),
                piece.urn(),
                piece.url(),
                piece.url(),
                piece.headline(),
                String.join(" ", piece.standfirst()),
                piece.html() == null ? null : piece.text(),
                piece.section().name(),
                piece.tags().stream().map(ArticleView.TagRef::name).toList(),
                piece.language(),
                piece.wordCount(),
                piece.publishedAt().toString(),
                piece.updatedAt().toString(),
                rights == null || rights.expiresAt() == null
                        ? null
                        : rights.expiresAt().toString(),
                piece.bylines().stream()
                        .map(byline -> new Named("Person", byline.name(), null))
                        .toList(),
                new Named(
                        "NewsMediaOrganization",
                        publication.name(),
                        publication.baseUrl().toString()),
                images(piece.lead()),
                piece.tags().stream().map(NewsArticle::about).toList(),
                piece.corrections().stream()
                        .map(one -> new CorrectionComment(
                                "CorrectionComment", one.text(), one.at().toString()))
                        .toList(),
                piece.elsewhere(),
                rights == null ? null : rights.usageTerms(),
                piece.notices().isEmpty() ? null : String.join(" ", piece.notices()),
                new Named("Organization", piece.source().name(), null));
    }

    private static List<Image> images(@Nullable MediaView lead) {
        return lead != null && lead.type().equals("image") ? List.of(Image.of(lead)) : List.of();
    }

    private static String type(Piece piece) {
        return switch (piece.type()) {
            case ARTICLE, BRIEF, VIDEO, GALLERY, AUDIO -> "NewsArticle";
            case OPINION -> "OpinionNewsArticle";
            case LIVEBLOG -> "LiveBlogPosting";
        };
    }

    private static Named about(ArticleView.TagRef tag) {
        String type = switch (tag.type()) {
            case "person" -> "Person";
            case "organisation" -> "Organization";
            case "place" -> "Place";
            case "event", "story" -> "Event";
            default -> "Thing";
        };
        return new Named(type, tag.name(), null);
    }

    /** A person, an organisation, a thing. */
    @Schema(name = "NewsArticleThing", description = "A person, an organisation, a thing.")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Named(
            @JsonProperty("@type") String type,
            String name,
            @Nullable String url) {}

    /** The lead. */
    @Schema(name = "NewsArticleImage", description = "The lead.")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Image(
            @JsonProperty("@type") String type,
            String url,
            @Nullable Integer width,
            @Nullable Integer height,
            @Nullable String caption,
            @Nullable String creditText) {

        static Image of(MediaView lead) {
            return new Image("ImageObject", lead.url(), lead.width(), lead.height(), lead.caption(), lead.credit());
        }
    }

    /** What was wrong and was put right. */
    @Schema(name = "NewsArticleCorrection", description = "What was wrong and was put right.")
    public record CorrectionComment(@JsonProperty("@type") String type, String text, String datePublished) {}
}
