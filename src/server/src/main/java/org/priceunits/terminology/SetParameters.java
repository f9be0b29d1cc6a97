package org.priceunits.terminology;

import java.util.List;
import java.util.Objects;
import org.hl7.fhir.r5.extensions.ExtensionDefinitions;
import org.hl7.fhir.r5.model.Extension;
import org.hl7.fhir.r5.model.ValueSet;

/** Reads the expansion parameters that a value set itself states, in an extension. */
final class SetParameters {
  private static final List<String> EXTENSIONS =
      List.of(ExtensionDefinitions.EXT_VS_EXP_PARAM_NEW, ExtensionDefinitions.EXT_VS_EXP_PARAM_OLD);

  private SetParameters() {}

  /** Returns the values of the parameters of a name. */
  static List<String> values(ValueSet set, String name) {
    return EXTENSIONS.stream()
        .flatMap(url -> set.getCompose().getExtensionsByUrl(url).stream())
        .filter(parameter -> name.equals(parameter.getExtensionString("name")))
        .map(parameter -> parameter.getExtensionByUrl("value"))
        .filter(Objects::nonNull)
        .filter(Extension::hasValue)
        .map(value -> value.getValue().primitiveValue())
        .filter(Objects::nonNull)
        .toList();
  }
}
