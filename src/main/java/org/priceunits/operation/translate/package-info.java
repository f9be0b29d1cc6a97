/**
 * The operation {@code ConceptMap/$translate}.
 *
 * <p>Entry: {@link org.priceunits.operation.translate.TranslateProvider}. May depend on {@code
 * terminology} and {@code operation.request}.
 */
@org.jspecify.annotations.NullMarked
package org.priceunits.operation.translate;
