package org.broadsheet.format;

import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.util.EnumSet;
import java.util.Set;
import org.broadsheet.problem.Refusal;
import org.broadsheet.web.Form;
import org.jspecify.annotations.Nullable;

/** The formats that articles come in: this API's own, and those of the trade. */
public enum Format {
    JSON("application/json"),
    /** IPTC ninjs 3.1. */
    NINJS(Format.NINJS_TYPE),
    /** schema.org. */
    JSONLD(Format.JSONLD_TYPE),
    /** IPTC NewsML-G2 2.35. */
    NEWSMLG2(Format.NEWSMLG2_TYPE);

    public static final String NINJS_TYPE = "application/vnd.iptc.ninjs+json";
    public static final String JSONLD_TYPE = "application/ld+json";
    public static final String NEWSMLG2_TYPE = "application/vnd.iptc.g2.newsitem+xml";

    /** Those that one article can have. */
    public static final Set<Format> OF_ONE = EnumSet.allOf(Format.class);

    /** Those that a list can have. */
    public static final Set<Format> OF_A_LIST = EnumSet.of(JSON, NINJS);

    private final String mediaType;

    Format(String mediaType) {
        this.mediaType = mediaType;
    }

    /**
     * What is asked for: by the parameter {@code format}, else by {@code Accept}: the first of those most wanted; what nobody
     * offers is answered with this API's own.
     *
     * @throws Refusal.Invalid when it is not one of those that are {@code offered}
     */
    public static Format of(@Nullable Format asked, Set<Format> offered, HttpHeaders accepts) {
        if (asked != null) {
            if (!offered.contains(asked)) {
                throw Refusal.Invalid.parameter("format", "of a list is json or ninjs; the others are of one article.");
            }
            return asked;
        }
        return accepts.getAcceptableMediaTypes().stream()
                .flatMap(accepted ->
                        offered.stream().filter(format -> accepted.isCompatible(MediaType.valueOf(format.mediaType))))
                .findFirst()
                .orElse(JSON);
    }

    /** The form of an answer that could have come in another one. */
    public Form form() {
        return new Form(mediaType, true);
    }

    /**
     * The formats of the trade have fields of their own, and are not to be had in parts.
     *
     * @throws Refusal.Invalid when {@code parameter}, which is of this API's own format, was sent with another one
     */
    public void refuse(String parameter, @Nullable Object value) {
        if (this != JSON && value != null) {
            throw Refusal.Invalid.parameter(parameter, "goes with format=json only.");
        }
    }
}
