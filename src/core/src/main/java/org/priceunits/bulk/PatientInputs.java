package org.priceunits.bulk;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Bundle.BundleEntryComponent;
import org.hl7.fhir.r4.model.Parameters.ParametersParameterComponent;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;
import org.priceunits.pricing.CallInputs;
import org.priceunits.pricing.CallInputs.Input;

/** The inputs of the call that prices the records of one patient. */
final class PatientInputs {
  private PatientInputs() {}

  /**
   * Adds the records to the inputs that every call has. Entries are in the order of the records, so
   * that the place of an issue leads back to a line.
   *
   * @param stored the administrations among them, as {@code type/id}, that the call only refers to
   */
  static CallInputs of(CallInputs terms, List<ParsedRecord> records, Set<String> stored) {
    Bundle bundle = new Bundle().setType(Bundle.BundleType.COLLECTION);
    List<Input> references = new ArrayList<>();
    for (int i = 0; i < records.size(); i++) {
      ParsedRecord record = records.get(i);
      if (stored.contains(record.name())) {
        references.add(reference("Bundle.entry[" + i + "].resource", record.name()));
        bundle.addEntry();
      } else {
        bundle.addEntry(entry(record.resource()));
      }
    }
    return terms.body(bundle).all(references);
  }

  private static Input reference(String path, String name) {
    return new Input(
        path,
        new ParametersParameterComponent()
            .setName("administrationReference")
            .setValue(new Reference(name)));
  }

  /** Exports name resources by id, or by the urn of a UUID which is the id. */
  private static BundleEntryComponent entry(Resource resource) {
    String id = resource.getIdElement().getIdPart();
    BundleEntryComponent entry = new BundleEntryComponent().setResource(resource);
    return id == null ? entry : entry.setFullUrl("urn:uuid:" + id);
  }
}
