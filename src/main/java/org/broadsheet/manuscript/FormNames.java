package org.broadsheet.manuscript;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.broadsheet.manuscript.Manuscript.Author;
import org.broadsheet.manuscript.Manuscript.NamedTag;
import org.broadsheet.naming.Slugs;
import org.broadsheet.tag.TagKey;
import org.broadsheet.tag.TagType;
import org.jspecify.annotations.Nullable;

/** The authors and tags of a line: each a name, or an object that says more. The first with a slug counts. */
final class FormNames {

    static final int MOST = 50;
    static final int LONGEST = 200;

    private FormNames() {}

    static List<Author> authors(FormFields fields) {
        Map<String, Author> authors = new LinkedHashMap<>();
        fields.elements("authors", MOST, (value, place) -> authors(fields, value, place)).stream()
                .flatMap(List::stream)
                .forEach(author -> authors.putIfAbsent(author.slug(), author));
        return List.copyOf(authors.values());
    }

    private static List<Author> authors(FormFields fields, JsonNode value, String place) {
        if (value.isTextual()) {
            return named(fields, value.textValue(), place);
        }
        FormFields author = fields.object(value, place, "a name or an object with a name");
        if (author == null) {
            return List.of();
        }
        String name = author.requiredLine("name", LONGEST);
        String slug = slug(author, name);
        return slug == null ? List.of() : List.of(new Author(slug, name, author.line("role", 100)));
    }

    private static List<Author> named(FormFields fields, String line, String place) {
        List<Author> authors = new ArrayList<>();
        for (String name : AuthorNames.split(line)) {
            String slug = Slugs.of(name);
            if (slug.isEmpty() || name.length() > LONGEST) {
                fields.faultAt(place, "has to be a name of at most " + LONGEST + " characters");
            } else {
                authors.add(new Author(slug, name, null));
            }
        }
        return authors;
    }

    static List<NamedTag> tags(FormFields fields) {
        Map<TagKey, NamedTag> tags = new LinkedHashMap<>();
        fields.elements("tags", MOST, (value, place) -> tag(fields, value, place))
                .forEach(tag -> tags.putIfAbsent(tag.key(), tag));
        return List.copyOf(tags.values());
    }

    private static @Nullable NamedTag tag(FormFields fields, JsonNode value, String place) {
        if (value.isTextual()) {
            String name = Objects.requireNonNullElse(FormFields.onOneLine(value.textValue()), "");
            if (Slugs.of(name).isEmpty() || name.length() > LONGEST) {
                fields.faultAt(place, "has to be a name of at most " + LONGEST + " characters");
                return null;
            }
            return new NamedTag(new TagKey(TagType.TOPIC, Slugs.of(name)), name);
        }
        FormFields tag = fields.object(value, place, "a name or an object with a name");
        if (tag == null) {
            return null;
        }
        TagType type = tag.oneOf("type", TagType.wires(), TagType::parse, TagType.TOPIC);
        String name = tag.requiredLine("name", LONGEST);
        String slug = slug(tag, name);
        return slug == null ? null : new NamedTag(new TagKey(type, slug), name);
    }

    /** The slug that is given, else the name's; null, and a fault, when that leaves nothing. */
    private static @Nullable String slug(FormFields fields, String name) {
        Optional<String> given = Optional.ofNullable(fields.line("slug", LONGEST));
        String slug = Slugs.of(given.orElse(name));
        if (slug.isEmpty()) {
            if (!name.isEmpty()) {
                fields.fault(given.isPresent() ? "slug" : "name", "has no letter or digit");
            }
            return null;
        }
        return slug;
    }
}
