package org.broadsheet.body;

/**
 * One thing that is wrong in blocks from a client.
 *
 * @param pointer JSON pointer (RFC 6901) from the body, such as {@code /3/spans/0/href}
 * @param detail what was expected there
 */
public record BodyProblem(String pointer, String detail) {}
