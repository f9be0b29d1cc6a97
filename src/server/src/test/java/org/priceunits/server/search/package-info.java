/** Tests of what a search may ask. */
@NullMarked
package org.priceunits.server.search;

import org.jspecify.annotations.NullMarked;
