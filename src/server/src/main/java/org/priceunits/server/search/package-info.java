/**
 * What a search may ask: parameters, modifiers, prefixes and values, and the equal forms of a code.
 *
 * <p>Entry: {@link org.priceunits.server.search.SearchConfig}. Depends on the guards, for their
 * refusals, on {@code server.operation} and {@code server.settings}, and on the domain's codes.
 */
@NullMarked
package org.priceunits.server.search;

import org.jspecify.annotations.NullMarked;
