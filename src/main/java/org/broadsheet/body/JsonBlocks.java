package org.broadsheet.body;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.broadsheet.body.Block.ListBlock;
import org.jspecify.annotations.Nullable;

/** Reads blocks from a client and says what is wrong with them, all of it at once. */
final class JsonBlocks implements JsonFields.Problems {
    private static final int MOST_BLOCKS = 5_000;
    private static final int MOST_CHARACTERS = 2_000_000;
    private static final int MOST_PROBLEMS = 100;
    private static final int LARGEST = 1_000_000;

    private static final List<String> TYPES = List.of(
            "paragraph",
            "heading",
            "list",
            "quote",
            "pullQuote",
            "image",
            "gallery",
            "video",
            "audio",
            "embed",
            "table",
            "code",
            "divider",
            "factBox",
            "html");

    private static final List<String> MARKS =
            Arrays.stream(Mark.values()).map(Mark::wireName).toList();

    private final List<BodyProblem> problems = new ArrayList<>();
    private int blocks;
    private long characters;

    private JsonBlocks() {}

    static ReadBlocks read(JsonNode node) {
        JsonBlocks reader = new JsonBlocks();
        List<Block> blocks = JsonFields.elements(node, "", reader, (block, at) -> reader.block(block, at, false));
        return new ReadBlocks(Body.of(blocks), List.copyOf(reader.problems));
    }

    @Override
    public void add(String pointer, String detail) {
        if (problems.size() < MOST_PROBLEMS) {
            problems.add(new BodyProblem(pointer, detail));
        }
    }

    @Override
    public void count(String text, String pointer) {
        boolean within = characters <= MOST_CHARACTERS;
        characters += text.length();
        if (within && characters > MOST_CHARACTERS) {
            add(pointer, "From here on there is too much text: at most 2,000,000 characters in all.");
        }
    }

    private @Nullable Block block(JsonNode node, String at, boolean inFactBox) {
        if (++blocks > MOST_BLOCKS) {
            if (blocks == MOST_BLOCKS + 1) {
                add(at, "Too many blocks: at most 5,000.");
            }
            return null;
        }
        JsonFields fields = object(node, at);
        if (fields == null) {
            return null;
        }
        String type = fields.required("type");
        if (inFactBox && type.equals("factBox")) {
            add(at + "/type", "A fact box cannot hold another.");
            return null;
        }
        return block(fields, type);
    }

    private @Nullable Block block(JsonFields f, String type) {
        return switch (type) {
            case "paragraph" -> new Block.Paragraph(spans(f, "type", "spans"));
            case "heading" -> heading(f);
            case "list" -> list(f, 1, "type", "ordered", "items");
            case "quote" -> quote(f);
            case "pullQuote" ->
                new Block.PullQuote(spans(f, "type", "spans", "attribution"), f.optional("attribution"));
            case "image" -> image(f, "type", "url", "alt", "caption", "credit", "width", "height");
            case "gallery" -> gallery(f);
            case "video" -> video(f);
            case "audio" -> audio(f);
            case "embed" -> embed(f);
            case "table" -> table(f);
            case "code" -> code(f);
            case "divider" -> divider(f);
            case "factBox" -> factBox(f);
            case "html" -> html(f);
            default -> {
                if (f.node().path("type").isTextual()) {
                    add(f.at("type"), "Unknown block type." + JsonFields.meant(type, TYPES));
                }
                yield null;
            }
        };
    }

    private Block heading(JsonFields f) {
        List<Span> spans = spans(f, "type", "level", "spans");
        Integer level = f.number("level", 1, 6);
        if (!f.node().has("level")) {
            add(f.pointer(), "Missing key \"level\", a whole number from 1 to 6.");
        }
        return new Block.Heading(level == null ? 2 : level, spans);
    }

    private ListBlock list(JsonFields f, int depth, String... keys) {
        f.only(keys);
        return new ListBlock(f.flag("ordered"), f.array("items", true, (item, at) -> item(item, at, depth)));
    }

    private ListBlock.@Nullable Item item(JsonNode node, String at, int depth) {
        JsonFields f = object(node, at);
        if (f == null) {
            return null;
        }
        f.only("spans", "list");
        List<Span> spans = f.array("spans", false, this::span);
        ListBlock below = null;
        if (f.node().has("list")) {
            JsonFields inner = object(f.node().get("list"), f.at("list"));
            if (depth == NormalForm.LIST_DEPTH) {
                add(f.at("list"), "Lists can be at most 5 deep.");
            } else if (inner != null) {
                below = list(inner, depth + 1, "ordered", "items");
            }
        }
        return new ListBlock.Item(spans, below);
    }

    private Block quote(JsonFields f) {
        f.only("type", "paragraphs", "attribution");
        return new Block.Quote(f.array("paragraphs", true, this::spanList), f.optional("attribution"));
    }

    private Block.Image image(JsonFields f, String... keys) {
        f.only(keys);
        return new Block.Image(
                f.requiredUrl("url"),
                f.optional("alt"),
                f.optional("caption"),
                f.optional("credit"),
                f.number("width", 1, LARGEST),
                f.number("height", 1, LARGEST));
    }

    private Block gallery(JsonFields f) {
        f.only("type", "caption", "images");
        return new Block.Gallery(f.optional("caption"), f.array("images", true, (image, at) -> {
            JsonFields fields = object(image, at);
            return fields == null ? null : image(fields, "url", "alt", "caption", "credit", "width", "height");
        }));
    }

    private Block video(JsonFields f) {
        f.only("type", "url", "posterUrl", "caption", "credit", "durationSeconds");
        return new Block.Video(
                f.requiredUrl("url"),
                f.optionalUrl("posterUrl"),
                f.optional("caption"),
                f.optional("credit"),
                f.number("durationSeconds", 1, LARGEST));
    }

    private Block audio(JsonFields f) {
        f.only("type", "url", "caption", "credit", "durationSeconds");
        return new Block.Audio(
                f.requiredUrl("url"),
                f.optional("caption"),
                f.optional("credit"),
                f.number("durationSeconds", 1, LARGEST));
    }

    private Block embed(JsonFields f) {
        f.only("type", "url", "provider", "caption");
        return new Block.Embed(f.requiredUrl("url"), f.optional("provider"), f.optional("caption"));
    }

    private Block table(JsonFields f) {
        f.only("type", "caption", "header", "rows");
        List<List<Span>> header = columns(f.array("header", false, this::spanList), f.at("header"));
        List<List<List<Span>>> rows =
                f.array("rows", false, (row, at) -> columns(JsonFields.elements(row, at, this, this::spanList), at));
        int width =
                Math.max(header.size(), rows.stream().mapToInt(List::size).max().orElse(0));
        if ((long) width * rows.size() > NormalForm.TABLE_CELLS) {
            add(f.at("rows"), "Too many cells: at most 100,000 in a table.");
        }
        return new Block.Table(f.optional("caption"), header, rows);
    }

    private List<List<Span>> columns(List<List<Span>> cells, String at) {
        if (cells.size() > NormalForm.TABLE_COLUMNS) {
            add(at, "Too many cells: at most 100 in a row.");
        }
        return cells;
    }

    private Block code(JsonFields f) {
        f.only("type", "language", "text");
        return new Block.Code(f.optional("language"), f.required("text"));
    }

    private Block divider(JsonFields f) {
        f.only("type");
        return new Block.Divider();
    }

    private Block factBox(JsonFields f) {
        f.only("type", "title", "blocks");
        return new Block.FactBox(f.optional("title"), f.array("blocks", false, (inner, at) -> block(inner, at, true)));
    }

    private Block html(JsonFields f) {
        f.only("type", "html");
        String html = f.required("html");
        Dropped dropped = new Dropped();
        SafeHtml.clean(html, dropped);
        if (!dropped.sentences().isEmpty()) {
            add(f.at("html"), "Not allowed: " + String.join(", ", dropped.sentences()) + ".");
        }
        return new Block.Html(html);
    }

    /** @param keys all that the object may have, with "spans" among them */
    private List<Span> spans(JsonFields f, String... keys) {
        f.only(keys);
        return f.array("spans", true, this::span);
    }

    private List<Span> spanList(JsonNode node, String at) {
        return JsonFields.elements(node, at, this, this::span);
    }

    private @Nullable Span span(JsonNode node, String at) {
        JsonFields f = object(node, at);
        if (f == null) {
            return null;
        }
        f.only("text", "marks", "href");
        String href = f.optional("href");
        if (href != null && Links.link(href) == null) {
            add(
                    f.at("href"),
                    "Expected an http, https, mailto or tel address, a path from the root or a fragment, of at most"
                            + " 2,048 characters.");
        }
        return new Span(f.required("text"), f.array("marks", false, this::mark), href);
    }

    private @Nullable Mark mark(JsonNode node, String at) {
        int index = node.isTextual() ? MARKS.indexOf(node.textValue()) : -1;
        if (index < 0) {
            add(at, "Unknown mark." + JsonFields.meant(node.asText(), MARKS));
        }
        return index < 0 ? null : Mark.values()[index];
    }

    private @Nullable JsonFields object(JsonNode node, String at) {
        if (node.isObject()) {
            return new JsonFields(node, at, this);
        }
        add(at, "Expected an object, found " + JsonFields.kind(node) + ".");
        return null;
    }
}
