package org.broadsheet.tag;

/** What tells tags apart: {@code place/sandholm}. */
public record TagKey(TagType type, String slug) {

    @Override
    public String toString() {
        return type.wire() + "/" + slug;
    }
}
