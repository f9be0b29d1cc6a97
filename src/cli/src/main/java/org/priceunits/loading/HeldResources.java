package org.priceunits.loading;

import java.io.IOException;
import java.util.List;
import org.hl7.fhir.r4.model.Resource;

/**
 * The resources held before a file is loaded. Ids are those of the resources, without type and
 * version.
 */
public interface HeldResources {

  /** Returns every resource of one type. */
  <T extends Resource> List<T> all(Class<T> type) throws IOException;
}
