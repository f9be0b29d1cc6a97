package org.priceunits.terminology;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.hl7.fhir.r5.extensions.ExtensionDefinitions;
import org.hl7.fhir.r5.model.CodeSystem;
import org.hl7.fhir.r5.model.Extension;
import org.hl7.fhir.r5.model.Resource;
import org.hl7.fhir.r5.model.ValueSet;
import org.hl7.fhir.r5.terminologies.CodeSystemUtilities;
import org.hl7.fhir.utilities.UserDataNames;
import org.jspecify.annotations.Nullable;

/** Reads which supplements a value set requires, and merges supplements into a code system. */
final class Supplements {
  private Supplements() {}

  /** Returns the URLs of the supplements that a value set requires; none for anything else. */
  static List<String> needed(@Nullable Resource source) {
    List<String> needed = new ArrayList<>();
    if (source instanceof ValueSet set) {
      for (Extension extension :
          set.getExtensionsByUrl(ExtensionDefinitions.EXT_VS_CS_SUPPL_NEEDED)) {
        needed.add(extension.getValue().primitiveValue());
      }
    }
    return needed;
  }

  /** Returns a copy of a code system with the supplements, which the library reports as used. */
  static CodeSystem merged(CodeSystem plain, List<CodeSystem> supplements) {
    CodeSystem merged = CodeSystemUtilities.mergeSupplements(plain, supplements);
    merged.setUserData(
        UserDataNames.tx_known_supplements,
        supplements.isEmpty()
            ? null
            : supplements.stream()
                .map(CodeSystem::getVersionedUrl)
                .collect(Collectors.joining(",")));
    Hierarchy.link(merged);
    return merged;
  }
}
