package org.priceunits.pricing;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.MedicationAdministration;
import org.hl7.fhir.r4.model.Parameters;
import org.hl7.fhir.r4.model.Parameters.ParametersParameterComponent;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.Type;
import org.jspecify.annotations.Nullable;
import org.priceunits.domain.billing.Issue.Element;
import org.priceunits.domain.billing.IssueCode;
import org.priceunits.domain.product.HcpcsCode;
import org.priceunits.domain.product.Modifier;
import org.priceunits.fhir.Canonicals;
import org.priceunits.pricing.read.BodyPath;
import org.priceunits.pricing.read.Statement;

/**
 * Reads a call in any of its forms: Parameters, a MedicationAdministration, a Bundle, or a query
 * string.
 */
final class RequestReader {
  private static final Set<String> MANY =
      Set.of("administration", "administrationReference", "resource", "statement", "modifier");

  private final List<Given> administrations = new ArrayList<>();
  private final List<PriceUnitsRequest.Referred> references = new ArrayList<>();
  private final Map<String, Resource> resources = new LinkedHashMap<>();
  private final List<Statement> statements = new ArrayList<>();
  private final List<Modifier> modifiers = new ArrayList<>();
  private final Set<String> sent = new HashSet<>();
  private final Map<Element, String> paths = new EnumMap<>(Element.class);
  private @Nullable String payer;
  private @Nullable Reference coverage;
  private @Nullable Reference provider;
  private @Nullable HcpcsCode billingCode;
  private @Nullable String placeOfService;
  private @Nullable String typeOfBill;
  private @Nullable ZoneId timeZone;
  private @Nullable LocalDate asOf;
  private boolean institutional;
  private boolean asTransaction;
  private boolean incomplete;

  RequestReader() {}

  RequestReader query(Map<String, String[]> query) {
    query.forEach(
        (name, values) -> {
          // Names with an underscore control the response format and belong to HAPI.
          if (!name.startsWith("_")) {
            for (String value : values) {
              once(name, "http." + name);
              input(name, value, "http." + name);
            }
          }
        });
    return this;
  }

  RequestReader body(@Nullable Resource body) {
    if (body instanceof Parameters parameters) {
      for (int i = 0; i < parameters.getParameter().size(); i++) {
        parameter(parameters.getParameter().get(i), "Parameters.parameter[" + i + "]");
      }
    } else if (body instanceof Bundle bundle) {
      bundle(bundle);
    } else if (body instanceof MedicationAdministration administration) {
      inline("MedicationAdministration", administration, null);
    } else if (body != null) {
      throw CallRefusedException.notUnderstood(
          IssueCode.ADMINISTRATION_MISSING,
          body.fhirType(),
          "Send Parameters, a MedicationAdministration or a Bundle with some.");
    }
    return this;
  }

  /** Adds single inputs, wherever they come from. */
  RequestReader inputs(List<PriceUnitsOperation.Input> inputs) {
    inputs.forEach(i -> parameter(i.parameter(), i.path()));
    return this;
  }

  /** Adds the instance that the URL names; the body then holds no other. */
  RequestReader stored(MedicationAdministration administration) {
    BodyPath path = BodyPath.inline("MedicationAdministration");
    administrations.add(0, new Given(path, administration, null, true));
    return this;
  }

  PriceUnitsRequest read() {
    if (administrations.isEmpty() && references.isEmpty()) {
      throw CallRefusedException.notUnderstood(
          IssueCode.ADMINISTRATION_MISSING,
          "",
          "There is nothing to price. Send a MedicationAdministration as administration, or name a stored one as"
              + " administrationReference.");
    }
    return new PriceUnitsRequest(
        List.copyOf(administrations),
        List.copyOf(references),
        resources,
        List.copyOf(statements),
        payer,
        coverage,
        provider,
        billingCode,
        institutional,
        placeOfService,
        typeOfBill,
        modifiers.stream().distinct().toList(),
        timeZone,
        asOf,
        asTransaction,
        incomplete,
        paths);
  }

  private void bundle(Bundle bundle) {
    incomplete = bundle.getLink(Bundle.LINK_NEXT) != null;
    for (int i = 0; i < bundle.getEntry().size(); i++) {
      Bundle.BundleEntryComponent entry = bundle.getEntry().get(i);
      if (entry.getResource() instanceof MedicationAdministration administration) {
        inline("Bundle.entry[" + i + "].resource", administration, entry.getFullUrl());
      } else if (entry.hasResource()) {
        resource(entry.getResource(), entry.getFullUrl());
      }
    }
  }

  private void inline(
      String path, MedicationAdministration administration, @Nullable String fullUrl) {
    administrations.add(new Given(BodyPath.inline(path), administration, fullUrl, false));
    resource(administration, fullUrl);
  }

  /** Adds a resource. A relative reference in a Bundle is resolved against the URL of its entry. */
  private void resource(Resource resource, @Nullable String fullUrl) {
    if (fullUrl != null) {
      resources.put(fullUrl, resource);
    }
    if (fullUrl == null || !CallResources.isAddressOf(resource, fullUrl)) {
      CallResources.id(resource)
          .ifPresent(id -> resources.put(resource.fhirType() + "/" + id, resource));
    }
  }

  private void parameter(ParametersParameterComponent parameter, String path) {
    String name = String.valueOf(parameter.getName());
    once(name, path);
    switch (name) {
      case "administration" ->
          inline(
              path + ".resource",
              resourceOf(parameter, MedicationAdministration.class, path),
              null);
      case "administrationReference" ->
          references.add(
              new PriceUnitsRequest.Referred(path, valueOf(parameter, Reference.class, path)));
      case "resource" -> {
        Resource resource = resourceOf(parameter, Resource.class, path);
        if (resource instanceof Bundle bundle) {
          bundle.getEntry().stream()
              .filter(Bundle.BundleEntryComponent::hasResource)
              .forEach(e -> resource(e.getResource(), e.getFullUrl()));
        } else {
          resource(resource, null);
        }
      }
      case "statement" -> statements.add(new StatementReader(path).read(parameter));
      case "coverage" -> {
        coverage = valueOf(parameter, Reference.class, path);
        paths.put(Element.COVERAGE, path);
      }
      case "provider" -> {
        provider = valueOf(parameter, Reference.class, path);
        paths.put(Element.PROVIDER, path);
      }
      case "billingCode" -> billingCode(hcpcs(parameter), path);
      default -> {
        Type value = parameter.getValue();
        if (value == null || !value.isPrimitive()) {
          throw unknownOrEmpty(name, path);
        }
        input(name, value.primitiveValue(), path);
      }
    }
  }

  /** Returns the HCPCS code of a Coding or a plain code; empty if it is of another system. */
  static String hcpcs(ParametersParameterComponent parameter) {
    if (parameter.getValue() instanceof Coding coding) {
      boolean hcpcs = !coding.hasSystem() || Canonicals.isHcpcs(coding.getSystem());
      return hcpcs ? String.valueOf(coding.getCode()) : "";
    }
    return String.valueOf(
        parameter.getValue() == null ? "" : parameter.getValue().primitiveValue());
  }

  private void billingCode(String code, String path) {
    paths.put(Element.BILLING_CODE, path);
    billingCode =
        HcpcsCode.of(code)
            .orElseThrow(
                () ->
                    CallRefusedException.notUsable(
                        IssueCode.PARAMETER_NOT_VALID, path, Statement.NO_CODE));
  }

  /** Refuses a second value of a single-valued input, since neither can be chosen. */
  private void once(String name, String path) {
    if (!MANY.contains(name) && !sent.add(name)) {
      throw notValid("%s is sent twice.".formatted(name), path);
    }
  }

  private void input(String name, String value, String path) {
    switch (name) {
      case "payer" -> {
        payer = value;
        paths.put(Element.PAYER, path);
      }
      case "coverage" -> {
        coverage = new Reference(value);
        paths.put(Element.COVERAGE, path);
      }
      case "provider" -> {
        provider = new Reference(value);
        paths.put(Element.PROVIDER, path);
      }
      case "billingCode" -> billingCode(afterSystem(value), path);
      case "claimType" -> institutional = claimType(value, path);
      case "placeOfService" -> {
        placeOfService = value;
        paths.put(Element.PLACE_OF_SERVICE, path);
      }
      case "typeOfBill" -> typeOfBill = typeOfBill(value, path);
      case "modifier" -> {
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
      case "timeZone" -> timeZone = zone(value, path);
      case "asOf" -> asOf = day(value, path);
      case "asTransaction" -> asTransaction = flag(value, path);
      default -> throw unknownOrEmpty(name, path);
    }
  }

  /** Returns the code of a query value that may have the form {@code system|code}. */
  private static String afterSystem(String value) {
    int bar = value.indexOf('|');
    return bar < 0 || !Canonicals.isHcpcs(value.substring(0, bar))
        ? value
        : value.substring(bar + 1);
  }

  private static boolean claimType(String value, String path) {
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

  private static boolean flag(String value, String path) {
    return switch (value) {
      case "true" -> true;
      case "false" -> false;
      default -> throw notValid("asTransaction is true or false.", path);
    };
  }

  private static RuntimeException notValid(String text, String path) {
    return CallRefusedException.notUsable(
        IssueCode.PARAMETER_NOT_VALID, path, text + " Correct it.");
  }

  static RuntimeException unknownOrEmpty(String name, String path) {
    return CallRefusedException.notUnderstood(
        IssueCode.PARAMETER_NOT_VALID,
        path,
        "The parameter %s is not one of $price-units, or has no value of its type. See the OperationDefinition."
            .formatted(name.length() > 40 ? name.substring(0, 40) : name));
  }

  private static <T extends Resource> T resourceOf(
      ParametersParameterComponent parameter, Class<T> type, String path) {
    return Optional.ofNullable(parameter.getResource())
        .filter(type::isInstance)
        .map(type::cast)
        .orElseThrow(() -> unknownOrEmpty(parameter.getName(), path));
  }

  static <T extends Type> T valueOf(
      ParametersParameterComponent parameter, Class<T> type, String path) {
    return Optional.ofNullable(parameter.getValue())
        .filter(type::isInstance)
        .map(type::cast)
        .orElseThrow(() -> unknownOrEmpty(parameter.getName(), path));
  }
}
