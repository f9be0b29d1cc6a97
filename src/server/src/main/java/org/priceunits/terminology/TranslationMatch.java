package org.priceunits.terminology;

import org.hl7.fhir.r4.model.CanonicalType;
import org.hl7.fhir.r4.model.CodeType;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.ConceptMap;
import org.hl7.fhir.r4.model.ConceptMap.OtherElementComponent;
import org.hl7.fhir.r4.model.ConceptMap.TargetElementComponent;
import org.hl7.fhir.r4.model.Extension;
import org.hl7.fhir.r4.model.Parameters.ParametersParameterComponent;
import org.hl7.fhir.r4.model.StringType;
import org.hl7.fhir.r4.model.UriType;
import org.jspecify.annotations.Nullable;
import org.priceunits.fhir.Canonicals;

/** Builds the {@code match} of a translation, in the names of R4 or of R5. */
final class TranslationMatch {
  private static final String UNITS_RATIO = Canonicals.extension("units-ratio");

  private TranslationMatch() {}

  /**
   * @param target what the map says; null for a code that it does not have
   * @param source the coding on the side that the map translates from
   * @param found the coding on the other side
   */
  static ParametersParameterComponent of(
      TranslationQuestion question,
      ConceptMap map,
      @Nullable TargetElementComponent target,
      Coding source,
      Coding found) {
    ParametersParameterComponent match = new ParametersParameterComponent(new StringType("match"));
    if (target != null && target.hasEquivalence()) {
      match
          .addPart()
          .setName("equivalence")
          .setValue(new CodeType(target.getEquivalence().toCode()));
    }
    if (question.inR5Words()) {
      match.addPart().setName("concept").setValue(found);
      match.addPart().setName("originMap").setValue(new CanonicalType(versioned(map)));
      if (question.reverse()) {
        match.addPart().setName("source").setValue(source);
      }
    } else {
      match.addPart().setName("concept").setValue(question.reverse() ? source : found);
      match.addPart().setName("source").setValue(new UriType(map.getUrl()));
    }
    if (target != null) {
      target.getProduct().forEach(product -> match.addPart(product(product)));
      Extension ratio = target.getExtensionByUrl(UNITS_RATIO);
      if (ratio != null) {
        match.addPart().setName("units-ratio").setValue(ratio.getValue());
      }
    }
    return match;
  }

  private static ParametersParameterComponent product(OtherElementComponent product) {
    ParametersParameterComponent part = new ParametersParameterComponent(new StringType("product"));
    part.addPart().setName("element").setValue(new UriType(product.getProperty()));
    part.addPart()
        .setName("concept")
        .setValue(
            new Coding()
                .setSystem(product.getSystem())
                .setCode(product.getValue())
                .setDisplay(product.getDisplay()));
    return part;
  }

  private static String versioned(ConceptMap map) {
    return map.hasVersion() ? map.getUrl() + "|" + map.getVersion() : map.getUrl();
  }
}
