package org.priceunits.loading;

import java.io.IOException;
import java.util.List;
import org.hl7.fhir.r4.model.Resource;

/** A target that resources are loaded into. */
public interface LoadTarget extends HeldResources {

  /**
   * Writes all of them or none.
   *
   * @throws RefusedWriteException if the target refuses them, for instance for their number
   * @throws IOException if it is unknown what was written; writing them again does no harm
   */
  void write(List<Resource> resources) throws IOException;

  /** Returns the maximum size of one write, in the measure of {@link #size}. */
  default long room() {
    return Long.MAX_VALUE;
  }

  /** Returns the size of a resource within a write; 0 if there is no limit. */
  default long size(Resource resource) {
    return 0;
  }
}
