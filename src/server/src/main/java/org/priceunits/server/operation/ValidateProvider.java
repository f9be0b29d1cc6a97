package org.priceunits.server.operation;

import ca.uhn.fhir.jpa.api.dao.IFhirResourceDao;
import ca.uhn.fhir.rest.annotation.IdParam;
import ca.uhn.fhir.rest.annotation.Operation;
import ca.uhn.fhir.rest.api.Constants;
import ca.uhn.fhir.rest.api.EncodingEnum;
import ca.uhn.fhir.rest.api.ValidationModeEnum;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import ca.uhn.fhir.rest.server.IResourceProvider;
import ca.uhn.fhir.rest.server.exceptions.InvalidRequestException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.StreamSupport;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.hl7.fhir.r4.model.IdType;
import org.hl7.fhir.r4.model.OperationOutcome;
import org.hl7.fhir.r4.model.Parameters;
import org.hl7.fhir.r4.model.Parameters.ParametersParameterComponent;
import org.hl7.fhir.r4.model.Resource;
import org.jspecify.annotations.Nullable;

/**
 * Provides {@code $validate} for one type, in place of HAPI's: that one reads a profile only from
 * the URL, or from Parameters as a string, which FHIR does not allow there.
 *
 * @param <T> the type
 */
public final class ValidateProvider<T extends IBaseResource> implements IResourceProvider {
  private static final String DEFINITION =
      "http://hl7.org/fhir/OperationDefinition/Resource-validate";
  private static final String RESOURCE = "resource";
  private static final ObjectMapper JSON = new ObjectMapper();

  private final IFhirResourceDao<T> store;

  /**
   * @param store validates, and reads a stored resource that is to be validated
   */
  public ValidateProvider(IFhirResourceDao<T> store) {
    this.store = store;
  }

  @Override
  public Class<T> getResourceType() {
    return store.getResourceType();
  }

  /**
   * Validates the resource in the body, bare or in Parameters.
   *
   * @return the findings; 400 if there is no resource of this type, or the mode is unknown
   */
  @Operation(name = OwnOperation.Name.VALIDATE, idempotent = true, canonicalUrl = DEFINITION)
  public OperationOutcome onType(RequestDetails request) {
    return validate(null, request);
  }

  /** Validates the resource in the body, or the stored one if there is none; 404 without either. */
  @Operation(name = OwnOperation.Name.VALIDATE, idempotent = true, canonicalUrl = DEFINITION)
  public OperationOutcome onInstance(@IdParam IdType id, RequestDetails request) {
    return validate(id, request);
  }

  private OperationOutcome validate(@Nullable IdType id, RequestDetails request) {
    IBaseResource body = request.getResource();
    boolean wrapped = body instanceof Parameters;
    Optional<Resource> given =
        wrapped ? wrapped((Parameters) body) : Optional.ofNullable((Resource) body);
    given
        .filter(resource -> !getResourceType().isInstance(resource))
        .ifPresent(
            other -> {
              throw new InvalidRequestException(
                  "The url asks to validate a %s, but the resource is a %s. Post it to its own type."
                      .formatted(getResourceType().getSimpleName(), other.fhirType()));
            });
    String mode = input(request, "mode").orElse(null);
    return (OperationOutcome)
        store
            .validate(
                given.map(getResourceType()::cast).orElse(null),
                id,
                given.isPresent() ? text(request, wrapped) : null,
                EncodingEnum.JSON,
                mode == null ? null : mode(mode),
                input(request, "profile").orElse(null),
                request)
            .getOperationOutcome();
  }

  private static Optional<Resource> wrapped(Parameters parameters) {
    return parameters.getParameter().stream()
        .filter(p -> RESOURCE.equals(p.getName()))
        .map(ParametersParameterComponent::getResource)
        .filter(Objects::nonNull)
        .findFirst();
  }

  private static ValidationModeEnum mode(String code) {
    return Optional.ofNullable(ValidationModeEnum.forCode(code))
        .orElseThrow(
            () ->
                new InvalidRequestException(
                    "The mode of a validation is create, update or delete, not " + code + "."));
  }

  /** Returns a parameter of the query or of the body, whose value may have any primitive type. */
  private static Optional<String> input(RequestDetails request, String name) {
    @Nullable String[] query = request.getParameters().get(name);
    if (query != null && query.length > 0) {
      return Optional.of(query[0]).filter(value -> !value.isBlank());
    }
    return request.getResource() instanceof Parameters parameters
        ? parameters.getParameter().stream()
            .filter(p -> name.equals(p.getName()) && p.hasValue())
            .map(p -> p.getValue().primitiveValue())
            .filter(Objects::nonNull)
            .findFirst()
        : Optional.empty();
  }

  /**
   * Returns the resource as it was sent, so that elements which a parser drops are found too; null
   * for XML and for an entry of a Bundle, which are validated as parsed.
   */
  private static @Nullable String text(RequestDetails request, boolean wrapped) {
    String type = Objects.requireNonNullElse(request.getHeader(Constants.HEADER_CONTENT_TYPE), "");
    if (request.isSubRequest() || !type.contains("json")) {
      return null;
    }
    try {
      JsonNode sent = JSON.readTree(request.loadRequestContents());
      return wrapped
          ? StreamSupport.stream(sent.path("parameter").spliterator(), false)
              .filter(p -> RESOURCE.equals(p.path("name").asText()))
              .map(p -> p.path(RESOURCE).toString())
              .findFirst()
              .orElse(null)
          : new String(request.loadRequestContents(), java.nio.charset.StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new InvalidRequestException("The body is no JSON.", e);
    }
  }
}
