package org.broadsheet.following;

/** Whoever read a stream is gone, or does not take what is sent. */
final class ReaderLeft extends Exception {

    private static final long serialVersionUID = 1;

    ReaderLeft(String message) {
        super(message, null, false, false);
    }
}
