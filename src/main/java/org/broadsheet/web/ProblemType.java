package org.broadsheet.web;

import java.util.Locale;

/**
 * The kinds of problem. Each has an entry on the page {@code /problems}, which a problem's {@code type} points to
 * (RFC 9457, section 3.1.1).
 */
public enum ProblemType {
    INVALID_REQUEST(400, "The request can't be understood"),
    UNAUTHORIZED(401, "Nobody is known to ask"),
    FORBIDDEN(403, "Not allowed"),
    NOT_FOUND(404, "Not found"),
    METHOD_NOT_ALLOWED(405, "Method not allowed"),
    NOT_ACCEPTABLE(406, "Not available in the form asked for"),
    CONFLICT(409, "In conflict with what is there"),
    GONE(410, "Taken down"),
    LENGTH_REQUIRED(411, "The length of the body has to be named"),
    STALE(412, "Changed in the meantime"),
    TOO_LARGE(413, "The request is too large"),
    URI_TOO_LONG(414, "The address is too long"),
    UNSUPPORTED_MEDIA_TYPE(415, "The form of the request's body is not supported"),
    RANGE_NOT_SATISFIABLE(416, "There is no such part"),
    UNPROCESSABLE(422, "The request can't be carried out"),
    PRECONDITION_REQUIRED(428, "The version has to be named"),
    TOO_MANY_REQUESTS(429, "More requests than were agreed"),
    MOVED(308, "Moved for good"),
    UNAVAILABLE(503, "For a moment not available"),
    INTERNAL(500, "An error of ours");

    private final int status;
    private final String title;

    ProblemType(int status, String title) {
        this.status = status;
        this.title = title;
    }

    public int status() {
        return status;
    }

    public String title() {
        return title;
    }

    /** The anchor of this kind on the page {@code /problems}. */
    public String slug() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
