package org.priceunits.loading;

import java.util.List;
import org.hl7.fhir.r4.model.Resource;

/**
 * A file that waits for its write.
 *
 * @param resources what to write; empty where the target holds all of it
 * @param summary what to say when that is done
 */
record PlannedFile(LoadRun.Source source, List<Resource> resources, List<String> summary) {}
