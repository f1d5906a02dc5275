package org.broadsheet.manuscript;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.broadsheet.body.CleanText;
import org.broadsheet.naming.Slugs;
import org.broadsheet.problem.Refusal;
import org.jspecify.annotations.Nullable;

/** The body of a request, read strictly: one object, with no other keys than there are, and a pointer to each fault. */
public final class Sent {

    public static final int LONGEST_NAME = 200;
    public static final int LONGEST_LINE = 100;
    public static final int LONGEST_TEXT = 5000;

    private static final int MOST_FAULTS = 100;

    private Sent() {}

    public static ObjectNode object(@Nullable String body) {
        if (body == null || body.isBlank()) {
            throw Refusal.Invalid.pointer("", "has to be a JSON object.");
        }
        try {
            return StrictJson.read(body);
        } catch (StrictJson.Unreadable e) {
            throw e.refusal();
        }
    }

    /**
     * What {@code reader} makes of the fields.
     *
     * @throws Refusal.Invalid when it finds a fault with them, or there are others
     */
    public static <T> T read(ObjectNode json, Set<String> keys, Function<FormFields, T> reader) {
        List<Fault> faults = new ArrayList<>(StrictJson.unstorable(json, keys));
        FormFields fields = new FormFields(json, "", true, faults);
        fields.only(keys);
        T read = reader.apply(fields);
        if (!faults.isEmpty()) {
            throw new Refusal.Invalid(
                    faults.stream().limit(MOST_FAULTS).map(Fault::violation).toList());
        }
        return read;
    }

    /** {@code present} as a merge patch changes it, which may not name what there is not, not even to remove it. */
    public static ObjectNode patched(ObjectNode present, ObjectNode patch, Set<String> keys) {
        read(patch, keys, fields -> fields);
        return MergePatch.apply(present, patch);
    }

    /** Plain text of several lines; null when nothing of it can be seen. */
    public static @Nullable String text(FormFields fields, String key) {
        String text = fields.string(key, LONGEST_TEXT);
        return text == null || text.isBlank() ? null : CleanText.clean(text).strip();
    }

    /** An absolute http(s) address that has to be there. */
    public static String address(FormFields fields, String key) {
        int before = fields.faults().size();
        String address = fields.address(key);
        if (address == null && fields.faults().size() == before) {
            fields.fault(key, "is missing");
        }
        return address == null ? "" : address;
    }

    /** A slug that is one already, so that nobody gets another address than the one they asked for. */
    public static @Nullable String slug(FormFields fields) {
        String slug = fields.line("slug", Slugs.LONGEST);
        if (slug != null && !slug.equals(Slugs.of(slug))) {
            String near = Slugs.of(slug);
            fields.fault("slug", "has to be a slug" + (near.isEmpty() ? "" : ", such as '" + near + "'"));
        }
        return slug;
    }

    /** The slug that is given, else the present one, else one made of the name. */
    public static String slug(FormFields fields, @Nullable String present, String name) {
        String given = slug(fields);
        if (given != null) {
            return given;
        }
        if (present != null) {
            return present;
        }
        String made = Slugs.of(name);
        if (made.isEmpty() && !name.isEmpty()) {
            fields.fault("name", "has no letter or digit to make a slug of; give a slug");
        }
        return made;
    }

    /** Nothing of a list that can't be read is left out silently: what is null is no element. */
    public static <T> List<T> list(
            FormFields fields, String key, int most, Collection<String> keys, Function<FormFields, T> reader) {
        return fields.elements(key, most, (value, place) -> {
            FormFields element = fields.object(value, place, "an object");
            if (element == null) {
                return null;
            }
            element.only(keys);
            return reader.apply(element);
        });
    }
}
