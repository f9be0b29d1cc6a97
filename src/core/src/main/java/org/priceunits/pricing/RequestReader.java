package org.priceunits.pricing;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.MedicationAdministration;
import org.hl7.fhir.r4.model.Parameters;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;
import org.jspecify.annotations.Nullable;
import org.priceunits.domain.billing.result.Issue.Element;
import org.priceunits.domain.billing.result.IssueCode;
import org.priceunits.domain.product.Modifier;
import org.priceunits.pricing.CallInputs.Input;
import org.priceunits.pricing.read.BodyPath;
import org.priceunits.pricing.read.Statement;

/**
 * Reads the inputs of a call in any of its forms: Parameters, a MedicationAdministration, a Bundle,
 * or a query string.
 */
final class RequestReader {
  private final List<GivenAdministration> administrations = new ArrayList<>();
  private final List<PriceUnitsRequest.Referred> references = new ArrayList<>();
  private final GivenResources resources = new GivenResources();
  private final List<Statement> statements = new ArrayList<>();
  private final Set<Modifier> modifiers = new LinkedHashSet<>();
  private final Map<Element, String> paths = new EnumMap<>(Element.class);
  private final SingleInputs single = new SingleInputs(paths);

  private final List<GivenAdministration> inBundles = new ArrayList<>(0);
  private boolean incomplete;

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
    if (administrations.isEmpty() && references.isEmpty()) {
      administrations.addAll(inBundles);
    }
    PriceUnitsRequest request =
        new PriceUnitsRequest(
            List.copyOf(administrations),
            List.copyOf(references),
            resources.byAddress(),
            resources.undecided(),
            List.copyOf(statements),
            single.text("payer"),
            single.reference("coverage"),
            single.reference("provider"),
            single.billingCode(),
            single.institutional(),
            single.text("placeOfService"),
            single.typeOfBill(),
            List.copyOf(modifiers),
            single.timeZone(),
            single.asOf(),
            single.outputs(),
            incomplete,
            paths);
    if (administrations.isEmpty() && references.isEmpty()) {
      throw CallRefusedException.notUnderstood(
          IssueCode.ADMINISTRATION_MISSING,
          "",
          "There is nothing to price. Send a MedicationAdministration as administration, or name a"
              + " stored one as administrationReference.");
    }
    return request;
  }

  private void body(@Nullable Resource body) {
    if (body instanceof Parameters parameters) {
      for (int i = 0; i < parameters.getParameter().size(); i++) {
        input(new Input("Parameters.parameter[" + i + "]", parameters.getParameter().get(i)));
      }
    } else if (body instanceof Bundle bundle) {
      bundle(bundle, "Bundle", 0);
    } else if (body instanceof MedicationAdministration administration) {
      inline("MedicationAdministration", administration, null);
    } else if (body != null) {
      throw CallRefusedException.notUnderstood(
          IssueCode.ADMINISTRATION_MISSING,
          body.fhirType(),
          "Send Parameters, a MedicationAdministration or a Bundle with some.");
    }
  }

  /** Reads the entries of a Bundle, and of those in it: a batch answers each search with one. */
  private void bundle(Bundle bundle, String path, int nested) {
    GivenResources.checkNesting(nested, path);
    incomplete |= bundle.getLink(Bundle.LINK_NEXT) != null;
    for (int i = 0; i < bundle.getEntry().size(); i++) {
      Bundle.BundleEntryComponent entry = bundle.getEntry().get(i);
      String place = path + ".entry[" + i + "].resource";
      if (entry.getResource() instanceof MedicationAdministration administration) {
        inline(place, administration, entry.getFullUrl());
      } else if (entry.getResource() instanceof Bundle inner) {
        bundle(inner, place, nested + 1);
      } else if (entry.hasResource()) {
        resources.add(entry.getResource(), entry.getFullUrl());
      }
    }
  }

  /** Collects the administrations of a Bundle beside which nothing else may be named. */
  private void inBundle(Resource resource, String path) {
    if (resource instanceof Bundle bundle) {
      for (int i = 0; i < bundle.getEntry().size(); i++) {
        Bundle.BundleEntryComponent entry = bundle.getEntry().get(i);
        String place = path + ".entry[" + i + "].resource";
        if (entry.getResource() instanceof MedicationAdministration administration) {
          inBundles.add(
              new GivenAdministration(
                  BodyPath.inline(place), administration, entry.getFullUrl(), false));
        } else if (entry.hasResource()) {
          inBundle(entry.getResource(), place);
        }
      }
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
      case "resource" -> {
        Resource resource = CallParameters.resource(input.parameter(), Resource.class, path);
        resources.add(resource);
        inBundle(resource, path + ".resource");
      }
      case "statement" -> {
        if (!input.parameter().hasPart() && input.parameter().getValue() != null) {
          throw CallParameters.unknownOrEmpty(name, path);
        }
        statements.add(new StatementReader(path).read(input.parameter()));
      }
      case "criteria", "store" -> throw CallParameters.onlyAsynchronous(name, path);
      case "modifier" -> modifier(CallParameters.text(input.parameter(), path), path);
      default -> single.add(name, input);
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
}
