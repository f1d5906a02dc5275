package org.broadsheet.changes;

/**
 * What a transaction gave, and the number of the last change that it told.
 *
 * @param seq 0 when there was nothing to tell
 */
public record Told<T>(T value, long seq) {}
