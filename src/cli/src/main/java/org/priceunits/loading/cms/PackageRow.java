package org.priceunits.loading.cms;

import java.math.BigDecimal;
import java.time.LocalDate;

/**
 * An NDC of CMS's NDC-HCPCS crosswalk.
 *
 * @param ndc as printed; mostly 5-4-2 with hyphens, but other identifiers occur
 * @param dosageText the dosage of the code in the crosswalk's wording
 * @param size amount in one item: millilitres of a liquid, 1 for a powder, and other things besides
 * @param items number of items in the package
 * @param unitsPerItem billing units in one item
 * @param from first day for which the crosswalk names the pair
 * @param to last such day
 */
public record PackageRow(
    int line,
    String code,
    String ndc,
    String drugName,
    String labeler,
    String dosageText,
    BigDecimal size,
    BigDecimal items,
    BigDecimal unitsPerItem,
    LocalDate from,
    LocalDate to) {}
