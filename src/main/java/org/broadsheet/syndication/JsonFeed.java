package org.broadsheet.syndication;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.List;
import java.util.Objects;
import org.broadsheet.format.Piece;
import org.broadsheet.media.MediaView;
import org.broadsheet.published.ArticleView;
import org.broadsheet.published.Tombstones;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A feed in JSON, as https://www.jsonfeed.org/version/1.1/ says. */
@Schema(name = "JsonFeed", description = "A feed, as in JSON Feed 1.1.")
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record JsonFeed(
        @Schema(required = true) String version,

        @Schema(required = true) String title,

        @JsonProperty("home_page_url") String homePageUrl,

        @JsonProperty("feed_url") String feedUrl,

        @Nullable String description,

        @Schema(description = "Where the page of older items is.") @JsonProperty("next_url") @Nullable
        String nextUrl,

        String language,

        @Schema(description = "Who tells when there is something new (WebSub).")
        List<HubRef> hubs,

        @JsonInclude(JsonInclude.Include.ALWAYS) @Schema(required = true)
        List<Item> items,

        @JsonProperty("_broadsheet") @Nullable FeedExtension extension) {

    private static final JsonMapper JSON = new JsonMapper();
    private static final String VERSION = "https://jsonfeed.org/version/1.1";

    static byte[] write(Feed feed) {
        try {
            return JSON.writeValueAsBytes(of(feed));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a feed is always writable", e);
        }
    }

    private static JsonFeed of(Feed feed) {
        return new JsonFeed(
                VERSION,
                feed.title(),
                feed.home(),
                feed.self(),
                feed.description(),
                feed.next(),
                feed.language(),
                feed.hub() == null ? List.of() : List.of(new HubRef("WebSub", feed.hub())),
                feed.pieces().stream().map(Item::of).toList(),
                feed.killed().isEmpty()
                        ? null
                        : new FeedExtension(
                                feed.killed().stream().map(Deleted::of).toList()));
    }

    /** What JSON Feed has no words for. */
    @Schema(name = "JsonFeedListExtension", description = "What JSON Feed has no words for.")
    public record FeedExtension(
            @Schema(description = "Items that were killed in the last 30 days: delete every copy.")
            List<Deleted> deleted) {}

    /** An item that was killed. */
    @Schema(name = "JsonFeedDeleted", description = "An item that was killed.")
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    public record Deleted(
            @Schema(required = true) String id,

            @Schema(required = true) String at,

            @Nullable String reason) {

        static Deleted of(Tombstones.Tombstone killed) {
            return new Deleted(Piece.urn(killed.id()), killed.at().toString(), killed.reason());
        }
    }

    /** Where to subscribe. */
    @Schema(name = "JsonFeedHub", description = "Where to subscribe.")
    public record HubRef(String type, String url) {}

    /** A name. */
    @Schema(name = "JsonFeedAuthor", description = "Who is credited.")
    public record Author(String name) {}

    /** An article. */
    @Schema(name = "JsonFeedItem", description = "An article, as in JSON Feed 1.1.")
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    public record Item(
            @Schema(required = true) String id,

            String url,

            @Schema(description = "The canonical address, where that is another publication's.")
            @JsonProperty("external_url")
            @Nullable
            String externalUrl,

            String title,

            @JsonProperty("content_html") @Nullable String contentHtml,

            @Schema(description = "With `content=summary`, for an item has to have a text.")
            @JsonProperty("content_text")
            @Nullable
            String contentText,

            String summary,

            @Nullable String image,

            @JsonProperty("date_published") String datePublished,

            @JsonProperty("date_modified") String dateModified,

            List<Author> authors,

            List<String> tags,

            String language,

            @JsonProperty("_broadsheet") Extension extension) {

        static Item of(Piece piece) {
            String html = nonEmpty(FeedText.content(piece));
            MediaView lead = piece.lead();
            return new Item(
                    piece.urn(),
                    piece.url(),
                    piece.elsewhere(),
                    piece.headline(),
                    html,
                    html == null ? Objects.requireNonNullElse(nonEmpty(piece.summary()), piece.headline()) : null,
                    piece.summary(),
                    lead != null && lead.type().equals("image") ? lead.url() : null,
                    piece.publishedAt().toString(),
                    piece.updatedAt().toString(),
                    piece.bylines().stream()
                            .map(ArticleView.Credit::name)
                            .map(Author::new)
                            .toList(),
                    piece.tags().stream().map(ArticleView.TagRef::name).toList(),
                    piece.language(),
                    Extension.of(piece));
        }

        private static @Nullable String nonEmpty(@Nullable String text) {
            return text == null || text.isEmpty() ? null : text;
        }
    }

    /** What JSON Feed has no words for. */
    @Schema(name = "JsonFeedExtension", description = "What JSON Feed has no words for.")
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    public record Extension(
            @Schema(description = "Counts the versions that readers have seen, from 1.")
            int version,

            List<Correction> corrections,

            @Schema(description = "On what terms it may be used, what of it is withheld and why, and any embargo.")
            @Nullable
            String terms) {

        static Extension of(Piece piece) {
            return new Extension(
                    piece.version(),
                    piece.corrections().stream()
                            .map(one -> new Correction(one.at().toString(), one.text()))
                            .toList(),
                    piece.terms());
        }
    }

    /** What was wrong and was put right. */
    @Schema(name = "JsonFeedCorrection", description = "What was wrong and was put right.")
    public record Correction(String at, String text) {}
}
