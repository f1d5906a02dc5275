package org.broadsheet.problem;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Why a request is refused. Thrown by any room, turned into a problem document in one place
 * ({@code web.ProblemMapper}), so that no domain class ever chooses an HTTP status.
 */
public abstract sealed class Refusal extends RuntimeException {

    private Refusal(String detail) {
        super(detail, null, false, false);
    }

    /** What went wrong, in a sentence for the person who made the request. */
    public String detail() {
        String detail = getMessage();
        return detail == null ? "" : detail;
    }

    /** The thing asked for does not exist, or never existed as far as this reader may know. */
    public static final class NotFound extends Refusal {
        public NotFound(String detail) {
            super(detail);
        }
    }

    /** The thing existed for readers and was taken away; {@code reason} is the part that may be public. */
    public static final class Gone extends Refusal {
        private final String kind;
        private final @Nullable String reason;

        public Gone(String detail, String kind, @Nullable String reason) {
            super(detail);
            this.kind = kind;
            this.reason = reason;
        }

        /** How it went: {@code gone}, {@code withdrawn}, {@code killed} or {@code expired}. */
        public String kind() {
            return kind;
        }

        public @Nullable String reason() {
            return reason;
        }
    }

    /** The thing asked for stands somewhere else now, for good. */
    public static final class Moved extends Refusal {
        private final String location;

        public Moved(String location) {
            super("Moved for good to " + location + ".");
            this.location = location;
        }

        /** Where to ask instead: a root-relative reference of this API. */
        public String location() {
            return location;
        }
    }

    /** What was sent can't be understood or is out of range; nothing was changed. */
    public static final class Invalid extends Refusal {
        private final List<Violation> violations;

        public Invalid(List<Violation> violations) {
            super(
                    violations.size() == 1
                            ? violations.getFirst().sentence()
                            : violations.size() + " things in the request can't be accepted.");
            this.violations = List.copyOf(violations);
        }

        public static Invalid parameter(String name, String detail) {
            return new Invalid(List.of(Violation.parameter(name, detail)));
        }

        public static Invalid pointer(String pointer, String detail) {
            return new Invalid(List.of(Violation.pointer(pointer, detail)));
        }

        public List<Violation> violations() {
            return violations;
        }
    }

    /** The write would contradict what is there now. */
    public static final class Conflict extends Refusal {
        public Conflict(String detail) {
            super(detail);
        }
    }
}
