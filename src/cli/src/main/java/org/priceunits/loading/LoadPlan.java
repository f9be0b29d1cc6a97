package org.priceunits.loading;

import java.util.List;
import java.util.Map;
import org.hl7.fhir.r4.model.Resource;
import org.priceunits.loading.cms.RejectedLine;

/** The planned effect of loading one file. */
public sealed interface LoadPlan {

  /**
   * The file can be loaded.
   *
   * @param changed resources that are new or differ from what the target holds
   * @param named what the file changes or skips, by action, in order: codes, packages, prices as
   *     text
   * @param rejected lines of the file that were left out
   */
  record Changes(
      List<Resource> changed, Map<String, List<String>> named, List<RejectedLine> rejected)
      implements LoadPlan {
    public Changes {
      changed = List.copyOf(changed);
      rejected = List.copyOf(rejected);
    }
  }

  /** Nothing of the file is loaded. */
  record Refused(String reason) implements LoadPlan {}
}
