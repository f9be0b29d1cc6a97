/**
 * The {@code $validate-code} operations of CodeSystem and ValueSet, single and in batch.
 *
 * <p>Entry: {@link org.priceunits.operation.validatecode.CodeSystemValidateCodeProvider}. May
 * depend on {@code terminology} and {@code operation.request}.
 */
@org.jspecify.annotations.NullMarked
package org.priceunits.operation.validatecode;
