package org.priceunits.pricing;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.BiFunction;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.MedicationAdministration;
import org.hl7.fhir.r4.model.Parameters;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;
import org.jspecify.annotations.Nullable;
import org.priceunits.domain.billing.Issue.Element;
import org.priceunits.domain.billing.IssueCode;
import org.priceunits.domain.product.HcpcsCode;
import org.priceunits.domain.product.Modifier;
import org.priceunits.pricing.CallInputs.Input;
import org.priceunits.pricing.read.BodyPath;
import org.priceunits.pricing.read.Statement;

/**
 * Reads the inputs of a call in any of its forms: Parameters, a MedicationAdministration, a Bundle,
 * or a query string.
 */
final class RequestReader {
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

  private final List<GivenAdministration> administrations = new ArrayList<>();
  private final List<PriceUnitsRequest.Referred> references = new ArrayList<>();
  private final GivenResources resources = new GivenResources();
  private final List<Statement> statements = new ArrayList<>();
  private final Set<Modifier> modifiers = new LinkedHashSet<>();
  private final Map<String, Input> once = new HashMap<>();
  private final Map<Element, String> paths = new EnumMap<>(Element.class);

  private RequestReader() {}

  /**
   * Reads a call.
   *
   * @throws CallRefusedException if an input is unknown, of another type, or of no use
   */
  static PriceUnitsRequest read(CallInputs inputs) {
    return new RequestReader().request(inputs);
  }

  private PriceUnitsRequest request(CallInputs inputs) {
    inputs.inputs().forEach(this::input);
    body(inputs.body());
    if (inputs.stored() != null) {
      BodyPath path = BodyPath.inline("MedicationAdministration");
      administrations.add(0, new GivenAdministration(path, inputs.stored(), null, true));
    }
    boolean incomplete =
        inputs.body() instanceof Bundle bundle && bundle.getLink(Bundle.LINK_NEXT) != null;
    PriceUnitsRequest request =
        new PriceUnitsRequest(
            List.copyOf(administrations),
            List.copyOf(references),
            resources.byAddress(),
            List.copyOf(statements),
            text("payer", (value, path) -> value),
            reference("coverage"),
            reference("provider"),
            billingCode(),
            Boolean.TRUE.equals(text("claimType", RequestReader::institutional)),
            text("placeOfService", (value, path) -> value),
            text("typeOfBill", RequestReader::typeOfBill),
            List.copyOf(modifiers),
            text("timeZone", RequestReader::zone),
            text("asOf", RequestReader::day),
            outputs(),
            incomplete,
            paths);
    if (administrations.isEmpty() && references.isEmpty()) {
      throw CallRefusedException.notUnderstood(
          IssueCode.ADMINISTRATION_MISSING,
          "",
          "There is nothing to price. Send a MedicationAdministration as administration, or name a stored one as"
              + " administrationReference.");
    }
    return request;
  }

  private void body(@Nullable Resource body) {
    if (body instanceof Parameters parameters) {
      for (int i = 0; i < parameters.getParameter().size(); i++) {
        input(new Input("Parameters.parameter[" + i + "]", parameters.getParameter().get(i)));
      }
    } else if (body instanceof Bundle bundle) {
      for (int i = 0; i < bundle.getEntry().size(); i++) {
        Bundle.BundleEntryComponent entry = bundle.getEntry().get(i);
        if (entry.getResource() instanceof MedicationAdministration administration) {
          inline("Bundle.entry[" + i + "].resource", administration, entry.getFullUrl());
        } else if (entry.hasResource()) {
          resources.add(entry.getResource(), entry.getFullUrl());
        }
      }
    } else if (body instanceof MedicationAdministration administration) {
      inline("MedicationAdministration", administration, null);
    } else if (body != null) {
      throw CallRefusedException.notUnderstood(
          IssueCode.ADMINISTRATION_MISSING,
          body.fhirType(),
          "Send Parameters, a MedicationAdministration or a Bundle with some.");
    }
  }

  private void inline(
      String path, MedicationAdministration administration, @Nullable String fullUrl) {
    administrations.add(
        new GivenAdministration(BodyPath.inline(path), administration, fullUrl, false));
    resources.add(administration, fullUrl);
  }

  private void input(Input input) {
    String path = input.path();
    String name = String.valueOf(input.parameter().getName());
    switch (name) {
      case "administration" ->
          inline(
              path + ".resource",
              CallParameters.resource(input.parameter(), MedicationAdministration.class, path),
              null);
      case "administrationReference" ->
          references.add(
              new PriceUnitsRequest.Referred(
                  path, CallParameters.value(input.parameter(), Reference.class, path)));
      case "resource" ->
          resources.add(CallParameters.resource(input.parameter(), Resource.class, path));
      case "statement" -> {
        if (!input.parameter().hasPart() && input.parameter().getValue() != null) {
          throw CallParameters.unknownOrEmpty(name, path);
        }
        statements.add(new StatementReader(path).read(input.parameter()));
      }
      case "criteria", "store" -> throw CallParameters.onlyAsynchronous(name, path);
      case "modifier" -> modifier(CallParameters.text(input.parameter(), path), path);
      default -> once(name, input);
    }
  }

  private void modifier(String value, String path) {
    paths.put(Element.MODIFIER, path);
    modifiers.add(
        Modifier.of(value)
            .orElseThrow(
                () ->
                    CallRefusedException.notUsable(
                        IssueCode.MODIFIER_NOT_VALID,
                        path,
                        "A modifier has two letters or digits. Correct it.")));
  }

  /** Refuses a second value of a single-valued input, since neither can be chosen. */
  private void once(String name, Input input) {
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

  private <T> @Nullable T text(String name, BiFunction<String, String, T> reader) {
    Input input = once.get(name);
    return input == null
        ? null
        : reader.apply(CallParameters.text(input.parameter(), input.path()), input.path());
  }

  private @Nullable Reference reference(String name) {
    Input input = once.get(name);
    return input == null
        ? null
        : CallParameters.value(input.parameter(), Reference.class, input.path());
  }

  private @Nullable HcpcsCode billingCode() {
    Input input = once.get("billingCode");
    return input == null
        ? null
        : HcpcsCode.of(CallParameters.hcpcs(input.parameter()))
            .orElseThrow(
                () ->
                    CallRefusedException.notUsable(
                        IssueCode.PARAMETER_NOT_VALID, input.path(), Statement.NO_CODE));
  }

  private static boolean institutional(String value, String path) {
    return switch (value) {
      case "institutional" -> true;
      case "professional" -> false;
      default -> throw notValid("claimType is professional or institutional.", path);
    };
  }

  private static String typeOfBill(String value, String path) {
    if (!value.matches("0?\\d[0-9A-Z]{2}")) {
      throw notValid("typeOfBill is a NUBC type of bill, such as 0131.", path);
    }
    return value;
  }

  private static ZoneId zone(String value, String path) {
    try {
      return ZoneId.of(value);
    } catch (DateTimeException e) {
      throw notValid("timeZone is an IANA time zone, such as America/Chicago.", path);
    }
  }

  private static LocalDate day(String value, String path) {
    try {
      return LocalDate.parse(value);
    } catch (DateTimeException e) {
      throw notValid("asOf is a day, such as 2025-03-31.", path);
    }
  }

  private PriceUnitsRequest.Outputs outputs() {
    PricedAs as = text("as", RequestReader::as);
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
        text(
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
