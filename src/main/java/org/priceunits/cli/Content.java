package org.priceunits.cli;

import java.time.LocalDate;
import java.util.List;
import org.hl7.fhir.r4.model.CodeSystem;
import org.priceunits.cms.DosageText;
import org.priceunits.cms.HcpcsRecord;
import org.priceunits.fhir.out.HcpcsCodeSystemWriter;
import org.priceunits.fhir.out.HcpcsRelease;

/** What is shipped in {@code fhir-resources}. */
final class Content {
  private Content() {}

  static CodeSystem hcpcs(List<HcpcsRecord> records) {
    return new HcpcsCodeSystemWriter(code -> DosageText.read(code.longDescription()))
        .write(
            records,
            new HcpcsRelease(
                "2025-10",
                LocalDate.of(2025, 10, 1),
                "Antineoplastic and biosimilar drug codes, further infusion drugs and every modifier of CMS's HCPCS Level II file of October"
                    + " 2025 (HCPC2025_OCT_ANWEB.xlsx).",
                false));
  }
}
