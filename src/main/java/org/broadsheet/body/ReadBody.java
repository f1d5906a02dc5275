package org.broadsheet.body;

import java.util.List;

/**
 * A body and what had to be left out on the way to it.
 *
 * @param dropped short sentences with counts ("script element (3 times)", "onclick attribute on a", "javascript:
 *     link"), at most 20
 */
public record ReadBody(Body body, List<String> dropped) {}
