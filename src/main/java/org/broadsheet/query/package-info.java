/** How a request asks: strict parameters, field selection, filter words, cursors and pages; knows no feature. */
@NullMarked
package org.broadsheet.query;

import org.jspecify.annotations.NullMarked;
