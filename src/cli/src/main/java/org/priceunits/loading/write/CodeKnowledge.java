package org.priceunits.loading.write;

import java.util.List;
import org.priceunits.loading.cms.HcpcsRecord;
import org.priceunits.loading.cms.StatedDosage;

/** Data about a code from other sources than its own record. */
public interface CodeKnowledge {

  /** Returns its dosage, or why none is certain. */
  StatedDosage dosage(HcpcsRecord code);

  /** Returns the codes to use after its last day, in order; none for a code without an end. */
  List<String> successors(HcpcsRecord code);
}
