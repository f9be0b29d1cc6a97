package org.priceunits.loading.cms;

import java.time.LocalDate;

/**
 * A medically unlikely edit: the most units of a code that Medicare expects for one patient on one
 * day.
 *
 * @param adjudication 1 each line, 2 the day by policy, 3 the day by clinical judgement
 * @param rationale in CMS's words
 * @param service the table: practitioner, outpatient_hospital
 * @param from first day for which the table holds
 */
public record UnitCeiling(
    int line,
    String code,
    int units,
    int adjudication,
    String rationale,
    String service,
    LocalDate from) {}
