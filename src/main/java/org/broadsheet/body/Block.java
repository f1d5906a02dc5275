package org.broadsheet.body;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonSubTypes.Type;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.JsonTypeInfo.Id;
import com.fasterxml.jackson.annotation.OptBoolean;
import com.fasterxml.jackson.databind.annotation.JsonSerialize;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One block of a body. In JSON the {@code type} comes first, and a key without a value is left out. Captions, credits,
 * titles and attributions are plain text on one line. Addresses of media are absolute, http or https.
 */
@JsonTypeInfo(use = Id.NAME, property = "type", requireTypeIdForSubtypes = OptBoolean.FALSE)
@JsonSubTypes({
    @Type(value = Block.Paragraph.class, name = "paragraph"),
    @Type(value = Block.Heading.class, name = "heading"),
    @Type(value = Block.ListBlock.class, name = "list"),
    @Type(value = Block.Quote.class, name = "quote"),
    @Type(value = Block.PullQuote.class, name = "pullQuote"),
    @Type(value = Block.Image.class, name = "image"),
    @Type(value = Block.Gallery.class, name = "gallery"),
    @Type(value = Block.Video.class, name = "video"),
    @Type(value = Block.Audio.class, name = "audio"),
    @Type(value = Block.Embed.class, name = "embed"),
    @Type(value = Block.Table.class, name = "table"),
    @Type(value = Block.Code.class, name = "code"),
    @Type(value = Block.Divider.class, name = "divider"),
    @Type(value = Block.FactBox.class, name = "factBox"),
    @Type(value = Block.Html.class, name = "html")
})
@JsonInclude(Include.NON_EMPTY)
public sealed interface Block {

    /** A paragraph; a blank line inside divides it in two. */
    record Paragraph(List<Span> spans) implements Block {}

    /** @param level 1 to 6; the text is on one line */
    record Heading(int level, List<Span> spans) implements Block {}

    /** A list, at most {@value NormalForm#LIST_DEPTH} deep. */
    record ListBlock(boolean ordered, List<Item> items) implements Block {

        /** @param list the list below this item */
        @JsonInclude(Include.NON_EMPTY)
        public record Item(
                List<Span> spans,
                @JsonTypeInfo(use = Id.NONE) @Nullable ListBlock list) {}
    }

    /** Somebody else's words, at length. */
    record Quote(List<List<Span>> paragraphs, @Nullable String attribution) implements Block {}

    /** A sentence of the article set large beside it. */
    record PullQuote(List<Span> spans, @Nullable String attribution) implements Block {}

    /** @param width in pixels, as is the height */
    record Image(
            String url,
            @Nullable String alt,
            @Nullable String caption,
            @Nullable String credit,
            @Nullable Integer width,
            @Nullable Integer height)
            implements Block {}

    /** Images that are shown together. */
    record Gallery(
            @Nullable String caption,
            @JsonSerialize(using = UntypedImages.class) List<Image> images) implements Block {}

    /** @param posterUrl a still to show before it plays */
    record Video(
            String url,
            @Nullable String posterUrl,
            @Nullable String caption,
            @Nullable String credit,
            @Nullable Integer durationSeconds)
            implements Block {}

    record Audio(
            String url,
            @Nullable String caption,
            @Nullable String credit,
            @Nullable Integer durationSeconds) implements Block {}

    /** Something that stands elsewhere; the client decides how to show it. @param provider such as {@code youtube} */
    record Embed(
            String url, @Nullable String provider, @Nullable String caption) implements Block {}

    /**
     * Rows of cells, all equally long.
     *
     * @param header empty when no row heads the columns
     */
    record Table(@Nullable String caption, List<List<Span>> header, List<List<List<Span>>> rows) implements Block {}

    /** Preformatted text. */
    record Code(@Nullable String language, String text) implements Block {}

    record Divider() implements Block {}

    /** Background beside the story; holds any block but another fact box. */
    record FactBox(@Nullable String title, List<Block> blocks) implements Block {}

    /** The last resort: markup that fits nothing else, sanitised. */
    record Html(String html) implements Block {}
}
