package org.priceunits.fhir.out;

import org.priceunits.cms.HcpcsRecord;
import org.priceunits.cms.StatedDosage;

/** What is known of the dosage of a code, from whatever sources were read. */
@FunctionalInterface
public interface DosageKnowledge {
  StatedDosage of(HcpcsRecord code);
}
