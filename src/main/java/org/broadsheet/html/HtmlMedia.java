package org.broadsheet.html;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.broadsheet.body.Block;
import org.broadsheet.body.CleanText;
import org.broadsheet.body.Dropped;
import org.broadsheet.body.Links;
import org.broadsheet.body.Span;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jspecify.annotations.Nullable;

/** Reads images, players and what other sites let one embed. */
final class HtmlMedia {
    private static final Set<String> PLAYERS = Set.of("video", "audio", "iframe");
    private static final List<String> GALLERY_CLASSES = List.of("gallery", "wp-block-gallery", "tiled-gallery");

    /** Where pages that load images late keep the address. */
    private static final List<String> LAZY_SOURCES =
            List.of("data-src", "data-lazy-src", "data-original", "data-orig-file");

    private HtmlMedia() {}

    static boolean isMedia(String name) {
        return PLAYERS.contains(name);
    }

    static boolean isGallery(Element e) {
        return GALLERY_CLASSES.stream().anyMatch(e::hasClass) && e.selectFirst("img") != null;
    }

    /** One image, or none when it has no address that may be kept. */
    static List<Block> image(Element img, Dropped dropped) {
        Block.Image image = image(img, null, null, dropped);
        return image == null ? List.of() : List.of(image);
    }

    private static Block.@Nullable Image image(
            Element img, @Nullable String caption, @Nullable String credit, Dropped dropped) {
        dropped.handlers(img);
        String url = source(img);
        if (url == null) {
            dropped.add("image without a usable address");
            return null;
        }
        // The title of an image in Markdown is its caption (MarkdownReader says so); in HTML it is often a file name.
        String title = img.attr("data-caption");
        return new Block.Image(
                url,
                img.attr("alt"),
                caption == null && !title.isEmpty() ? title : caption,
                credit,
                number(img.attr("width")),
                number(img.attr("height")));
    }

    private static @Nullable String source(Element img) {
        String url = Links.media(img.attr("src"));
        for (String lazy : LAZY_SOURCES) {
            String late = img.attr(lazy);
            if (!late.isEmpty() && Links.media(late) != null) {
                return Links.media(late);
            }
        }
        if (url == null && !img.attr("srcset").isBlank()) {
            return Links.media(img.attr("srcset").strip().split("[\\s,]", 2)[0]);
        }
        return url;
    }

    private static @Nullable Integer number(String text) {
        String digits = text.strip().replaceFirst("(?i)px$", "");
        return digits.matches("[0-9]{1,7}") ? Integer.valueOf(digits) : null;
    }

    /** A video, an audio or an iframe, or nothing when it has no address that may be kept. */
    static List<Block> player(Element e, @Nullable String caption, @Nullable String credit, Dropped dropped) {
        dropped.handlers(e);
        Element source = e.selectFirst("source[src]");
        String raw =
                !e.attr("src").isBlank() ? e.attr("src") : source != null ? source.attr("src") : e.attr("data-src");
        String url = Links.media(raw);
        if (url == null) {
            dropped.add(e.normalName() + " without a usable address");
            return List.of();
        }
        Integer seconds = number(e.attr("data-duration"));
        return List.of(
                switch (e.normalName()) {
                    case "video" -> new Block.Video(url, e.attr("poster"), caption, credit, seconds);
                    case "audio" -> new Block.Audio(url, caption, credit, seconds);
                    default -> new Block.Embed(url, Providers.of(url), caption);
                });
    }

    static Block code(Element pre) {
        Element code = pre.selectFirst("code");
        String classes = pre.className() + " " + (code == null ? "" : code.className());
        String language = null;
        for (String name : classes.split("\\s+")) {
            if (language == null && name.startsWith("lang")) {
                language = name.replaceFirst("^lang(uage)?-", "");
            }
        }
        return new Block.Code(language, pre.wholeText());
    }

    /** A post of a social network, which its own script would draw, or null when the quote is a quote. */
    static @Nullable Block post(Element quote, int depth, Dropped dropped) {
        String provider = Providers.ofPost(quote);
        if (provider == null) {
            return null;
        }
        Element link = quote.select("a[href]").last();
        String address = quote.hasAttr("data-instgrm-permalink")
                ? quote.attr("data-instgrm-permalink")
                : quote.hasAttr("cite") ? quote.attr("cite") : link == null ? "" : link.attr("href");
        String url = Links.media(address);
        Element text = quote.selectFirst("p");
        return url == null
                ? null
                : new Block.Embed(url, provider, text == null ? null : HtmlParts.line(text, depth, dropped));
    }

    /** What a figure shows, with its caption; null when it is only a frame around text. */
    static @Nullable List<Block> figure(Element figure, int depth, Dropped dropped) {
        if (figure.hasClass("embed") || figure.hasClass("wp-block-embed")) {
            List<Block> embed = embed(figure, depth, dropped);
            if (embed != null) {
                return embed;
            }
        }
        if (HtmlQuotes.isPullQuote(figure)) {
            return HtmlQuotes.pullQuote(figure, Span.of(""), depth, dropped);
        }
        List<Element> images = figure.stream().filter(e -> e.nameIs("img")).toList();
        Element player = figure.selectFirst("video, audio, iframe");
        Element other = figure.selectFirst("table, blockquote, pre, ul, ol, aside");
        if (isGallery(figure) || images.size() > 1 && player == null && other == null) {
            return gallery(figure, depth, dropped);
        }
        if (images.size() + (player == null ? 0 : 1) != 1 || other != null) {
            return null;
        }
        Caption caption = Caption.of(figure, depth, dropped);
        if (player != null) {
            return player(player, caption.text, caption.credit, dropped);
        }
        Block.Image image = image(images.getFirst(), caption.text, caption.credit, dropped);
        return image == null ? captionAlone(caption) : List.of(image);
    }

    /** The words outlive an image that could not be kept. */
    private static List<Block> captionAlone(Caption caption) {
        return caption.text == null ? List.of() : List.of(new Block.Paragraph(List.of(Span.of(caption.text))));
    }

    private static @Nullable List<Block> embed(Element figure, int depth, Dropped dropped) {
        Caption caption = Caption.of(figure, depth, dropped);
        Element link = figure.selectFirst("a[href], iframe[src]");
        String raw = link == null ? figure.wholeText().strip() : link.attr(link.nameIs("a") ? "href" : "src");
        String url = Links.media(raw);
        if (url == null) {
            return null;
        }
        boolean ours = figure.hasClass("embed");
        String provider = ours ? figure.attr("data-provider") : Providers.of(url);
        return List.of(new Block.Embed(url, provider, caption.text));
    }

    private static List<Block> gallery(Element gallery, int depth, Dropped dropped) {
        Element own = null;
        for (Element child : gallery.children()) {
            own = child.nameIs("figcaption") ? child : own;
        }
        String caption = own == null ? null : HtmlParts.line(own, depth, dropped);
        List<Block.Image> images = new ArrayList<>();
        collect(gallery, null, depth, dropped, images);
        return List.of(new Block.Gallery(caption, images));
    }

    /** From the top down, remembering the item passed on the way, so that deep markup costs no search back up. */
    private static void collect(Element e, @Nullable Element item, int depth, Dropped dropped, List<Block.Image> out) {
        for (Node child = e.firstChild(); child != null && depth < HtmlReader.DEPTH; child = child.nextSibling()) {
            if (child instanceof Element inner && inner.nameIs("img")) {
                Caption caption = item == null ? new Caption(null, null) : Caption.of(item, depth, dropped);
                Block.Image image = image(inner, caption.text, caption.credit, dropped);
                if (image != null) {
                    out.add(image);
                }
            } else if (child instanceof Element inner) {
                boolean isItem = inner.nameIs("figure") || inner.nameIs("li") || inner.nameIs("dl");
                collect(inner, isItem ? inner : item, depth + 1, dropped, out);
            }
        }
    }

    private record Caption(@Nullable String text, @Nullable String credit) {

        /** Takes the caption out of the figure, so that it is read once. */
        static Caption of(Element figure, int depth, Dropped dropped) {
            Element element = figure.selectFirst("figcaption, .gallery-caption, .wp-caption-text");
            if (element == null) {
                return new Caption(null, null);
            }
            Element credited = element.selectFirst(".credit");
            String credit = credited == null ? null : HtmlParts.line(credited, depth, dropped);
            if (credited != null) {
                credited.empty();
            }
            String text = HtmlParts.line(element, depth, dropped);
            element.empty();
            return new Caption(CleanText.line(text), CleanText.line(credit));
        }
    }
}
