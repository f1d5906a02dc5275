package org.broadsheet.wiring;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.broadsheet.body.Mark;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.models.Components;
import org.eclipse.microprofile.openapi.models.media.Discriminator;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * The schemas of a body's blocks. A body goes from the database to the answer as text, so no Java type stands for it
 * on the wire from which they could be read; a test holds them against {@code body.Block}.
 */
final class OpenApiBlocks {

    private OpenApiBlocks() {}

    /** Adds {@code ArticleBody}, {@code Block} and a schema for each kind of block. */
    static void addTo(Components components) {
        components.addSchema(
                "Span",
                object("A run of text with the same marks.", "text")
                        .addProperty("text", text("A line break is a newline."))
                        .addProperty(
                                "marks",
                                array(text(null).enumeration(marks())).description("Absent when there are none."))
                        .addProperty("href", text("Where a link leads: absolute, root-relative, or a fragment.")));
        components.addSchema(
                "ListItem",
                object("An item, with a list under it, if there is one.", "spans")
                        .addProperty("spans", spans())
                        .addProperty(
                                "list",
                                object("A list inside an item.", "ordered", "items")
                                        .addProperty("ordered", flag())
                                        .addProperty("items", array(ref("ListItem")))));
        components.addSchema("GalleryImage", picture(object("A picture of a gallery.", "url")));
        Map<String, Schema> blocks = blocks();
        blocks.forEach(components::addSchema);
        components.addSchema(
                "Block",
                OASFactory.createSchema()
                        .description("A block of a body. New kinds may come: pass over those that are not known.")
                        .oneOf(blocks.keySet().stream().map(OpenApiBlocks::ref).toList())
                        .discriminator(discriminator(blocks)));
        components.addSchema(
                "ArticleBody",
                OASFactory.createSchema()
                        // "array or string" is what no generator of clients makes code of that compiles everywhere
                        .description(
                                "The body in the form that was asked for: an array of `Block`, or, with `body=html`,"
                                        + " `text` or `markdown`, a string. So it has no type here; read it as what you asked for.")
                        .examples(List.of(
                                List.of(new TreeMap<>(Map.of(
                                        "type",
                                        "paragraph",
                                        "spans",
                                        List.of(Map.of("text", "The first boat left at six."))))),
                                "<p>The first boat left at six.</p>")));
    }

    private static Map<String, Schema> blocks() {
        Map<String, Schema> blocks = new LinkedHashMap<>();
        put(blocks, block("paragraph", "A paragraph.", "spans").addProperty("spans", spans()));
        put(
                blocks,
                block("heading", "A heading.", "level", "spans")
                        .addProperty("level", number("From 1 to 6."))
                        .addProperty("spans", spans()));
        put(
                blocks,
                block("list", "A list, with numbers or with bullets.", "ordered", "items")
                        .addProperty("ordered", flag())
                        .addProperty("items", array(ref("ListItem"))));
        put(
                blocks,
                block("quote", "Somebody's words.", "paragraphs")
                        .addProperty("paragraphs", array(spans()))
                        .addProperty("attribution", text("Whose words.")));
        put(
                blocks,
                block("pullQuote", "Words of the piece itself, set large.", "spans")
                        .addProperty("spans", spans())
                        .addProperty("attribution", text("Whose words.")));
        put(blocks, picture(block("image", "A picture.", "url")));
        put(
                blocks,
                block("gallery", "Several pictures.", "images")
                        .addProperty("caption", text(null))
                        .addProperty("images", array(ref("GalleryImage"))));
        put(
                blocks,
                block("video", "A video.", "url")
                        .addProperty("url", text("Absolute."))
                        .addProperty("posterUrl", text("A picture to show before it plays."))
                        .addProperty("caption", text(null))
                        .addProperty("credit", text(null))
                        .addProperty("durationSeconds", number(null)));
        put(
                blocks,
                block("audio", "Sound.", "url")
                        .addProperty("url", text("Absolute."))
                        .addProperty("caption", text(null))
                        .addProperty("credit", text(null))
                        .addProperty("durationSeconds", number(null)));
        put(
                blocks,
                block("embed", "Something that lives elsewhere; how to show it is the client's to decide.", "url")
                        .addProperty("url", text("Absolute."))
                        .addProperty("provider", text("Such as `youtube`."))
                        .addProperty("caption", text(null)));
        put(
                blocks,
                block("table", "A table of cells, each a list of spans.", "rows")
                        .addProperty("caption", text(null))
                        .addProperty("header", array(spans()))
                        .addProperty("rows", array(array(spans()))));
        put(
                blocks,
                block("code", "Text to be shown as it is.", "text")
                        .addProperty("language", text(null))
                        .addProperty("text", text(null)));
        put(blocks, block("divider", "A break between parts."));
        put(
                blocks,
                block("factBox", "A box beside the text; holds any blocks but another box.", "blocks")
                        .addProperty("title", text(null))
                        .addProperty("blocks", array(ref("Block"))));
        put(
                blocks,
                block("html", "Sanitised HTML, for what fits no other kind.", "html")
                        .addProperty("html", text(null)));
        return blocks;
    }

    private static void put(Map<String, Schema> blocks, Schema schema) {
        String type = typeOf(schema);
        blocks.put(Character.toUpperCase(type.charAt(0)) + type.substring(1) + "Block", schema);
    }

    private static String typeOf(Schema block) {
        return (String)
                Objects.requireNonNull(block.getProperties().get("type")).getConstValue();
    }

    private static Discriminator discriminator(Map<String, Schema> blocks) {
        Discriminator discriminator = OASFactory.createDiscriminator().propertyName("type");
        blocks.forEach((name, schema) -> discriminator.addMapping(typeOf(schema), "#/components/schemas/" + name));
        return discriminator;
    }

    private static Schema block(String type, String description, String... required) {
        Schema schema = object(description, required)
                .addProperty(
                        "type",
                        OASFactory.createSchema()
                                .addType(Schema.SchemaType.STRING)
                                .constValue(type));
        return schema.addRequired("type");
    }

    private static Schema picture(Schema schema) {
        return schema.addProperty("url", text("Absolute."))
                .addProperty("alt", text("What it shows, for those who can't see it."))
                .addProperty("caption", text(null))
                .addProperty("credit", text("Whose it is."))
                .addProperty("width", number("In pixels."))
                .addProperty("height", number("In pixels."));
    }

    private static Schema object(String description, String... required) {
        return OASFactory.createSchema()
                .addType(Schema.SchemaType.OBJECT)
                .description(description)
                .required(List.of(required));
    }

    private static Schema text(@Nullable String description) {
        return OASFactory.createSchema().addType(Schema.SchemaType.STRING).description(description);
    }

    private static Schema number(@Nullable String description) {
        return OASFactory.createSchema().addType(Schema.SchemaType.INTEGER).description(description);
    }

    private static Schema flag() {
        return OASFactory.createSchema().addType(Schema.SchemaType.BOOLEAN);
    }

    private static Schema array(Schema items) {
        return OASFactory.createSchema().addType(Schema.SchemaType.ARRAY).items(items);
    }

    private static Schema spans() {
        return array(ref("Span"));
    }

    private static Schema ref(String name) {
        return OASFactory.createSchema().ref(name);
    }

    private static List<Object> marks() {
        return Arrays.stream(Mark.values())
                .<Object>map(mark -> mark.name().toLowerCase(Locale.ROOT))
                .toList();
    }
}
