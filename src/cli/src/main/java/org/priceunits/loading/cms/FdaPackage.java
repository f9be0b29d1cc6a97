package org.priceunits.loading.cms;

/**
 * One package of the FDA's NDC directory with its RxNorm concept.
 *
 * @param ndc ten digits with hyphens, as the FDA prints them
 * @param rxnorm the clinical or branded drug
 * @param ingredientRxnorm its ingredient
 * @param ingredient the ingredient's name
 */
public record FdaPackage(
    int line, String ndc, String rxnorm, String ingredientRxnorm, String ingredient) {}
