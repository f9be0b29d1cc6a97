package org.priceunits.x12;

import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.Claim.DetailComponent;
import org.hl7.fhir.r4.model.Claim.ItemComponent;
import org.hl7.fhir.r4.model.Quantity;
import org.jspecify.annotations.Nullable;
import org.priceunits.domain.product.Ndc;
import org.priceunits.fhir.Canonicals;

/** Reads the package of a line: its NDC and quantity, with the prescription or compound. */
final class LineDrug {
  private static final int ELEVEN = 11;

  private final Prescriptions prescriptions;
  private final Findings findings;

  LineDrug(Prescriptions prescriptions, Findings findings) {
    this.prescriptions = prescriptions;
    this.findings = findings;
  }

  /** Returns the package; null if the line states none, or one that cannot be written. */
  ServiceLine837.@Nullable Drug read(ItemComponent item, String path) {
    List<DetailComponent> stated =
        item.getDetail().stream().filter(d -> ndc(d).isPresent()).toList();
    if (stated.isEmpty()) {
      return null;
    }
    if (stated.size() > 1) {
      findings.notValid(
          path + ".detail", "An 837 holds one NDC on a line. Give each a line of its own.");
    }
    DetailComponent detail = stated.get(0);
    String at = path + ".detail[" + item.getDetail().indexOf(detail) + "]";
    Optional<String> ndc =
        ndc(detail).flatMap(Ndc::of).map(Ndc::value).filter(n -> n.length() == ELEVEN);
    if (ndc.isEmpty()) {
      findings.notValid(at + ".productOrService", "An 837 takes an NDC of 11 digits. Correct it.");
    }
    Optional<String> unit = unit(detail.getQuantity());
    if (!detail.getQuantity().hasValue() || unit.isEmpty()) {
      findings.missing(
          at + ".quantity",
          "With an NDC, an 837 needs its quantity in one of F2, GR, ME, ML, UN, the same by unit"
              + " and by code. Add it.");
    }
    if (ndc.isEmpty() || unit.isEmpty() || !detail.getQuantity().hasValue()) {
      return null;
    }
    BigDecimal quantity = detail.getQuantity().getValue();
    if (quantity.signum() <= 0 || Syntax.isTooLong(quantity)) {
      findings.notValid(
          at + ".quantity",
          "The quantity is more than 0, with up to 8 digits and 3 decimals. Correct it.");
      return null;
    }
    Prescriptions.Named named = prescriptions.read(item);
    return new ServiceLine837.Drug(ndc.get(), quantity, unit.get(), named.kind(), named.number());
  }

  private static Optional<String> ndc(DetailComponent detail) {
    return Codes.in(detail.getProductOrService(), Canonicals.NDC);
  }

  /** Returns the unit that text and code name, if they name one and the same. */
  private static Optional<String> unit(Quantity quantity) {
    List<String> named =
        Stream.of(quantity.getUnit(), quantity.getCode())
            .flatMap(text -> unit(Syntax.stripped(text)).stream())
            .distinct()
            .toList();
    return named.size() == 1 ? Optional.of(named.get(0)) : Optional.empty();
  }

  private static Optional<String> unit(String text) {
    String name = text.toUpperCase(Locale.ROOT);
    return Codes.NDC_UNITS.containsKey(name) ? Optional.of(name) : Codes.ndcUnit(text);
  }
}
