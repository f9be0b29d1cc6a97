/**
 * Readers for the files that CMS publishes: bytes in, records out, each record with the line it
 * stood on.
 *
 * <p>Entry: one class per file kind, named for it ({@link org.priceunits.loading.cms.HcpcsWorkbook}
 * and its siblings), each answering with a {@link org.priceunits.loading.cms.Reading}. A damaged
 * line is reported and left out; a file of another kind is refused whole. May depend on {@code
 * domain} and on the csv and xlsx libraries; knows neither FHIR nor Spring.
 */
@org.jspecify.annotations.NullMarked
package org.priceunits.loading.cms;
