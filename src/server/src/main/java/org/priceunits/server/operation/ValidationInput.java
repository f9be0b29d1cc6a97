package org.priceunits.server.operation;

import ca.uhn.fhir.rest.api.ValidationModeEnum;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import ca.uhn.fhir.rest.server.exceptions.InvalidRequestException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.hl7.fhir.r4.model.BooleanType;
import org.hl7.fhir.r4.model.Parameters;
import org.hl7.fhir.r4.model.Parameters.ParametersParameterComponent;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.Type;
import org.jspecify.annotations.Nullable;

/**
 * What a call of {@code $validate} asks for.
 *
 * @param resource the resource in the body, bare or in Parameters; absent for a stored one
 * @param mode what is to be done with it; absent if it is only validated
 * @param profile the profile beside those that the resource names
 */
record ValidationInput(
    Optional<Resource> resource, @Nullable ValidationModeEnum mode, @Nullable String profile) {
  static final String RESOURCE = "resource";
  private static final String MODE = "mode";
  private static final String PROFILE = "profile";

  /** FHIR's mode that asks for nothing more than a profile, which HAPI does not name. */
  private static final String MODE_OF_PROFILE = "profile";

  private static final Set<String> NAMES = Set.of(RESOURCE, MODE, PROFILE);

  /** Answers 400 for what is unknown, sent twice, or of another type than it may be. */
  static ValidationInput of(RequestDetails request) {
    IBaseResource body = request.getResource();
    List<ParametersParameterComponent> sent =
        body instanceof Parameters parameters ? parameters.getParameter() : List.of();
    refuseUnknown(request, sent);
    Optional<String> mode = one(request, sent, MODE);
    Optional<String> profile = one(request, sent, PROFILE);
    if (mode.filter(MODE_OF_PROFILE::equals).isPresent() && profile.isEmpty()) {
      throw new InvalidRequestException("The mode profile needs the parameter profile.");
    }
    return new ValidationInput(
        body instanceof Parameters ? wrapped(sent) : Optional.ofNullable((Resource) body),
        mode.filter(code -> !MODE_OF_PROFILE.equals(code)).map(ValidationInput::mode).orElse(null),
        profile.map(ValidationInput::canonical).orElse(null));
  }

  private static void refuseUnknown(
      RequestDetails request, List<ParametersParameterComponent> sent) {
    Stream.concat(
            request.getParameters().keySet().stream().filter(name -> !name.startsWith("_")),
            sent.stream().map(p -> String.valueOf(p.getName())))
        .filter(name -> !NAMES.contains(name))
        .findFirst()
        .ifPresent(
            name -> {
              throw new InvalidRequestException(
                  "A validation has no parameter %s. It takes resource, mode and profile."
                      .formatted(name));
            });
  }

  private static Optional<Resource> wrapped(List<ParametersParameterComponent> sent) {
    List<ParametersParameterComponent> resources =
        sent.stream().filter(p -> RESOURCE.equals(p.getName())).toList();
    if (resources.size() > 1) {
      throw twice(RESOURCE);
    }
    if (resources.stream().anyMatch(p -> p.getResource() == null)) {
      throw new InvalidRequestException(
          "The parameter resource holds no resource. Send the one to validate in it.");
    }
    return resources.stream().map(ParametersParameterComponent::getResource).findFirst();
  }

  /** Returns a value of the query or of the body, where it may have any type of text. */
  private static Optional<String> one(
      RequestDetails request, List<ParametersParameterComponent> sent, String name) {
    List<String> values = new ArrayList<>();
    String[] query = request.getParameters().get(name);
    if (query != null) {
      values.addAll(List.of(query));
    }
    sent.stream()
        .filter(p -> name.equals(p.getName()))
        .forEach(p -> values.add(text(name, p.getValue())));
    values.removeIf(String::isBlank);
    if (values.size() > 1) {
      throw twice(name);
    }
    return values.stream().findFirst();
  }

  private static String text(String name, @Nullable Type value) {
    String text = value == null || value instanceof BooleanType ? null : value.primitiveValue();
    if (text == null) {
      throw new InvalidRequestException(
          "The parameter %s has no value that can be read. Send it as %s."
              .formatted(name, MODE.equals(name) ? "valueCode" : "valueUri"));
    }
    return text;
  }

  private static InvalidRequestException twice(String name) {
    return new InvalidRequestException("The parameter %s is sent twice. Send one.".formatted(name));
  }

  private static ValidationModeEnum mode(String code) {
    return Optional.ofNullable(ValidationModeEnum.forCode(code))
        .orElseThrow(
            () ->
                new InvalidRequestException(
                    "The mode of a validation is create, update, delete or profile, not "
                        + code
                        + "."));
  }

  private static String canonical(String profile) {
    if (profile.chars().anyMatch(Character::isWhitespace)) {
      throw new InvalidRequestException(
          "The profile is no canonical URL, which has no blanks. Send the URL of a"
              + " StructureDefinition.");
    }
    return profile;
  }
}
