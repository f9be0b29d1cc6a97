package org.priceunits.domain.checking;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.priceunits.domain.billing.result.IssueCode;
import org.priceunits.domain.checking.Difference.Part;
import org.priceunits.domain.product.Ndc;
import org.priceunits.domain.product.NdcQuantity;

/** Compares the NDC of a pair and the NDC quantity of each line. */
final class PackageComparison {
  private static final Pattern DIGITS = Pattern.compile("\\d+");
  private static final int CLAIM_DIGITS = 11;

  private PackageComparison() {}

  static void compare(Pair pair, Findings findings) {
    ExpectedLine expected = pair.expected();
    BilledLine billed = pair.first();
    Ndc wanted = expected.line().ndc();
    String found = billed.ndc();
    pair.lines().forEach(line -> digits(pair, line, findings));
    if (expected.hasNdcOf(billed)) {
      quantity(pair, findings);
    } else if (found == null) {
      boolean required = expected.policy().ndcRequired();
      findings.add(
          required ? IssueCode.NDC_MISSING : IssueCode.NDC_UNCONFIRMED,
          Part.NDC,
          "The line has no NDC; the record names %s. Add it.".formatted(wanted),
          String.valueOf(wanted),
          "",
          null,
          expected.ground(null));
    } else if (wanted == null) {
      findings.add(
          IssueCode.NDC_UNCONFIRMED,
          Part.NDC,
          "The line names a package, NDC %s; the record names none or several. Check it."
              .formatted(found),
          "",
          found,
          null,
          expected.ground(null));
    } else {
      findings.add(
          IssueCode.NDC_DIFFERS,
          Part.NDC,
          "The line names NDC %s; the record names %s. Correct it.".formatted(found, wanted),
          wanted.value(),
          found,
          null,
          expected.ground(null));
    }
  }

  /**
   * Reports an NDC that has not the eleven digits of a claim (X12 837, loop 2410 LIN03): ten digits
   * without hyphens may be one of three packages.
   */
  private static void digits(Pair pair, BilledLine line, Findings findings) {
    String found = line.ndc();
    if (found == null || !DIGITS.matcher(found).matches() || found.length() == CLAIM_DIGITS) {
      return;
    }
    Ndc wanted = pair.expected().line().ndc();
    if (wanted != null && (wanted.value().equals(found) || !pair.expected().hasNdcOf(line))) {
      return;
    }
    findings.add(
        IssueCode.NDC_INVALID,
        List.of(line.item()),
        Part.NDC,
        "The NDC of the line has %d digits; a claim takes eleven. Write %s."
            .formatted(
                found.length(), wanted == null ? "it in the form 5-4-2, without hyphens" : wanted),
        wanted == null ? "" : wanted.value(),
        found,
        pair.expected().ground(null));
  }

  /** The quantity of a package follows from the units, so wrong units leave it unchecked. */
  private static void quantity(Pair pair, Findings findings) {
    NdcQuantity wanted = pair.expected().line().ndcQuantity();
    if (wanted == null || pair.excess().signum() != 0) {
      return;
    }
    Optional<BigDecimal> found = sum(pair, wanted);
    if (found.isEmpty() || found.get().compareTo(wanted.value()) != 0) {
      NdcQuantity first = pair.first().ndcQuantity();
      String shown = first == null ? "" : shown(first);
      findings.add(
          IssueCode.NDC_QUANTITY_DIFFERS,
          Part.NDC_QUANTITY,
          "The NDC quantity is %s; the record gives %s. Correct it."
              .formatted(shown.isEmpty() ? "missing, or in no certain unit" : shown, shown(wanted)),
          shown(wanted),
          shown,
          null,
          pair.expected().ground(null));
    }
  }

  /**
   * Sums the quantities of all parts of the line; empty if one has none or another unit. A part
   * that names no package relies on the others.
   */
  private static Optional<BigDecimal> sum(Pair pair, NdcQuantity wanted) {
    BigDecimal sum = BigDecimal.ZERO;
    for (BilledLine line : pair.lines()) {
      NdcQuantity quantity = line.ndcQuantity();
      if (quantity == null && line.ndc() == null) {
        continue;
      }
      if (quantity == null || quantity.unit() != wanted.unit()) {
        return Optional.empty();
      }
      sum = sum.add(quantity.value());
    }
    return Optional.of(sum);
  }

  private static String shown(NdcQuantity quantity) {
    return quantity.value().stripTrailingZeros().toPlainString() + " " + quantity.unit();
  }
}
