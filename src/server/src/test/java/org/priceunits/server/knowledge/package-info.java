/** Tests of the package of the same name. */
@NullMarked
package org.priceunits.server.knowledge;

import org.jspecify.annotations.NullMarked;
