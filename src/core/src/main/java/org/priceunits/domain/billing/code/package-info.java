/**
 * Finds the code of one administration, from what the caller, the chart, the package, RxNorm or the
 * name of the drug says, and the amount of drug that one billing unit of it stands for.
 *
 * <p>Entry: {@link org.priceunits.domain.billing.code.CodeChoice}. Depends on {@code request} and
 * {@code result}.
 */
@org.jspecify.annotations.NullMarked
package org.priceunits.domain.billing.code;
