package org.priceunits.loading;

import java.io.IOException;
import org.priceunits.loading.cms.PublishedFile;

/** One kind of CMS's files and what it means for the target. */
public interface FileLoad {

  /** Reads the file whole and compares it with what the target holds; writes nothing. */
  LoadPlan plan(PublishedFile file, HeldResources target) throws IOException;

  /**
   * Whether a later file of its kind brings most of its resources again; such files wait for each
   * other, and what several of them change is written once.
   */
  default boolean isOvertaken() {
    return false;
  }
}
