package org.priceunits.domain.billing.line;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.priceunits.domain.billing.result.BillingRule;
import org.priceunits.domain.billing.result.ServiceLine;
import org.priceunits.domain.policy.LineUnits;
import org.priceunits.domain.policy.PayerPolicy;
import org.priceunits.domain.product.Modifier;
import org.priceunits.domain.product.NdcQuantity;

/**
 * Repeats a line with more units than the payer takes on one: full lines first, the rest on the
 * last, the modifier of a repeat from the second on (R20). The units and the NDC quantities of the
 * parts add up to those of the whole; each part is priced by its own units.
 */
public final class LineSplit {
  private LineSplit() {}

  /** Returns the lines, each with at most as many units as the payer takes on one. */
  public static List<ServiceLine> of(List<ServiceLine> lines, PayerPolicy policy) {
    LineUnits limit = policy.lineUnits();
    if (limit == null || limit.repeat() == null) {
      return lines;
    }
    List<ServiceLine> parts = new ArrayList<>(lines.size() + 2);
    for (ServiceLine line : lines) {
      if (limit.exceededBy(line.units(), line.date())) {
        parts(line, limit.most(), limit.repeat(), policy, parts);
      } else {
        parts.add(line);
      }
    }
    return parts;
  }

  /**
   * Returns the lines before they were split: in a group, two lines of one kind and package are
   * parts of one.
   */
  public static List<ServiceLine> joined(List<ServiceLine> lines) {
    List<ServiceLine> whole = new ArrayList<>(lines.size());
    for (ServiceLine line : lines) {
      int last = whole.size() - 1;
      if (last >= 0 && isPart(line, whole.get(last))) {
        whole.set(last, join(whole.get(last), line));
      } else {
        whole.add(line);
      }
    }
    return whole;
  }

  private static boolean isPart(ServiceLine line, ServiceLine before) {
    return line.kind() == before.kind() && Objects.equals(line.ndc(), before.ndc());
  }

  private static ServiceLine join(ServiceLine one, ServiceLine next) {
    NdcQuantity quantity = one.ndcQuantity();
    NdcQuantity more = next.ndcQuantity();
    return one.part(
        one.modifiers(),
        one.units().add(next.units()),
        quantity == null || more == null
            ? null
            : new NdcQuantity(quantity.value().add(more.value()), quantity.unit()));
  }

  private static void parts(
      ServiceLine line,
      BigDecimal most,
      Modifier repeat,
      PayerPolicy policy,
      List<ServiceLine> parts) {
    List<Modifier> repeated = new ArrayList<>(line.modifiers());
    repeated.add(repeat);
    List<Modifier> further = ModifierList.ordered(repeated, policy);
    BigDecimal before = BigDecimal.ZERO;
    while (before.compareTo(line.units()) < 0) {
      BigDecimal upTo = before.add(most).min(line.units());
      parts.add(
          line.part(
                  before.signum() == 0 ? line.modifiers() : further,
                  upTo.subtract(before),
                  quantity(line, before, upTo))
              .citing(BillingRule.UNITS_OF_A_LINE));
      before = upTo;
    }
  }

  /**
   * Returns the share of the NDC quantity that belongs to the units after one count up to another.
   * Each count is rounded by itself, so that the shares add up to the whole.
   */
  private static @Nullable NdcQuantity quantity(
      ServiceLine line, BigDecimal before, BigDecimal upTo) {
    NdcQuantity whole = line.ndcQuantity();
    return whole == null
        ? null
        : new NdcQuantity(
            whole.ofUnits(upTo, line.units()).subtract(whole.ofUnits(before, line.units())),
            whole.unit());
  }
}
