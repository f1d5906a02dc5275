/** The text of an article as typed blocks, and the one way between them and HTML, Markdown, plain text and JSON. */
@NullMarked
package org.broadsheet.body;

import org.jspecify.annotations.NullMarked;
