package org.priceunits.pricing.write;

import java.util.List;
import java.util.function.Function;
import org.hl7.fhir.r4.model.CanonicalType;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Extension;
import org.hl7.fhir.r4.model.OperationOutcome.OperationOutcomeIssueComponent;
import org.hl7.fhir.r4.model.StringType;
import org.hl7.fhir.r4.model.Type;
import org.priceunits.domain.checking.Difference;
import org.priceunits.domain.checking.Difference.Ground;
import org.priceunits.domain.checking.Difference.Kind;
import org.priceunits.fhir.Canonicals;

/** Writes the differences between a claim and the record as issues of an OperationOutcome. */
public final class DifferenceWriter {
  private final Function<Difference, List<String>> locations;

  /**
   * @param locations FHIRPath in the body of everything that a difference concerns
   */
  public DifferenceWriter(Function<Difference, List<String>> locations) {
    this.locations = locations;
  }

  public OperationOutcomeIssueComponent write(Difference difference) {
    OperationOutcomeIssueComponent component =
        OutcomeWriter.component(difference.code(), difference.text());
    locations.apply(difference).forEach(component::addExpression);
    Extension extension = new Extension(Canonicals.extension("claim-difference"));
    text(extension, "expected", difference.expected());
    text(extension, "found", difference.found());
    if (difference.effect() != null) {
      part(extension, "effect", ClaimItems.usd(difference.effect()));
    }
    Ground ground = difference.ground();
    if (ground != null) {
      if (ground.rule() != null) {
        part(
            extension,
            "rule",
            new Coding(Canonicals.codeSystem("billing-rule"), ground.rule().code(), null));
      }
      boolean codes = ground.kind() == Kind.CODE_SYSTEM;
      String source = codes ? Canonicals.HCPCS + "|" + ground.source() : ground.source();
      part(extension, "source", new CanonicalType(source));
    }
    if (extension.hasExtension()) {
      component.addExtension(extension);
    }
    return component;
  }

  private static void text(Extension extension, String name, String value) {
    if (!value.isEmpty()) {
      part(extension, name, new StringType(value));
    }
  }

  private static void part(Extension extension, String name, Type value) {
    extension.addExtension(new Extension(name, value));
  }
}
