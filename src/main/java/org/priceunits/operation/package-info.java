/**
 * One package per operation, and the list of the operations answered from the terminology snapshot.
 *
 * <p>Entry: {@link org.priceunits.operation.TerminologyProviders}. May depend on everything but
 * {@code server} and {@code cli}.
 */
@org.jspecify.annotations.NullMarked
package org.priceunits.operation;
