package org.broadsheet.query;

import com.fasterxml.jackson.core.filter.TokenFilter;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.broadsheet.naming.DidYouMean;
import org.broadsheet.naming.Text;
import org.broadsheet.problem.Refusal;
import org.broadsheet.problem.Violation;
import org.jspecify.annotations.Nullable;

/**
 * Which fields of a representation are wanted: {@code fields=headline,section.name} selects just these,
 * {@code fields=-standfirst} removes from what comes unasked, {@code include=body} adds to it.
 */
public final class Fields {

    private static final int MOST_WORDS = 100;
    private static final int MOST_FAULTS = 5;

    private final Map<String, Fields> wanted;

    private Fields(Map<String, Fields> wanted) {
        this.wanted = wanted;
    }

    /** Everything that a shape has. */
    public static Fields all(Shape shape) {
        Map<String, Fields> wanted = new LinkedHashMap<>();
        shape.fields().forEach((name, child) -> wanted.put(name, all(child)));
        return new Fields(wanted);
    }

    /**
     * Reads a selection.
     *
     * @param shape what there is
     * @param extras the top-level fields that come only when asked for
     * @param fields the parameter {@code fields}, as sent
     * @param include the parameter {@code include}, as sent
     */
    public static Fields select(Shape shape, Set<String> extras, @Nullable String fields, @Nullable String include) {
        List<Violation> violations = new ArrayList<>();
        List<String> added = words("include", include, extras, violations);
        List<String> paths = words("fields", fields, shape.paths(), violations);
        if (!violations.isEmpty()) {
            throw new Refusal.Invalid(violations);
        }
        boolean selective = paths.stream().anyMatch(path -> !path.startsWith("-"));
        Fields result =
                selective ? new Fields(new LinkedHashMap<>()) : all(shape).without(extras);
        added.forEach(name -> result.add(name, shape));
        paths.stream().filter(path -> !path.startsWith("-")).forEach(path -> result.add(path, shape));
        paths.stream().filter(path -> path.startsWith("-")).forEach(path -> result.remove(path.substring(1)));
        return result;
    }

    private static List<String> words(
            String parameter, @Nullable String list, Collection<String> known, List<Violation> violations) {
        List<String> words = list == null ? List.of() : List.of(list.split(",", -1));
        if (words.size() > MOST_WORDS) {
            violations.add(Violation.parameter(parameter, "names more than " + MOST_WORDS + " fields."));
            return List.of();
        }
        for (String word : words) {
            String path = parameter.equals("fields") && word.startsWith("-") ? word.substring(1) : word;
            if (!known.contains(path) && violations.size() < MOST_FAULTS) {
                violations.add(Violation.parameter(
                        parameter,
                        "'" + Text.shorten(path) + "' can't be asked for here." + DidYouMean.hint(path, known)
                                + " Known: "
                                + known.stream()
                                        .filter(field -> !field.contains("."))
                                        .collect(Collectors.joining(", ")) + "."));
            }
        }
        return words;
    }

    private Fields without(Set<String> names) {
        wanted.keySet().removeAll(names);
        return this;
    }

    private void add(String path, Shape shape) {
        int dot = path.indexOf('.');
        String name = dot < 0 ? path : path.substring(0, dot);
        Shape child = Objects.requireNonNull(shape.fields().get(name));
        if (dot < 0) {
            wanted.put(name, all(child));
        } else {
            wanted.computeIfAbsent(name, n -> new Fields(new LinkedHashMap<>())).add(path.substring(dot + 1), child);
        }
    }

    private void remove(String path) {
        int dot = path.indexOf('.');
        if (dot < 0) {
            wanted.remove(path);
            return;
        }
        Fields child = wanted.get(path.substring(0, dot));
        if (child != null) {
            child.remove(path.substring(dot + 1));
        }
    }

    /** These and some others: for who has to read more than is shown. */
    public Fields and(Collection<String> names) {
        Map<String, Fields> more = new LinkedHashMap<>(wanted);
        names.forEach(name -> more.putIfAbsent(name, new Fields(new LinkedHashMap<>())));
        return new Fields(more);
    }

    /** Whether the top-level field {@code name}, or a part of it, is wanted. */
    public boolean has(String name) {
        return wanted.containsKey(name);
    }

    /** Lets exactly the wanted fields through when JSON is written. */
    public TokenFilter filter() {
        return new Selection(this);
    }

    /** The same for the items of a list, whose other keys are all written. */
    public TokenFilter itemsFilter() {
        return new KeepEmpty() {
            @Override
            public TokenFilter includeProperty(String name) {
                return name.equals("items") ? filter() : TokenFilter.INCLUDE_ALL;
            }
        };
    }

    /** An empty list or object that was asked for is shown as such. */
    private abstract static class KeepEmpty extends TokenFilter {
        @Override
        public boolean includeEmptyArray(boolean contentsFiltered) {
            return true;
        }

        @Override
        public boolean includeEmptyObject(boolean contentsFiltered) {
            return true;
        }
    }

    private static final class Selection extends KeepEmpty {
        private final Fields fields;

        Selection(Fields fields) {
            this.fields = fields;
        }

        @Override
        public @Nullable TokenFilter includeProperty(String name) {
            Fields child = fields.wanted.get(name);
            if (child == null) {
                return null;
            }
            return child.wanted.isEmpty() ? TokenFilter.INCLUDE_ALL : new Selection(child);
        }
    }
}
