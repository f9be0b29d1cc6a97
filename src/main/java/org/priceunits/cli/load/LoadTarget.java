package org.priceunits.cli.load;

import java.io.IOException;
import java.util.List;
import org.hl7.fhir.r4.model.Resource;

/** Where knowledge is loaded to. Ids are those of the resources, without type and version. */
public interface LoadTarget {

  /** Every resource of one type. */
  <T extends Resource> List<T> all(Class<T> type) throws IOException;

  /** Writes all of them or, with an exception, none. */
  void write(List<Resource> resources) throws IOException;

  /** How much one write may hold, counted as {@link #size} counts; a longer one is refused. */
  default long room() {
    return Long.MAX_VALUE;
  }

  /** What a resource takes of the room of a write; 0 where there is no bound. */
  default long size(Resource resource) {
    return 0;
  }
}
