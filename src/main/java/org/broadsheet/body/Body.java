package org.broadsheet.body;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonCreator.Mode;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.List;

/**
 * The text of an article. Always in normal form, so that two bodies that read the same are equal, and each of the forms
 * leads back to the same body: no empty blocks, no two adjacent spans set alike, no stray white space or control
 * character, no address but a safe one.
 */
public record Body(@JsonValue List<Block> blocks) {

    public static final Body EMPTY = new Body(List.of());

    @JsonCreator(mode = Mode.DELEGATING)
    public Body {
        blocks = NormalForm.blocks(blocks);
    }

    public static Body of(List<Block> blocks) {
        return blocks.isEmpty() ? EMPTY : new Body(blocks);
    }

    public static Body of(Block... blocks) {
        return of(List.of(blocks));
    }

    public boolean isEmpty() {
        return blocks.isEmpty();
    }

    /**
     * Words a reader reads: paragraphs, headings, lists, quotes, tables, fact boxes. Not captions, not code, and not
     * pull quotes, which repeat the text. A Chinese or Japanese character counts as a word.
     */
    public int wordCount() {
        return WordCount.of(blocks);
    }
}
