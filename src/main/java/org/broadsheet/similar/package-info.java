/** Similar articles: candidates from the index, ranked by what is kept of each, with reasons; editors' pins and bans. */
@NullMarked
package org.broadsheet.similar;

import org.jspecify.annotations.NullMarked;
