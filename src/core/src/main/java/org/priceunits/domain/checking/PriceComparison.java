package org.priceunits.domain.checking;

import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.priceunits.domain.billing.result.IssueCode;
import org.priceunits.domain.billing.result.ServiceLine;
import org.priceunits.domain.checking.Difference.Ground;
import org.priceunits.domain.checking.Difference.Kind;
import org.priceunits.domain.checking.Difference.Part;
import org.priceunits.domain.checking.Difference.Place;
import org.priceunits.domain.policy.Fee;

/**
 * Compares the charge of a pair's lines with the known price, and each line's amounts with each
 * other. A charge above a published limit is usual and only pointed out; a charge below it loses
 * money.
 */
final class PriceComparison {
  private PriceComparison() {}

  static void compare(Pair pair, Findings findings) {
    for (BilledLine line : pair.lines()) {
      Ground ground = pair.expected().ground(null);
      Difference difference = otherCurrency(line, ground);
      difference = difference == null ? inItself(line, ground) : difference;
      difference = difference == null ? withKnown(pair, line) : difference;
      if (difference != null) {
        findings.differences().add(difference);
      }
    }
  }

  private static @Nullable Difference otherCurrency(BilledLine line, Ground ground) {
    return line.currency() == null
        ? null
        : new Difference(
            IssueCode.PRICE_DIFFERS,
            "The money of the line is in %s. Send it in USD.".formatted(line.currency()),
            new Place(List.of(line.item()), Part.PRICE, List.of()),
            "USD",
            line.currency(),
            null,
            ground);
  }

  private static @Nullable Difference inItself(BilledLine line, Ground ground) {
    BigDecimal net = line.net();
    if (net == null || line.unitPrice() == null) {
      return null;
    }
    BigDecimal product = line.times(line.unitPrice());
    return product.compareTo(net) == 0
        ? null
        : new Difference(
            IssueCode.PRICE_DIFFERS,
            "The net of %s USD is not the units times the unit price, %s USD. Correct them."
                .formatted(net.toPlainString(), product.toPlainString()),
            new Place(List.of(line.item()), Part.PRICE, List.of()),
            product.toPlainString(),
            net.toPlainString(),
            net.subtract(product),
            ground);
  }

  private static @Nullable Difference withKnown(Pair pair, BilledLine line) {
    ServiceLine.Price price = pair.expected().line().price();
    Fee fee = pair.expected().line().working().fee();
    BigDecimal asked = line.money().orElse(null);
    if (price == null || fee == null || asked == null) {
      return null;
    }
    BigDecimal worth = line.times(price.unitPrice());
    BigDecimal unitPrice = line.unitPrice();
    int sign = unitPrice == null ? asked.compareTo(worth) : unitPrice.compareTo(price.unitPrice());
    if (sign == 0) {
      return null;
    }
    boolean usual = sign > 0 && fee.basis() == Fee.Basis.LIMIT;
    String known = price.unitPrice().toPlainString();
    String found = unitPrice == null ? asked.toPlainString() : unitPrice.toPlainString();
    return new Difference(
        usual ? IssueCode.PRICE_ABOVE_LIMIT : IssueCode.PRICE_DIFFERS,
        "The line asks %s USD %s; the %s known for the day is %s USD for a unit. %s"
            .formatted(
                found,
                unitPrice == null ? "in all" : "for a unit",
                fee.basis().code(),
                known,
                usual ? "The payer pays the limit at most." : "Correct the price."),
        new Place(List.of(line.item()), Part.PRICE, pair.expected().group().administrations()),
        known,
        found,
        asked.subtract(worth),
        new Ground(Kind.PRICE, null, fee.source()));
  }
}
