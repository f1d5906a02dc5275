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

    /** What was sent is not in a form that is taken: not UTF-8, or compressed. */
    public static final class Unsupported extends Refusal {
        public Unsupported(String detail) {
            super(detail);
        }
    }

    /** More was sent than is taken. */
    public static final class TooLarge extends Refusal {
        public TooLarge(String detail) {
            super(detail);
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
        private final List<Violation> violations;

        public Conflict(String detail) {
            this(detail, List.of());
        }

        /** @param violations what is in the way, one by one */
        public Conflict(String detail, List<Violation> violations) {
            super(detail);
            this.violations = List.copyOf(violations);
        }

        public List<Violation> violations() {
            return violations;
        }
    }

    /** What was sent is well-formed, and can't be done: it names what there is not, or contradicts itself. */
    public static final class Unprocessable extends Refusal {
        private final List<Violation> violations;

        public Unprocessable(List<Violation> violations) {
            super(
                    violations.size() == 1
                            ? violations.getFirst().sentence()
                            : violations.size() + " things in the request can't be done.");
            this.violations = List.copyOf(violations);
        }

        public static Unprocessable pointer(String pointer, String detail) {
            return new Unprocessable(List.of(Violation.pointer(pointer, detail)));
        }

        public List<Violation> violations() {
            return violations;
        }
    }

    /** The write was meant for another version than there is now. */
    public static final class Stale extends Refusal {
        private final int version;

        public Stale(int version, String detail) {
            super(detail);
            this.version = version;
        }

        public Stale(int version) {
            super("It has been changed since: its version is " + version + " now. Read it again, and decide anew.");
            this.version = version;
        }

        /** The version that there is now. */
        public int version() {
            return version;
        }
    }

    /** The write does not say which version it is meant for. */
    public static final class Unconditional extends Refusal {
        public Unconditional(String detail) {
            super(detail);
        }
    }

    /** Nobody is known to ask, and somebody has to be. */
    public static final class Unauthorized extends Refusal {
        public Unauthorized(String detail) {
            super(detail);
        }
    }

    /** Whoever asks may not do this. */
    public static final class Forbidden extends Refusal {
        public Forbidden(String detail) {
            super(detail);
        }
    }

    /** The file has no such part. */
    public static final class OutOfRange extends Refusal {
        private final long size;

        public OutOfRange(long size) {
            super("The part that 'Range' asks for begins after the end of the file, which has " + size + " bytes.");
            this.size = size;
        }

        /** How many bytes the file has. */
        public long size() {
            return size;
        }
    }

    /** It can't be done at the moment. */
    public static final class Unavailable extends Refusal {
        private final int retryAfter;

        public Unavailable(String detail, int retryAfter) {
            super(detail);
            this.retryAfter = retryAfter;
        }

        /** After how many seconds it is worth asking again. */
        public int retryAfter() {
            return retryAfter;
        }
    }
}
