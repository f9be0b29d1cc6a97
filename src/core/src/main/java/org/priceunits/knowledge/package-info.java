/**
 * Reads codes, drug packages, payers' policies, fees and medically unlikely edits from FHIR R4
 * resources into the domain's catalogs, and finds the shipped resources.
 *
 * <p>Entry: {@link org.priceunits.knowledge.KnowledgeReader}. May depend on {@code domain} and
 * {@code fhir}.
 */
@org.jspecify.annotations.NullMarked
package org.priceunits.knowledge;
