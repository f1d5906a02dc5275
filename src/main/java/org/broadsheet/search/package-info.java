/** The index of what is published: built from the change log, asked for ids; what is shown always comes from the database. */
@NullMarked
package org.broadsheet.search;

import org.jspecify.annotations.NullMarked;
