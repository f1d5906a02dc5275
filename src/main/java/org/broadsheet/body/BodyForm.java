package org.broadsheet.body;

/** The forms in which a client can have a body: the blocks themselves, or what is made from them. */
public enum BodyForm {
    BLOCKS,
    HTML,
    TEXT,
    MARKDOWN
}
