package org.broadsheet.importing;

/** Why an import could not begin, or ended before its input did: a sentence for the person who started it. */
public final class ImportStopped extends Exception {

    private final boolean begun;

    private ImportStopped(String message, boolean begun) {
        super(message, null, false, false);
        this.begun = begun;
    }

    static ImportStopped beforeTheStart(String message) {
        return new ImportStopped(message, false);
    }

    static ImportStopped underWay(String message) {
        return new ImportStopped(message, true);
    }

    /** Whether part of the input may have gone in. */
    public boolean begun() {
        return begun;
    }
}
