/**
 * Readers for the files that CMS publishes: bytes in, records out, each record with its line
 * number.
 *
 * <p>Entry: one class per kind of file, named for it ({@link org.priceunits.cms.HcpcsWorkbook} and
 * its siblings), each returning a {@link org.priceunits.cms.Reading}. A damaged line is reported
 * and left out; a file of another kind is refused whole. May depend on {@code domain} and on the
 * csv and xlsx libraries; knows neither FHIR nor Spring.
 */
@org.jspecify.annotations.NullMarked
package org.priceunits.cms;
