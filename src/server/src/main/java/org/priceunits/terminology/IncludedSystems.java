package org.priceunits.terminology;

import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Set;
import org.hl7.fhir.r5.model.CanonicalType;
import org.hl7.fhir.r5.model.CodeSystem;
import org.hl7.fhir.r5.model.Resource;
import org.hl7.fhir.r5.model.ValueSet;
import org.hl7.fhir.r5.model.ValueSet.ConceptSetComponent;
import org.jspecify.annotations.Nullable;

/** Collects the code systems that a value set includes, itself or through sets that it imports. */
final class IncludedSystems {
  private final CallState call;
  private final Set<String> imported = new HashSet<>();
  private final Set<CodeSystem> systems = new LinkedHashSet<>();

  private IncludedSystems(CallState call) {
    this.call = call;
  }

  /** Returns each code system in the version that the call uses; none that is not here. */
  static Set<CodeSystem> of(CallState call, ValueSet set) {
    IncludedSystems included = new IncludedSystems(call);
    included.read(set);
    return included.systems;
  }

  /** Reads a set, and each set inside it once. */
  private void read(ValueSet set) {
    for (ConceptSetComponent include : set.getCompose().getInclude()) {
      if (include.hasSystem()) {
        CodeSystem system =
            call.catalog().codeSystem(include.getSystem(), call.versionToUse(include));
        if (system != null) {
          systems.add(system);
        }
      }
      include.getValueSet().forEach(address -> read(address, set));
    }
  }

  private void read(CanonicalType address, ValueSet around) {
    String url = address.getValue();
    if (url == null) {
      return;
    }
    ValueSet set =
        url.startsWith("#")
            ? contained(around, url.substring(1))
            : call.catalog().valueSet(url, null);
    if (set != null && imported.add(url)) {
      call.budget().spendOnSet();
      read(set);
    }
  }

  private static @Nullable ValueSet contained(ValueSet around, String id) {
    for (Resource resource : around.getContained()) {
      if (resource instanceof ValueSet set && id.equals(set.getIdBase())) {
        return set;
      }
    }
    return null;
  }
}
