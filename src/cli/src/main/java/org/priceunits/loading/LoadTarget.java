package org.priceunits.loading;

import java.io.IOException;
import java.util.List;
import org.hl7.fhir.r4.model.Resource;

/** Where knowledge is loaded to. */
public interface LoadTarget extends HeldResources {

  /**
   * Writes all of them or none.
   *
   * @throws RefusedWriteException when the target does not take them, be it for their number
   * @throws IOException when it is not known what was written; writing them again does no harm
   */
  void write(List<Resource> resources) throws IOException;

  /** How much one write should hold at most, counted as {@link #size} counts. */
  default long room() {
    return Long.MAX_VALUE;
  }

  /** What a resource takes of the room of a write; 0 where there is no bound. */
  default long size(Resource resource) {
    return 0;
  }
}
