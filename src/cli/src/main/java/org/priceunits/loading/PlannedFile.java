package org.priceunits.loading;

import java.util.List;
import org.hl7.fhir.r4.model.Resource;

/**
 * A file waiting to be written.
 *
 * @param resources what to write; empty if the target holds all of it
 * @param summary the lines to print afterwards
 */
record PlannedFile(FileToLoad source, List<Resource> resources, List<String> summary) {}
