package org.broadsheet.body;

import java.util.List;

/**
 * The blocks a client sent.
 *
 * @param body what could be read; to be used only when there are no problems
 * @param problems at most 100
 */
public record ReadBlocks(Body body, List<BodyProblem> problems) {}
