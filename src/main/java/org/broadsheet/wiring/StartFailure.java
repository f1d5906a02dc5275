package org.broadsheet.wiring;

/** Why Broadsheet can't start, in words for the person at the terminal. */
class StartFailure extends RuntimeException {

    StartFailure(String message) {
        super(message, null, false, false);
    }
}
