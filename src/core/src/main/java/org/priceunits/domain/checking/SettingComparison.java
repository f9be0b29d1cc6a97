package org.priceunits.domain.checking;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.priceunits.domain.billing.result.GroupResult.Priced;
import org.priceunits.domain.billing.result.IssueCode;
import org.priceunits.domain.checking.Difference.Ground;
import org.priceunits.domain.checking.Difference.Part;
import org.priceunits.domain.checking.Difference.Place;
import org.priceunits.domain.product.CodeCatalog;

/**
 * Compares the setting stated on a claim, place of service or revenue code, with the record. If no
 * record states a place, the lines of one service are compared with each other.
 */
final class SettingComparison {
  private final CodeCatalog codes;
  private final Map<Priced, String> billed = new IdentityHashMap<>();

  SettingComparison(CodeCatalog codes) {
    this.codes = codes;
  }

  List<Difference> differences(Pair pair) {
    List<Difference> found = new ArrayList<>(0);
    ExpectedLine expected = pair.expected();
    boolean facility = expected.group().placeOfService().isEmpty();
    for (BilledLine line : pair.lines()) {
      if (!facility) {
        place(expected, line, found);
      }
      revenue(expected, line, facility ? expected.policy().places().revenueCode() : "", found);
    }
    return found;
  }

  /** A line that names no place accepts the recorded one. */
  private void place(ExpectedLine expected, BilledLine line, List<Difference> found) {
    String place = line.setting().placeOfService();
    if (place == null || !usable(line, codes)) {
      return;
    }
    String recorded = expected.group().first().setting().placeOfService();
    String wanted =
        recorded == null ? billed.computeIfAbsent(expected.group(), any -> place) : recorded;
    if (place.equals(wanted)) {
      return;
    }
    found.add(
        new Difference(
            IssueCode.PLACE_OF_SERVICE_DIFFERS,
            "The line has place of service %s; %s. Check where the drug was given."
                .formatted(
                    place,
                    (recorded == null
                            ? "another line of the service has %s, and the record names none"
                            : "the record gives %s")
                        .formatted(wanted)),
            of(expected, line, Part.PLACE),
            wanted,
            place,
            null,
            expected.ground(null)));
  }

  private static void revenue(
      ExpectedLine expected, BilledLine line, String code, List<Difference> found) {
    String billed = line.setting().revenueCode();
    String shown = billed == null ? "" : billed;
    if (withoutZeros(shown).equals(withoutZeros(code))) {
      return;
    }
    String text =
        code.isEmpty()
            ? "The line has revenue code %s, and a professional claim has none. Leave it out, or correct the type."
                .formatted(billed)
            : "The line has %s; drugs are billed under %s. Correct it."
                .formatted(billed == null ? "no revenue code" : "revenue code " + billed, code);
    found.add(
        new Difference(
            IssueCode.REVENUE_CODE_DIFFERS,
            text,
            of(expected, line, Part.REVENUE),
            code,
            shown,
            null,
            expected.ground(null)));
  }

  /**
   * Strips leading zeros: a revenue code of three digits equals the same code with a zero before
   * it.
   */
  private static String withoutZeros(String revenueCode) {
    return revenueCode.replaceFirst("^0+", "");
  }

  private static Place of(ExpectedLine expected, BilledLine line, Part part) {
    return new Place(List.of(line.item()), part, expected.group().administrations());
  }

  /** Reports a place of service that was not in use on the line's day. */
  static Optional<Difference> notInUse(
      BilledLine line, CodeCatalog codes, @Nullable Ground ground) {
    String place = String.valueOf(line.setting().placeOfService());
    return usable(line, codes)
        ? Optional.empty()
        : Optional.of(
            new Difference(
                IssueCode.PLACE_OF_SERVICE_NOT_VALID,
                "Place of service %s was not in use on %s. Send the one that was."
                    .formatted(place, line.date()),
                new Place(List.of(line.item()), Part.PLACE, List.of()),
                "",
                place,
                null,
                ground));
  }

  /** Returns true also for a line without place or day. */
  private static boolean usable(BilledLine line, CodeCatalog codes) {
    String place = line.setting().placeOfService();
    LocalDate day = line.date();
    return place == null
        || day == null
        || codes.placeOfService(place).filter(v -> v.on(day)).isPresent();
  }
}
