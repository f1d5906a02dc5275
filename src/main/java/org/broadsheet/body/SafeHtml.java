package org.broadsheet.body;

import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Attribute;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Entities;
import org.jsoup.safety.Cleaner;
import org.jsoup.safety.Safelist;
import org.jsoup.select.NodeTraversor;
import org.jsoup.select.NodeVisitor;

/** Markup for {@link Block.Html}: a short list of elements and attributes, every address checked, nothing that runs. */
public final class SafeHtml {
    /** Elements that go with all that is in them: it is code, or makes no sense without them. */
    public static final Set<String> DROPPED = Set.of(
            "script",
            "style",
            "iframe",
            "object",
            "embed",
            "applet",
            "svg",
            "math",
            "canvas",
            "noscript",
            "noembed",
            "noframes",
            "template",
            "head",
            "title",
            "meta",
            "link",
            "base",
            "frame",
            "frameset",
            "map",
            "area",
            "input",
            "button",
            "select",
            "option",
            "optgroup",
            "datalist",
            "textarea",
            "output",
            "progress",
            "meter",
            "nav",
            "dialog",
            "param",
            "track",
            "slot",
            "portal");

    /** A table inside a cell of a table is deep enough; markup nested deeper is kept as its text. */
    private static final int DEPTH = 30;

    private static final int ATTEMPTS = 4;
    private static final Pattern SPAN_OF_CELLS = Pattern.compile("[1-9][0-9]{0,2}");
    private static final Pattern PIXELS = Pattern.compile("[1-9][0-9]{0,5}");
    private static final Pattern SCOPE = Pattern.compile("row|col|rowgroup|colgroup");
    private static final Cleaner CLEANER = new Cleaner(new Allowed());

    private SafeHtml() {}

    /**
     * The markup with only what is allowed, empty when no text or image is left. Cleaning what it gives changes
     * nothing: markup that reads differently each time it is parsed (which is how sanitisers are tricked) is kept as
     * text only.
     */
    public static String clean(String html, Dropped dropped) {
        Document read = parse(CleanText.clean(html));
        report(read.body(), dropped);
        String before = cleanOnce(read);
        for (int i = 0; i < ATTEMPTS; i++) {
            Document again = parse(before);
            if (isTooDeep(again.body())) {
                break;
            }
            String after = cleanOnce(again);
            if (after.equals(before)) {
                return Jsoup.parseBodyFragment(after).body().selectFirst("img") == null
                                && CleanText.isBlank(text(after))
                        ? ""
                        : after;
            }
            before = after;
        }
        dropped.add("markup nested too deep (text kept)");
        String text = CleanText.line(text(before));
        return text == null ? "" : clean("<p>" + Entities.escape(text) + "</p>", dropped);
    }

    /** The text alone, on one line. */
    static String text(String html) {
        return parse(html).body().text();
    }

    private static Document parse(String html) {
        Document document = Jsoup.parseBodyFragment(html);
        document.outputSettings().prettyPrint(false);
        return document;
    }

    private static String cleanOnce(Document document) {
        document.body().stream().toList().forEach(SafeHtml::prepare);
        Document clean = CLEANER.clean(document);
        clean.outputSettings().prettyPrint(false);
        return clean.body().html().strip();
    }

    /** Emptied, not removed: taking one of many siblings out costs as much as there are siblings. */
    private static void prepare(Element element) {
        if (DROPPED.contains(element.normalName())) {
            element.empty();
        } else if (element.hasAttr("href")) {
            String href = Links.link(element.attr("href"));
            element.attr("href", href == null ? "" : href);
        } else if (element.hasAttr("src")) {
            String src = Links.media(element.attr("src"));
            element.attr("src", src == null ? "" : src);
        }
    }

    private static void report(Element root, Dropped dropped) {
        NodeTraversor.traverse(
                (node, depth) -> {
                    if (node instanceof Element element && element != root) {
                        dropped.handlers(element);
                        if (DROPPED.contains(element.normalName())) {
                            dropped.element(element);
                        }
                        reportLink(element, dropped);
                    }
                },
                root);
    }

    private static void reportLink(Element element, Dropped dropped) {
        String href = element.attr("href");
        if (element.normalName().equals("a") && !href.isEmpty() && Links.link(href) == null) {
            dropped.link(href);
        }
    }

    private static boolean isTooDeep(Element root) {
        int[] deepest = {0};
        NodeVisitor visitor = (node, depth) -> deepest[0] = Math.max(deepest[0], depth);
        NodeTraversor.traverse(visitor, root);
        return deepest[0] > DEPTH;
    }

    /** jsoup's own check of addresses would let through what {@link Links} refuses, so the attributes are ours. */
    private static final class Allowed extends Safelist {
        private static final List<String> TAGS = List.of(
                "table",
                "caption",
                "thead",
                "tbody",
                "tfoot",
                "tr",
                "th",
                "td",
                "dl",
                "dt",
                "dd",
                "details",
                "summary",
                "p",
                "br",
                "hr",
                "ul",
                "ol",
                "li",
                "blockquote",
                "pre",
                "h1",
                "h2",
                "h3",
                "h4",
                "h5",
                "h6",
                "figure",
                "figcaption",
                "img",
                "a",
                "strong",
                "b",
                "em",
                "i",
                "u",
                "s",
                "code",
                "sup",
                "sub",
                "small");

        Allowed() {
            addTags(TAGS.toArray(String[]::new));
        }

        @Override
        public boolean isSafeAttribute(String tag, Element element, Attribute attribute) {
            String value = attribute.getValue();
            return switch (tag + " " + attribute.getKey()) {
                case "a href" -> value.equals(Links.link(value));
                case "img src" -> value.equals(Links.media(value));
                case "img alt" -> true;
                case "img width", "img height" -> PIXELS.matcher(value).matches();
                case "td colspan", "td rowspan", "th colspan", "th rowspan" ->
                    SPAN_OF_CELLS.matcher(value).matches();
                case "th scope" -> SCOPE.matcher(value).matches();
                default -> false;
            };
        }
    }
}
