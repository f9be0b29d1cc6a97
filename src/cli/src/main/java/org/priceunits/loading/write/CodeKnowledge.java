package org.priceunits.loading.write;

import java.util.List;
import org.priceunits.loading.cms.HcpcsRecord;
import org.priceunits.loading.cms.StatedDosage;

/** What is known of a code beyond its own record, from whatever sources were read. */
public interface CodeKnowledge {

  /** Its dosage, or why none is certain. */
  StatedDosage dosage(HcpcsRecord code);

  /** The codes to use after its last day, in order; none for a code without end. */
  List<String> successors(HcpcsRecord code);
}
