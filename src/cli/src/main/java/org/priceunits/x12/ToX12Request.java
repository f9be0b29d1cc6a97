package org.priceunits.x12;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Claim;
import org.hl7.fhir.r4.model.Parameters;
import org.hl7.fhir.r4.model.Parameters.ParametersParameterComponent;
import org.hl7.fhir.r4.model.Resource;
import org.jspecify.annotations.Nullable;
import org.priceunits.domain.billing.result.IssueCode;
import org.priceunits.fhir.FhirValues;
import org.priceunits.pricing.CallRefusedException;
import org.priceunits.pricing.GivenResources;

/**
 * A call of {@code $to-x12}: Parameters, a Claim, or a Bundle with some, and inputs beside it.
 *
 * <p>An input that is unknown or of another type refuses the whole call.
 */
final class ToX12Request {
  private static final int SHOWN = 40;

  private final List<Claim> claims = new ArrayList<>();
  private final GivenResources resources = new GivenResources();
  private final Map<Resource, String> paths = new IdentityHashMap<>();
  private final Map<String, String> information = new HashMap<>();
  private @Nullable Given submitter;
  private @Nullable Given receiver;
  private final X12Options options = new X12Options();

  /** An input with parts, and its FHIRPath in the body. */
  record Given(String path, ParametersParameterComponent parameter) {}

  private ToX12Request() {}

  /**
   * @param query inputs beside the body; names with an underscore are HAPI's own
   * @param instance the stored claim that the URL names; null at type level
   * @throws CallRefusedException if an input is unknown or cannot be used, or there is no claim
   */
  static ToX12Request read(
      @Nullable Resource body, Map<String, String[]> query, @Nullable Claim instance) {
    ToX12Request request = new ToX12Request();
    if (instance != null) {
      request.claim(instance, null, "Claim");
    }
    request.body(body);
    query.forEach(
        (name, values) -> {
          if (!name.startsWith("_")) {
            for (String value : values) {
              request.primitive(name, value, "");
            }
          }
        });
    if (request.claims.isEmpty()) {
      throw refused("", "There is no claim to write. Send it as claim, or name a stored one.");
    }
    return request;
  }

  private void body(@Nullable Resource body) {
    if (body instanceof Parameters parameters) {
      for (int i = 0; i < parameters.getParameter().size(); i++) {
        input(parameters.getParameter().get(i), "Parameters.parameter[" + i + "]");
      }
    } else if (body instanceof Bundle bundle) {
      entries(bundle, "Bundle", true);
    } else if (body instanceof Claim claim) {
      claim(claim, null, "Claim");
    } else if (body != null) {
      throw refused(body.fhirType(), "Send Parameters, a Claim, or a Bundle with Claims.");
    }
  }

  private void entries(Bundle bundle, String path, boolean withClaims) {
    for (int i = 0; i < bundle.getEntry().size(); i++) {
      Bundle.BundleEntryComponent entry = bundle.getEntry().get(i);
      String at = path + ".entry[" + i + "].resource";
      if (withClaims && entry.getResource() instanceof Claim claim) {
        claim(claim, entry.getFullUrl(), at);
      } else if (entry.hasResource()) {
        resource(entry.getResource(), entry.getFullUrl(), at);
      }
    }
  }

  private void claim(Claim claim, @Nullable String fullUrl, String path) {
    claims.add(claim);
    resource(claim, fullUrl, path);
  }

  private void resource(Resource resource, @Nullable String fullUrl, String path) {
    paths.put(resource, path);
    resources.add(resource, fullUrl);
  }

  private void input(ParametersParameterComponent parameter, String path) {
    String name = String.valueOf(parameter.getName());
    Resource resource = parameter.getResource();
    switch (name) {
      case "claim" -> {
        if (!(resource instanceof Claim claim)) {
          throw unknownOrEmpty(name, path);
        }
        claim(claim, null, path + ".resource");
      }
      case "resource" -> {
        if (resource == null) {
          throw unknownOrEmpty(name, path);
        }
        if (resource instanceof Bundle bundle) {
          entries(bundle, path + ".resource", false);
        } else {
          resource(resource, null, path + ".resource");
        }
      }
      case "submitter" -> submitter = once(submitter, parameter, path);
      case "receiver" -> receiver = once(receiver, parameter, path);
      case "claimInformation" -> information(parameter, path);
      default ->
          primitive(
              name,
              FhirValues.text(parameter.getValue()).orElseThrow(() -> unknownOrEmpty(name, path)),
              path);
    }
  }

  private static Given once(
      @Nullable Given before, ParametersParameterComponent parameter, String path) {
    if (before != null) {
      throw X12Options.notValid(path, "%s is sent twice.".formatted(parameter.getName()));
    }
    if (!parameter.hasPart()) {
      throw unknownOrEmpty(parameter.getName(), path);
    }
    return new Given(path, parameter);
  }

  private void information(ParametersParameterComponent parameter, String path) {
    Map<String, String> parts = new HashMap<>();
    parameter
        .getPart()
        .forEach(p -> FhirValues.text(p.getValue()).ifPresent(v -> parts.put(p.getName(), v)));
    String code = parts.get("code");
    String value = parts.get("value");
    if (code == null || value == null) {
      throw unknownOrEmpty("claimInformation", path);
    }
    if (!ClaimInformation.FOR_ALL_CLAIMS.contains(code)) {
      throw X12Options.notValid(
          path,
          "claimInformation has a code of %s."
              .formatted(String.join(", ", new TreeSet<>(ClaimInformation.FOR_ALL_CLAIMS))));
    }
    if (information.putIfAbsent(code, value) != null) {
      throw X12Options.notValid(path, "claimInformation %s is sent twice.".formatted(code));
    }
  }

  private void primitive(String name, String value, String path) {
    if (!options.take(name, value, path)) {
      throw unknownOrEmpty(name, path);
    }
  }

  private static CallRefusedException unknownOrEmpty(String name, String path) {
    return refused(
        path,
        "The parameter %s is not one of $to-x12, or has no value of its type. See the OperationDefinition."
            .formatted(name.length() > SHOWN ? name.substring(0, SHOWN) : name));
  }

  private static CallRefusedException refused(String path, String text) {
    return CallRefusedException.notUnderstood(IssueCode.PARAMETER_NOT_VALID, path, text);
  }

  List<Claim> claims() {
    return claims;
  }

  GivenResources resources() {
    return resources;
  }

  Map<Resource, String> paths() {
    return paths;
  }

  Map<String, String> information() {
    return information;
  }

  @Nullable Given submitter() {
    return submitter;
  }

  @Nullable Given receiver() {
    return receiver;
  }

  X12Options options() {
    return options;
  }
}
