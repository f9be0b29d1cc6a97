package org.priceunits.loading.cms;

import java.time.LocalDate;

/**
 * A medically unlikely edit (MUE): the most units of a code that Medicare expects for one patient
 * on one day.
 *
 * @param adjudication 1 per line, 2 per day by policy, 3 per day by clinical judgement
 * @param rationale in CMS's words
 * @param service the table: practitioner, outpatient_hospital
 * @param from first day on which the table applies
 */
public record MueRow(
    int line,
    String code,
    int units,
    int adjudication,
    String rationale,
    String service,
    LocalDate from) {}
