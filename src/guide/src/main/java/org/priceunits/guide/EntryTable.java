package org.priceunits.guide;

import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Bundle.BundleEntryComponent;
import org.hl7.fhir.r4.model.ChargeItemDefinition;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.MedicationKnowledge;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.utilities.xhtml.XhtmlNode;

/** Renders the contents of a collection Bundle, one line per entry; the rest is in its JSON. */
final class EntryTable {
  private EntryTable() {}

  static XhtmlNode of(Bundle bundle) {
    int count = bundle.getEntry().size();
    XhtmlNode section = Markup.section(count == 1 ? "One entry" : count + " entries");
    XhtmlNode rows = Markup.table(section, "Id", "Code", "What", "Amount");
    for (BundleEntryComponent entry : bundle.getEntry()) {
      XhtmlNode row = rows.addTag("tr");
      row.td().code().tx(entry.getResource().getIdElement().getIdPart());
      cells(row, entry.getResource());
    }
    return section;
  }

  private static void cells(XhtmlNode row, Resource resource) {
    if (resource instanceof ChargeItemDefinition fee) {
      row.td().tx(code(fee.getCode()));
      row.td()
          .tx(
              "Price of a unit "
                  + ValueText.of(fee.getEffectivePeriod())
                  + ", posted "
                  + date(fee));
      row.td()
          .tx(ValueText.of(fee.getPropertyGroupFirstRep().getPriceComponentFirstRep().getAmount()));
    } else if (resource instanceof MedicationKnowledge product) {
      row.td().tx(code(product.getCode()));
      row.td().tx(product.getCode().getText());
      row.td().tx(ValueText.of(product.getAmount()));
    } else {
      row.td();
      row.td().tx(resource.fhirType());
      row.td();
    }
  }

  private static String code(CodeableConcept concept) {
    return concept.getCodingFirstRep().getCode();
  }

  private static String date(ChargeItemDefinition fee) {
    return fee.getDateElement().getValueAsString();
  }
}
