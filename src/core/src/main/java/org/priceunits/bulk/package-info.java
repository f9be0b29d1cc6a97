/**
 * The pricing of many administrations, for every runner alike: the command line, the server's jobs
 * and Spark. The unit of work is one patient, since whatever is billed together is one patient's.
 *
 * <p>Entry: {@link org.priceunits.bulk.RecordScan} tells whose record a line is, {@link
 * org.priceunits.bulk.PatientPricer} prices the records of one patient, {@link
 * org.priceunits.bulk.BulkTotals} adds up the answers. The order of lines and files never changes
 * an answer. May depend on {@code pricing} and {@code fhir}.
 */
@org.jspecify.annotations.NullMarked
package org.priceunits.bulk;
