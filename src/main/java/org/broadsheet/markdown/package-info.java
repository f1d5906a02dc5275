/** Markdown to blocks and back, by way of HTML where Markdown has no words. */
@NullMarked
package org.broadsheet.markdown;

import org.jspecify.annotations.NullMarked;
