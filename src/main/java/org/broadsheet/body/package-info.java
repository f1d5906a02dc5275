/** The text of an article as typed blocks in normal form; its JSON and its plain text. */
@NullMarked
package org.broadsheet.body;

import org.jspecify.annotations.NullMarked;
