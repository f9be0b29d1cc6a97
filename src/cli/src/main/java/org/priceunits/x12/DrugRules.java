package org.priceunits.x12;

import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The rules of the package of one service line, LIN and CTP; see {@link LineRules}. */
final class DrugRules {
  private static final Pattern ELEVEN_DIGITS = Pattern.compile("\\d{11}");

  /** The kinds of product numbers that LIN02 takes; all but N4 name devices and supplies. */
  private static final Set<String> PRODUCTS = Set.of("EN", "EO", "HI", "N4", "ON", "UK", "UP");

  private final ValueRules values;
  private boolean identified;
  private boolean quantified;
  private X12Fault.@Nullable Place drug;

  DrugRules(List<X12Fault> faults) {
    this.values = new ValueRules(faults);
  }

  /** A product may be named by other numbers than an NDC; their quantity is not asked for. */
  void product(Segment segment, X12Fault.Place place) {
    if (identified) {
      values.report(place, "a second product (LIN) in one line");
    }
    identified = true;
    String kind = segment.element(2);
    if (!PRODUCTS.contains(kind)) {
      values.report(
          place.of("LIN02"),
          "an NDC has the qualifier N4" + (kind.isEmpty() ? "" : ", not " + kind));
    }
    if (kind.equals("N4")) {
      drug = place;
      if (!ELEVEN_DIGITS.matcher(segment.element(3)).matches()) {
        values.report(place.of("LIN03"), "an NDC has eleven digits without hyphens");
      }
    }
  }

  void quantity(Segment segment, X12Fault.Place place) {
    if (quantified) {
      values.report(place, "a second quantity (CTP) in one line");
    }
    quantified = true;
    if (!identified) {
      values.report(place, "the quantity of an NDC without its LIN");
    }
    if (segment.element(4).isEmpty()) {
      values.report(place.of("CTP04"), "the quantity of the NDC lacks");
    } else if (!ValueRules.isPositive(segment.element(4))) {
      values.report(place.of("CTP04"), "the quantity of the NDC is more than 0");
    }
    values.inCapitals(segment.components(5), place.of("CTP05"), "units");
    values.among(ValueRules.capitals(segment.component(5, 1)), "CTP0501", place.of("CTP05"));
  }

  /** Reports an NDC that stood alone. */
  void end() {
    if (drug != null && !quantified) {
      values.report(drug, "an NDC without its quantity and unit (CTP)");
    }
  }
}
