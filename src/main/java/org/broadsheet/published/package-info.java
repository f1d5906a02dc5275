/** The read door: live articles as readers may see them, and how they are shown. */
@NullMarked
package org.broadsheet.published;

import org.jspecify.annotations.NullMarked;
