package org.priceunits.loading.fda;

/**
 * A package of the FDA's NDC directory with its RxNorm concept.
 *
 * @param ndc ten digits with hyphens, as the FDA prints them
 * @param rxnorm RxNorm identifier of the clinical or branded drug
 * @param ingredientRxnorm RxNorm identifier of its ingredient
 * @param ingredient name of the ingredient
 */
public record FdaPackage(
    int line, String ndc, String rxnorm, String ingredientRxnorm, String ingredient) {}
