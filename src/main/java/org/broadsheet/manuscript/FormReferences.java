package org.broadsheet.manuscript;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.broadsheet.manuscript.EditorialManuscript.Author;
import org.broadsheet.manuscript.EditorialManuscript.Named;
import org.broadsheet.manuscript.EditorialManuscript.Subject;
import org.broadsheet.naming.Ids;
import org.broadsheet.tag.TagType;
import org.jspecify.annotations.Nullable;

/** The authors and tags that an editor names: each a word, or an object that says by which of its names. */
final class FormReferences {

    private static final int LONGEST_ROLE = 100;

    private FormReferences() {}

    static List<Author> authors(FormFields fields) {
        return fields.elements("authors", FormNames.MOST, (value, place) -> author(fields, value, place));
    }

    private static @Nullable Author author(FormFields fields, JsonNode value, String place) {
        if (value.isTextual()) {
            Named named = word(fields, value.textValue(), place);
            return named == null ? null : new Author(named, null);
        }
        FormFields author = fields.object(value, place, "an id, a slug or a name, or an object with one of them");
        if (author == null) {
            return null;
        }
        author.only(List.of("id", "slug", "name", "role"));
        Named named = named(author);
        String role = author.line("role", LONGEST_ROLE);
        return named == null ? null : new Author(named, role);
    }

    static List<Subject> tags(FormFields fields) {
        return fields.elements("tags", FormNames.MOST, (value, place) -> tag(fields, value, place));
    }

    private static @Nullable Subject tag(FormFields fields, JsonNode value, String place) {
        if (value.isTextual()) {
            Named named = word(fields, value.textValue(), place);
            return named == null ? null : typed(named);
        }
        FormFields tag =
                fields.object(value, place, "an id, type/slug, a slug or a name, or an object with one of them");
        if (tag == null) {
            return null;
        }
        tag.only(List.of("id", "type", "slug", "name"));
        Optional<TagType> type =
                tag.oneOf("type", TagType.wires(), word -> TagType.parse(word).map(Optional::of), Optional.empty());
        Named named = named(tag);
        return named == null ? null : new Subject(named, type.orElse(null));
    }

    /** {@code place/sandholm} is a type and a slug; "AC/DC" is a name. */
    private static Subject typed(Named word) {
        int slash = word.said().indexOf('/');
        Optional<TagType> type =
                slash < 0 ? Optional.empty() : TagType.parse(word.said().substring(0, slash));
        return type.map(known -> new Subject(
                        new Named(word.pointer(), word.said(), null, word.said().substring(slash + 1), null), known))
                .orElseGet(() -> new Subject(word, null));
    }

    private static @Nullable Named word(FormFields fields, String text, String place) {
        String word = FormFields.onOneLine(text);
        if (word == null || word.length() > FormNames.LONGEST) {
            fields.faultAt(place, "has to be a name of at most " + FormNames.LONGEST + " characters");
            return null;
        }
        UUID id = Ids.parse(word).orElse(null);
        return id == null ? new Named(place, word, null, word, word) : new Named(place, word, id, null, null);
    }

    /** By the first of id, slug and name that the object has; the others are only for people to read. */
    private static @Nullable Named named(FormFields fields) {
        int before = fields.faults().size();
        UUID id = fields.id("id");
        String slug = fields.line("slug", FormNames.LONGEST);
        String name = fields.line("name", FormNames.LONGEST);
        String said =
                id != null ? id.toString() : Objects.requireNonNullElse(slug, Objects.requireNonNullElse(name, ""));
        if (said.isEmpty() && fields.faults().size() == before) {
            fields.faultAt(fields.pointer(), "has to have an id, a slug or a name");
        }
        return said.isEmpty() || fields.faults().size() > before
                ? null
                : new Named(
                        fields.pointer(), said, id, id == null ? slug : null, id == null && slug == null ? name : null);
    }
}
