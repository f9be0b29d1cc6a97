package org.priceunits.pricing;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.BiFunction;
import org.hl7.fhir.r4.model.Reference;
import org.jspecify.annotations.Nullable;
import org.priceunits.domain.billing.result.Issue.Element;
import org.priceunits.domain.billing.result.IssueCode;
import org.priceunits.domain.product.HcpcsCode;
import org.priceunits.pricing.CallInputs.Input;
import org.priceunits.pricing.read.Statement;

/**
 * Reads the inputs that a call may have once. A value that means nothing refuses the call; the
 * refusal says what may be sent.
 */
final class SingleInputs {
  /** The inputs that may be sent once, and the element that an issue about each names. */
  private static final Map<String, Element> ONCE =
      Map.ofEntries(
          Map.entry("payer", Element.PAYER),
          Map.entry("coverage", Element.COVERAGE),
          Map.entry("provider", Element.PROVIDER),
          Map.entry("billingCode", Element.BILLING_CODE),
          Map.entry("placeOfService", Element.PLACE_OF_SERVICE),
          Map.entry("claimType", Element.ADMINISTRATION),
          Map.entry("typeOfBill", Element.ADMINISTRATION),
          Map.entry("timeZone", Element.ADMINISTRATION),
          Map.entry("asOf", Element.ADMINISTRATION),
          Map.entry("as", Element.ADMINISTRATION),
          Map.entry("priceOverride", Element.ADMINISTRATION),
          Map.entry("asTransaction", Element.ADMINISTRATION));

  private final Map<String, Input> once = new HashMap<>();
  private final Map<Element, String> paths;

  /**
   * @param paths receives where each input stands in the body, for issues about it
   */
  SingleInputs(Map<Element, String> paths) {
    this.paths = paths;
  }

  /** Refuses a second value of a single-valued input, since neither can be chosen. */
  void add(String name, Input input) {
    Element about = ONCE.get(name);
    if (about == null) {
      throw CallParameters.unknownOrEmpty(name, input.path());
    }
    if (once.putIfAbsent(name, input) != null) {
      throw notValid("%s is sent twice.".formatted(name), input.path());
    }
    if (about != Element.ADMINISTRATION) {
      paths.put(about, input.path());
    }
  }

  @Nullable String text(String name) {
    return read(name, (value, path) -> value);
  }

  private <T> @Nullable T read(String name, BiFunction<String, String, T> reader) {
    Input input = once.get(name);
    return input == null
        ? null
        : reader.apply(CallParameters.text(input.parameter(), input.path()), input.path());
  }

  @Nullable Reference reference(String name) {
    Input input = once.get(name);
    return input == null
        ? null
        : CallParameters.value(input.parameter(), Reference.class, input.path());
  }

  @Nullable HcpcsCode billingCode() {
    Input input = once.get("billingCode");
    return input == null
        ? null
        : HcpcsCode.of(CallParameters.hcpcs(input.parameter()))
            .orElseThrow(
                () ->
                    CallRefusedException.notUsable(
                        IssueCode.PARAMETER_NOT_VALID, input.path(), Statement.NO_CODE));
  }

  boolean institutional() {
    return Boolean.TRUE.equals(read("claimType", SingleInputs::institutional));
  }

  private static boolean institutional(String value, String path) {
    return switch (value) {
      case "institutional" -> true;
      case "professional" -> false;
      default -> throw notValid("claimType is professional or institutional.", path);
    };
  }

  @Nullable String typeOfBill() {
    return read("typeOfBill", SingleInputs::typeOfBill);
  }

  private static String typeOfBill(String value, String path) {
    if (!value.matches("0?\\d[0-9A-Z]{2}")) {
      throw notValid("typeOfBill is a NUBC type of bill, such as 0131.", path);
    }
    return value;
  }

  @Nullable ZoneId timeZone() {
    return read("timeZone", SingleInputs::zone);
  }

  private static ZoneId zone(String value, String path) {
    try {
      return ZoneId.of(value);
    } catch (DateTimeException e) {
      throw notValid("timeZone is an IANA time zone, such as America/Chicago.", path);
    }
  }

  @Nullable LocalDate asOf() {
    return read("asOf", SingleInputs::day);
  }

  private static LocalDate day(String value, String path) {
    try {
      return LocalDate.parse(value);
    } catch (DateTimeException e) {
      throw notValid("asOf is a day, such as 2025-03-31.", path);
    }
  }

  PriceUnitsRequest.Outputs outputs() {
    PricedAs as = read("as", SingleInputs::as);
    boolean override = flag("priceOverride");
    if (override && (as == null || !as.chargeItems())) {
      throw notValid(
          "priceOverride is about charge items: send it with as = charge-item or both.",
          Objects.requireNonNull(once.get("priceOverride")).path());
    }
    return new PriceUnitsRequest.Outputs(
        as == null ? PricedAs.CLAIM : as, override, flag("asTransaction"));
  }

  private static PricedAs as(String value, String path) {
    return PricedAs.of(value).orElseThrow(() -> notValid(PricedAs.allowed(), path));
  }

  private boolean flag(String name) {
    return Boolean.TRUE.equals(
        read(
            name,
            (value, path) ->
                switch (value) {
                  case "true" -> true;
                  case "false" -> false;
                  default -> throw notValid(name + " is true or false.", path);
                }));
  }

  private static CallRefusedException notValid(String text, String path) {
    return CallRefusedException.notUsable(
        IssueCode.PARAMETER_NOT_VALID, path, text + " Correct it.");
  }
}
