/** The verbs of the newsroom: draft, edit, publish, schedule, correct, move, unpublish, kill, preview. */
@NullMarked
package org.broadsheet.publishing;

import org.jspecify.annotations.NullMarked;
