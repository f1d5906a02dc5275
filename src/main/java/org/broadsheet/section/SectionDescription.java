package org.broadsheet.section;

import org.jspecify.annotations.Nullable;

/**
 * What the newsroom says about a section.
 *
 * @param path its place in the tree, such as {@code world/europe}
 * @param position its place among its siblings, the smallest first
 */
public record SectionDescription(
        String path, String name, @Nullable String description, int position) {}
