/**
 * Adds up the administrations that are billed together: their doses, the containers that were
 * opened for them, and what was drawn from each package.
 *
 * <p>Entry: {@link org.priceunits.domain.billing.group.GroupSum}. Depends on {@code code}, {@code
 * request} and {@code result}.
 */
@org.jspecify.annotations.NullMarked
package org.priceunits.domain.billing.group;
