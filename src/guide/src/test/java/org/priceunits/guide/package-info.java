/** Tests of the build of the implementation guide, and of its result. */
@NullMarked
package org.priceunits.guide;

import org.jspecify.annotations.NullMarked;
