package org.priceunits.loading.cms;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A code or modifier of CMS's HCPCS Level II file, as stated there.
 *
 * @param line line of its first record in the file
 * @param code five characters, or two for a modifier
 * @param longDescription the text that contains the dosage
 * @param pricing pricing indicators in the file's order, without blanks
 * @param typesOfService in the file's order, without blanks
 * @param crossReferences codes that the file refers to; for an ended code, its successor
 * @param terminated the last day on which the code may be used
 */
public record HcpcsRecord(
    int line,
    String code,
    Kind kind,
    String longDescription,
    String shortDescription,
    List<String> pricing,
    String multiplePricing,
    String coverage,
    String betos,
    List<String> typesOfService,
    List<String> crossReferences,
    @Nullable LocalDate added,
    @Nullable LocalDate actionEffective,
    @Nullable LocalDate terminated,
    String action) {

  /** The kinds of record: the file contains both procedure codes and two-character modifiers. */
  public enum Kind {
    CODE,
    MODIFIER
  }

  public HcpcsRecord {
    pricing = List.copyOf(pricing);
    typesOfService = List.copyOf(typesOfService);
    crossReferences = List.copyOf(crossReferences);
  }

  /** Returns this record with its description continued. */
  HcpcsRecord continued(String more) {
    return new HcpcsRecord(
        line,
        code,
        kind,
        (longDescription + " " + more).strip(),
        shortDescription,
        pricing,
        multiplePricing,
        coverage,
        betos,
        typesOfService,
        crossReferences,
        added,
        actionEffective,
        terminated,
        action);
  }
}
