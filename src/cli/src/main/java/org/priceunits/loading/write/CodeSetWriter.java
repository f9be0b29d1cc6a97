package org.priceunits.loading.write;

import java.util.Collection;
import java.util.TreeSet;
import org.hl7.fhir.r4.model.ValueSet;
import org.hl7.fhir.r4.model.ValueSet.ConceptSetComponent;
import org.priceunits.fhir.Canonicals;

/** Writes a value set that lists HCPCS codes. */
public final class CodeSetWriter {

  /** Writes the value set {@code id} with its codes in order. */
  public ValueSet write(
      String id, String name, String title, Collection<String> codes, Edition edition) {
    ValueSet set = new ValueSet();
    set.setId(id);
    edition.describe(set, name, title);
    ConceptSetComponent include = set.getCompose().addInclude().setSystem(Canonicals.HCPCS);
    new TreeSet<>(codes).forEach(code -> include.addConcept().setCode(code));
    return set;
  }
}
