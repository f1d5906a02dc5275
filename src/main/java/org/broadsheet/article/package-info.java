/** The write door: articles as the newsroom has them, and what saving one changes. */
@NullMarked
package org.broadsheet.article;

import org.jspecify.annotations.NullMarked;
