package org.broadsheet.wiring;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.models.Components;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.PathItem;
import org.eclipse.microprofile.openapi.models.media.Schema;

/**
 * The forms in which things are written. A key that may be left out takes null, too: then a generated client keeps
 * "not set" and "removed" apart, and sends nothing for what was not set, rather than an empty list that would wipe what
 * is there. What a patch takes is a schema of its own, as there every key may be left out.
 */
final class OpenApiForms {

    private static final String SCHEMAS = "#/components/schemas/";

    /** Each form, and the same as a patch; sorted, so that every build writes the same. */
    private static final Map<String, String> PATCHES = new TreeMap<>(Map.of(
            "ArticleForm", "ArticlePatch",
            "BylineForm", "BylinePatch",
            "TagForm", "TagPatch",
            "SectionForm", "SectionPatch",
            "MediaForm", "MediaPatch",
            "WebhookForm", "WebhookPatch",
            "PartnerForm", "PartnerPatch"));

    private OpenApiForms() {}

    static void complete(OpenAPI api) {
        Components components = api.getComponents();
        references(components);
        articleForm(components);
        PATCHES.forEach((form, patch) -> components.addSchema(patch, patch(schema(components, form))));
        Schema operation = schema(components, "BulkOperation");
        // of one that is created or replaced all has to be there; of one that is patched, not
        point(operation.getProperties(), "article", "ArticlePatch");
        operation.getProperties().forEach((key, value) -> {
            if (!key.equals("op")) {
                nullable(value);
            }
        });
        api.getPaths().getPathItems().values().forEach(OpenApiForms::patches);
    }

    private static Schema schema(Components components, String name) {
        return Objects.requireNonNull(components.getSchemas().get(name), name);
    }

    private static void patches(PathItem item) {
        Operation patch = item.getOperations().get(PathItem.HttpMethod.PATCH);
        if (patch != null) {
            patch.getRequestBody().getContent().getMediaTypes().values().forEach(media -> {
                String form = media.getSchema().getRef().substring(SCHEMAS.length());
                // both media types may be one object
                media.setSchema(ref(PATCHES.getOrDefault(form, form)));
            });
        }
    }

    /** What an editor names: a word, or an object that says by which of its names. */
    private static void references(Components components) {
        components.addSchema(
                "NamedAuthor",
                object("A byline that exists, by the first of `id`, `slug` and `name` that is given.")
                        .addProperty("id", text().format("uuid"))
                        .addProperty("slug", text().maxLength(200))
                        .addProperty("name", text().maxLength(200))
                        .addProperty("role", text().maxLength(100).description("What for, such as `reporter`.")));
        components.addSchema(
                "AuthorReference",
                OASFactory.createSchema()
                        .description("Who is credited: id, slug or name of a byline, or an object with one of these.")
                        .oneOf(List.of(text(), ref("NamedAuthor"))));
        components.addSchema(
                "NamedTag",
                object("A tag that exists, by the first of `id`, `slug` and `name` that is given.")
                        .addProperty("id", text().format("uuid"))
                        .addProperty("type", ref("TagType"))
                        .addProperty("slug", text().maxLength(200))
                        .addProperty("name", text().maxLength(200)));
        components.addSchema(
                "TagReference",
                OASFactory.createSchema()
                        .description("A tag: id, `type/slug`, slug or name, or an object with one of these.")
                        .oneOf(List.of(text(), ref("NamedTag"))));
        Schema lead = object("A medium that exists, by its `id`, or what is said of one: then `url` has to be there.")
                .addProperty("id", text().format("uuid"));
        schema(components, "MediaForm").getProperties().forEach(lead::addProperty);
        components.addSchema("LeadForm", lead);
    }

    /** The keys for which no Java type stands. */
    private static void articleForm(Components components) {
        Map<String, Schema> keys = schema(components, "ArticleForm").getProperties();
        items(keys, "blocks", "Block");
        items(keys, "authors", "AuthorReference");
        items(keys, "tags", "TagReference");
        items(keys, "corrections", "Correction");
        point(keys, "lead", "LeadForm");
        point(keys, "type", "ArticleType");
        point(schema(components, "EditorialArticle").getProperties(), "draft", "ArticleForm");
        point(schema(components, "Revision").getProperties(), "article", "ArticleForm");
    }

    private static void items(Map<String, Schema> keys, String key, String of) {
        Objects.requireNonNull(keys.get(key), key).setItems(ref(of));
    }

    private static void point(Map<String, Schema> keys, String key, String to) {
        Schema schema = Objects.requireNonNull(keys.get(key), key);
        schema.setType(null);
        schema.setProperties(null);
        schema.setRequired(null);
        schema.setRef(SCHEMAS + to);
    }

    /** The keys of {@code form}, which thereby all but those that have to be there take null; in a patch these do, too. */
    private static Schema patch(Schema form) {
        List<String> required = Objects.requireNonNullElse(form.getRequired(), List.of());
        Map<String, Schema> keys = new LinkedHashMap<>();
        form.getProperties().forEach((name, key) -> {
            if (required.contains(name)) {
                keys.put(name, copyOf(key));
            } else {
                nullable(key);
                keys.put(name, key);
            }
        });
        return object(form.getDescription()
                        + " As a merge patch (RFC 7396): what is left out stays as it is, null removes.")
                .properties(keys);
    }

    /** A text that can be changed, but not removed. */
    private static Schema copyOf(Schema key) {
        return text().description(key.getDescription())
                .maxLength(key.getMaxLength())
                .examples(key.getExamples());
    }

    private static void nullable(Schema key) {
        String ref = Objects.requireNonNullElse(key.getRef(), "");
        if (ref.isEmpty() && key.getEnumeration() != null) {
            // the list of values would not have null among them
            key.setAnyOf(List.of(
                    OASFactory.createSchema().type(key.getType()).enumeration(key.getEnumeration()),
                    OASFactory.createSchema().addType(Schema.SchemaType.NULL)));
            key.setType(null);
            key.setEnumeration(null);
            return;
        }
        if (ref.isEmpty()) {
            if (key.getType() != null && !key.getType().contains(Schema.SchemaType.NULL)) {
                key.addType(Schema.SchemaType.NULL);
            }
            return;
        }
        key.setRef(null);
        switch (ref.substring(SCHEMAS.length())) {
            case "Instant" -> key.type(text().getType()).format("date-time").addType(Schema.SchemaType.NULL);
            case "UUID" -> key.type(text().getType()).format("uuid").addType(Schema.SchemaType.NULL);
            default -> {
                key.setType(null);
                key.setEnumeration(null);
                key.setAnyOf(List.of(
                        OASFactory.createSchema().ref(ref),
                        OASFactory.createSchema().addType(Schema.SchemaType.NULL)));
            }
        }
    }

    private static Schema object(String description) {
        return OASFactory.createSchema().addType(Schema.SchemaType.OBJECT).description(description);
    }

    private static Schema text() {
        return OASFactory.createSchema().addType(Schema.SchemaType.STRING);
    }

    private static Schema ref(String name) {
        return OASFactory.createSchema().ref(name);
    }
}
