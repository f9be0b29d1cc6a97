package org.priceunits.loading.cms;

import java.time.LocalDate;

/**
 * A package of a drug without a code of its own in CMS's NOC crosswalk.
 *
 * @param drug the drug's generic name as printed
 * @param ndc as printed; other identifiers occur
 * @param dosageText the amount that its payment limit is for
 * @param from first day of the period in the file's title
 */
public record NocPackage(int line, String drug, String ndc, String dosageText, LocalDate from) {}
