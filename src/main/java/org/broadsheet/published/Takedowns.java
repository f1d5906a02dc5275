package org.broadsheet.published;

/** What readers are told of how an article was taken down. */
final class Takedowns {

    private Takedowns() {}

    /** One that led to another article, which is not there any more either, is gone. */
    static String told(String kind) {
        return kind.equals("redirected") ? "gone" : kind;
    }
}
