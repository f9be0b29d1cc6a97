/** Checks of how the implementation guide is built, and of what came out. */
@NullMarked
package org.priceunits.guide;

import org.jspecify.annotations.NullMarked;
