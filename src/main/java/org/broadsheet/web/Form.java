package org.broadsheet.web;

/**
 * The form in which an answer comes.
 *
 * @param negotiated whether {@code Accept} could have chosen another one, so that caches have to tell them apart
 */
public record Form(String mediaType, boolean negotiated) {

    static final Form JSON = new Form("application/json", false);

    /** The only form of its address. */
    public static Form only(String mediaType) {
        return new Form(mediaType, false);
    }

    String vary() {
        return (negotiated ? "Accept, " : "") + Representation.VARY;
    }
}
