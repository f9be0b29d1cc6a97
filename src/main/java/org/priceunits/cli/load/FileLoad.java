package org.priceunits.cli.load;

import java.io.IOException;
import org.priceunits.cms.PublishedFile;

/** One kind of CMS's files and what it means for the target. */
public interface FileLoad {

  /** Reads the file whole and compares it with what the target holds; writes nothing. */
  LoadPlan plan(PublishedFile file, HeldResources target) throws IOException;
}
