/** Tests of the package of the same name. */
@NullMarked
package org.priceunits.server.guard;

import org.jspecify.annotations.NullMarked;
