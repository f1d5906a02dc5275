/** The public read endpoints for articles. */
@NullMarked
package org.broadsheet.delivery;

import org.jspecify.annotations.NullMarked;
