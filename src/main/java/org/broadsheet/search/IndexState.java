package org.broadsheet.search;

/** How far an index has come: one document beside the articles', written after them. */
public final class IndexState {

    static final String ID = "state";

    private final long seq;
    private final int schema;

    IndexState(long seq, int schema) {
        this.seq = seq;
        this.schema = schema;
    }

    public String getId() {
        return ID;
    }

    /** The last change that is in the index. */
    public long getSeq() {
        return seq;
    }

    /** The version of the mapping and the analysis that the index was made with. */
    public int getSchema() {
        return schema;
    }
}
