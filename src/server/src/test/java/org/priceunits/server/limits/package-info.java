/** Tests of the package of the same name. */
@NullMarked
package org.priceunits.server.limits;

import org.jspecify.annotations.NullMarked;
