package org.broadsheet.web;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import java.time.Instant;
import java.util.Collection;
import org.broadsheet.naming.DidYouMean;
import org.broadsheet.naming.Text;
import org.broadsheet.problem.Refusal;
import org.jspecify.annotations.Nullable;

/** Says what is wrong with JSON that is not what a call takes: where, and what was expected there. */
public final class UnreadableJson {

    private UnreadableJson() {}

    public static Refusal.Invalid refusal(JsonMappingException e) {
        StringBuilder pointer = new StringBuilder();
        for (JsonMappingException.Reference step : e.getPath()) {
            pointer.append('/').append(step.getFieldName() == null ? step.getIndex() : step.getFieldName());
        }
        return Refusal.Invalid.pointer(Text.shorten(pointer.toString()), expected(e));
    }

    /** JSON of which a part is beyond what is read. */
    public static Refusal tooLarge(JacksonException e) {
        String message = String.valueOf(e.getOriginalMessage());
        if (message.contains("nesting depth")) {
            return Refusal.Invalid.pointer("", "is nested too deep.");
        }
        return message.startsWith("String value")
                ? new Refusal.TooLarge("A text in the request's body is longer than is taken.")
                : Refusal.Invalid.pointer("", "has a number or a key that is longer than is taken.");
    }

    private static String expected(JsonMappingException e) {
        return switch (e) {
            case UnrecognizedPropertyException unknown ->
                "is not a key of this call's body."
                        + DidYouMean.hint(
                                unknown.getPropertyName(),
                                unknown.getKnownPropertyIds().stream()
                                        .map(String::valueOf)
                                        .toList());
            case MismatchedInputException mismatched -> "has to be " + form(mismatched.getTargetType()) + ".";
            default -> "is not what the API document describes.";
        };
    }

    private static String form(@Nullable Class<?> target) {
        if (target == null) {
            return "an object";
        }
        if (target == String.class) {
            return "a string";
        }
        if (target == Instant.class) {
            return "a moment with its offset (RFC 3339) such as 2026-11-14T07:30:00Z";
        }
        if (target == Integer.class || target == int.class || target == Long.class || target == long.class) {
            return "a whole number";
        }
        if (target == Boolean.class || target == boolean.class) {
            return "true or false";
        }
        return Collection.class.isAssignableFrom(target) ? "a list" : "an object";
    }
}
