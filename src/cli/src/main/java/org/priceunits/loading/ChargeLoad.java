package org.priceunits.loading;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.hl7.fhir.r4.model.ChargeItemDefinition;
import org.priceunits.loading.cms.PublishedFile;
import org.priceunits.loading.write.ChargeWriter;
import org.priceunits.loading.write.OperatorCharge;

/** Loads the operator's charges; a charge takes precedence over a payment limit. */
public final class ChargeLoad implements FileLoad {

  @Override
  public LoadPlan plan(PublishedFile file, HeldResources target) throws IOException {
    ChargeFile reader = new ChargeFile(file.name());
    List<OperatorCharge> read = reader.read(file.bytes());
    if (!reader.faults().isEmpty()) {
      return new LoadPlan.Refused(String.join(" ", reader.faults()));
    }
    Differences differences = new Differences(target.all(ChargeItemDefinition.class));
    List<ChargeItemDefinition> changed =
        differences.changed(read.stream().map(new ChargeWriter()::write).toList());
    Map<String, List<String>> named = new LinkedHashMap<>();
    named.put("charges added", codes(changed, differences::isNew));
    named.put("charges changed", codes(changed, charge -> !differences.isNew(charge)));
    return new LoadPlan.Changes(List.copyOf(changed), named, List.of());
  }

  private static List<String> codes(
      List<ChargeItemDefinition> charges, Predicate<ChargeItemDefinition> which) {
    return charges.stream()
        .filter(which)
        .map(charge -> charge.getCode().getCodingFirstRep().getCode())
        .toList();
  }
}
