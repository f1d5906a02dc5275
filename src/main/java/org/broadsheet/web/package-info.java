/** How an answer is given: problems, representations, validators and cache rules; knows no feature. */
@NullMarked
package org.broadsheet.web;

import org.jspecify.annotations.NullMarked;
