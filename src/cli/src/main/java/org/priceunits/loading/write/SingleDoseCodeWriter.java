package org.priceunits.loading.write;

import java.time.LocalDate;
import java.util.Collection;
import org.hl7.fhir.r4.model.ValueSet;
import org.priceunits.fhir.Canonicals;

/** Writes CMS's list of the codes whose drug comes in single-dose containers. */
public final class SingleDoseCodeWriter {
  private final LocalDate from;
  private final String source;

  /**
   * @param from the first day of the policy that the list belongs to
   * @param source the source of that day, as text
   */
  public SingleDoseCodeWriter(LocalDate from, String source) {
    this.from = from;
    this.source = source;
  }

  /**
   * @param day the day of the list
   */
  public ValueSet write(Collection<String> codes, LocalDate day) {
    ValueSet set =
        new CodeSetWriter()
            .write(
                "single-dose-drug-codes",
                "SingleDoseDrugCodes",
                "CMS's list of HCPCS codes of the JW and JZ policy",
                codes,
                new Edition(
                    day.toString(),
                    day,
                    "HCPCS codes of drugs from single-dose containers, as CMS lists them for the policy on discarded drugs. The list decides where neither the record nor a listing of the package or its licence says what the container is, and only for services since JZ exists. A code that is not on it can still be that of a single-dose container. First day: "
                        + source
                        + "."));
    set.addExtension(Canonicals.extension("effective-period"), Periods.of(from, null));
    return set;
  }
}
