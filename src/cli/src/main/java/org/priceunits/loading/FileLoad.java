package org.priceunits.loading;

import java.io.IOException;
import org.priceunits.loading.cms.PublishedFile;

/** Plans the load of one kind of CMS file into a target. */
public interface FileLoad {

  /** Reads the whole file and compares it with what the target holds; writes nothing. */
  LoadPlan plan(PublishedFile file, HeldResources target) throws IOException;

  /**
   * Returns true if a later file of this kind writes most of its resources again; such files wait
   * for each other, and a resource that several of them change is written once.
   */
  default boolean isOvertaken() {
    return false;
  }
}
