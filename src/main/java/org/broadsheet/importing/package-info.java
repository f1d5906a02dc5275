/** Readers of foreign formats, the import run and its report. */
@NullMarked
package org.broadsheet.importing;

import org.jspecify.annotations.NullMarked;
