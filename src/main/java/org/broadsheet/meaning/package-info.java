/** What texts are about: how they are cut into words, and what is kept of each to compare it with others. */
@NullMarked
package org.broadsheet.meaning;

import org.jspecify.annotations.NullMarked;
