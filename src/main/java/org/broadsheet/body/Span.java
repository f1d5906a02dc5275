package org.broadsheet.body;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A run of text that is set in one way. A line break is a {@code \n} in the text.
 *
 * @param marks in the order of {@link Mark}, each at most once
 * @param href where the text links to: an http, https, mailto or tel address, a path from the root ({@code /about}) or
 *     a fragment ({@code #notes})
 */
@JsonInclude(Include.NON_EMPTY)
public record Span(String text, List<Mark> marks, @Nullable String href) {

    public Span {
        marks = marks.size() < 2
                ? List.copyOf(marks)
                : marks.stream().distinct().sorted().toList();
    }

    /** Text without a link. */
    public static Span of(String text, Mark... marks) {
        return new Span(text, List.of(marks), null);
    }

    boolean isSetLike(Span other) {
        return Objects.equals(href, other.href) && marks.equals(other.marks);
    }

    public Span withText(String other) {
        return new Span(other, marks, href);
    }
}
