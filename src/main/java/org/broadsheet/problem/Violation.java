package org.broadsheet.problem;

/**
 * One thing wrong with a request.
 *
 * @param place whether {@code name} is a parameter or a JSON pointer (RFC 6901) into the request's body
 * @param detail what was expected, as the end of a sentence that begins with the name
 */
public record Violation(Place place, String name, String detail) {

    public enum Place {
        PARAMETER,
        POINTER
    }

    public static Violation parameter(String name, String detail) {
        return new Violation(Place.PARAMETER, name, detail);
    }

    public static Violation pointer(String pointer, String detail) {
        return new Violation(Place.POINTER, pointer, detail);
    }

    String sentence() {
        if (name.isEmpty()) {
            return place == Place.POINTER
                    ? "The request's body " + detail
                    : Character.toUpperCase(detail.charAt(0)) + detail.substring(1);
        }
        return switch (place) {
            case PARAMETER -> "Parameter '" + name + "': " + detail;
            case POINTER -> "At '" + name + "': " + detail;
        };
    }
}
