/**
 * Prices files of any size on a Spark cluster: NDJSON in, NDJSON and Parquet out.
 *
 * <p>Entry: {@link org.priceunits.spark.PriceJob}, the class for {@code spark-submit}. The work of
 * one patient is that of the room {@code bulk}, so that the answers are those of {@code price
 * --bulk}, byte for byte once both are sorted. May depend on {@code bulk}, {@code pricing} and
 * {@code fhir}.
 */
@org.jspecify.annotations.NullMarked
package org.priceunits.spark;
