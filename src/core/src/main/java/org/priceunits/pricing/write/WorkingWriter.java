package org.priceunits.pricing.write;

import java.math.BigDecimal;
import java.time.LocalDate;
import org.hl7.fhir.r4.model.BooleanType;
import org.hl7.fhir.r4.model.CanonicalType;
import org.hl7.fhir.r4.model.CodeType;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.DateType;
import org.hl7.fhir.r4.model.Extension;
import org.hl7.fhir.r4.model.PositiveIntType;
import org.hl7.fhir.r4.model.Quantity;
import org.hl7.fhir.r4.model.StringType;
import org.hl7.fhir.r4.model.Type;
import org.priceunits.domain.billing.result.BillingRule;
import org.priceunits.domain.billing.result.ServiceLine;
import org.priceunits.domain.billing.result.Working;
import org.priceunits.domain.dose.Dose;
import org.priceunits.domain.policy.Fee;
import org.priceunits.domain.product.Container;
import org.priceunits.fhir.Canonicals;

/** Writes the calculation of a line as the extension {@code working} of its item. */
final class WorkingWriter {
  /**
   * A quantity is written exactly if it has a finite decimal, otherwise with this many decimals.
   */
  private static final int DECIMALS = 6;

  private final String software;

  WorkingWriter(String software) {
    this.software = software;
  }

  Extension write(ServiceLine line) {
    Working working = line.working();
    Extension extension = new Extension(Canonicals.extension("working"));
    part(extension, "dose", quantity(working.dose()));
    if (line.kind() != ServiceLine.Kind.UNCLASSIFIED) {
      part(extension, "dosage", quantity(working.dosage().value(), working.dosage().unit()));
    }
    Dose discarded = working.discarded();
    if (discarded != null) {
      part(extension, "discarded", quantity(discarded));
    }
    working.containers().forEach(c -> extension.addExtension(container(c)));
    part(extension, "formula", new StringType(line.formula()));
    for (BillingRule rule : working.rules()) {
      part(extension, "rule", new Coding(Canonicals.codeSystem("billing-rule"), rule.code(), null));
    }
    part(extension, "policy", new CanonicalType(working.policy()));
    part(extension, "codeSystemVersion", new StringType(working.codeSystemVersion()));
    Fee fee = working.fee();
    if (fee != null) {
      part(extension, "priceBasis", new CodeType(fee.basis().code()));
      part(extension, "priceSource", new CanonicalType(fee.source()));
      part(extension, "postedOn", date(fee.postedOn()));
    }
    part(extension, "software", new StringType(software));
    return extension;
  }

  static Quantity quantity(Dose dose) {
    BigDecimal value = dose.value().decimal().orElseGet(() -> dose.value().rounded(DECIMALS));
    return quantity(value, dose.unit());
  }

  static Quantity quantity(BigDecimal value, String unit) {
    boolean activity = Canonicals.ACTIVITY_UNIT_SYMBOL.equals(unit);
    return new Quantity()
        .setValue(value)
        .setUnit(unit)
        .setSystem(activity ? Canonicals.codeSystem("activity-unit") : Canonicals.UCUM)
        .setCode(unit);
  }

  private static Extension container(Container container) {
    Extension extension = new Extension("container");
    if (container.ndc() != null) {
      part(extension, "ndc", new CodeType(container.ndc().value()));
    }
    part(extension, "size", quantity(container.size()));
    part(extension, "count", new PositiveIntType(container.count()));
    if (container.type() != null) {
      part(extension, "kind", new CodeType(container.type().code()));
    }
    if (container.shared()) {
      part(extension, "shared", new BooleanType(true));
    }
    return extension;
  }

  static DateType date(LocalDate day) {
    return new DateType(day.toString());
  }

  private static void part(Extension parent, String name, Type value) {
    parent.addExtension(new Extension(name, value));
  }
}
