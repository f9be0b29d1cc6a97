package org.priceunits.server.operation;

import ca.uhn.fhir.jpa.api.dao.IFhirResourceDao;
import ca.uhn.fhir.rest.annotation.IdParam;
import ca.uhn.fhir.rest.annotation.Operation;
import ca.uhn.fhir.rest.api.Constants;
import ca.uhn.fhir.rest.api.EncodingEnum;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import ca.uhn.fhir.rest.server.IResourceProvider;
import ca.uhn.fhir.rest.server.exceptions.InvalidRequestException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.hl7.fhir.r4.model.IdType;
import org.hl7.fhir.r4.model.OperationOutcome;
import org.hl7.fhir.r4.model.OperationOutcome.IssueSeverity;
import org.hl7.fhir.r4.model.OperationOutcome.IssueType;
import org.hl7.fhir.r4.model.Parameters;
import org.hl7.fhir.r4.model.Resource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Provides {@code $validate} for one type, in place of HAPI's: that one reads a profile only from
 * the URL, or from Parameters as a string, which FHIR does not allow there.
 *
 * @param <T> the type
 */
public final class ValidateProvider<T extends IBaseResource> implements IResourceProvider {
  private static final String DEFINITION =
      "http://hl7.org/fhir/OperationDefinition/Resource-validate";
  private static final Logger LOG = LoggerFactory.getLogger(ValidateProvider.class);
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Pattern WRAPPED = Pattern.compile("<(?:[\\w.-]++:)?Parameters[\\s>]");

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
   * @return the findings, also of values that their type cannot have; 400 if there is no resource
   *     of this type, or a parameter is unknown or cannot be read
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
    ValidationInput input = ValidationInput.of(request);
    Optional<Resource> given = input.resource();
    given
        .filter(resource -> !getResourceType().isInstance(resource))
        .ifPresent(
            other -> {
              throw new InvalidRequestException(
                  "The url asks to validate a %s, but the resource is a %s. Post it to its own type."
                      .formatted(getResourceType().getSimpleName(), other.fhirType()));
            });
    try {
      return (OperationOutcome)
          store
              .validate(
                  given.map(getResourceType()::cast).orElse(null),
                  id,
                  given.isPresent() ? text(request) : null,
                  EncodingEnum.JSON,
                  input.mode(),
                  input.profile(),
                  request)
              .getOperationOutcome();
    } catch (LinkageError e) {
      // HL7's library verifies signatures by libraries that are no part of this server.
      LOG.debug("The validator lacks a class", e);
      return notValidated(
          "it is signed, and signatures are not verified here. Send it without its signature.");
    } catch (StackOverflowError e) {
      // HL7's library follows each reference into a contained resource before it ends the one that
      // it is in.
      LOG.debug("The validator followed references too deep");
      return notValidated(
          "its contained resources refer to each other in a chain that is too long to follow. Send them as resources of their own.");
    } catch (UnsupportedOperationException e) {
      // HAPI reads the profiles from the text of the resource.
      LOG.debug("The validator cannot read the profiles", e);
      return notValidated(
          "it names a profile without the address. Send it with the address, or without that profile.");
    }
  }

  private static OperationOutcome notValidated(String reason) {
    OperationOutcome outcome = new OperationOutcome();
    outcome
        .addIssue()
        .setSeverity(IssueSeverity.ERROR)
        .setCode(IssueType.NOTSUPPORTED)
        .setDiagnostics("The resource is not validated: " + reason);
    return outcome;
  }

  /**
   * Returns true if the validator can read the resource as it was sent. In XML it is not taken out
   * of Parameters, and in a Bundle it is parsed with the other entries.
   */
  static boolean hasOwnText(RequestDetails request) {
    return !request.isSubRequest() && (isJson(request) || (isXml(request) && !isWrapped(request)));
  }

  private static boolean isJson(RequestDetails request) {
    return type(request).contains("json");
  }

  private static boolean isXml(RequestDetails request) {
    return type(request).contains("xml");
  }

  private static String type(RequestDetails request) {
    return Objects.requireNonNullElse(request.getHeader(Constants.HEADER_CONTENT_TYPE), "");
  }

  private static boolean isWrapped(RequestDetails request) {
    return WRAPPED.matcher(sent(request)).find();
  }

  private static String sent(RequestDetails request) {
    return new String(request.loadRequestContents(), BodyCharset.of(type(request)));
  }

  /**
   * Returns the resource as it was sent, so that elements and values that a parser drops are found
   * too; null if it is validated as parsed.
   */
  private static @Nullable String text(RequestDetails request) {
    if (!hasOwnText(request)) {
      return null;
    }
    if (!isJson(request) || !(request.getResource() instanceof Parameters)) {
      return sent(request);
    }
    try {
      JsonNode parameters = JSON.readTree(sent(request));
      return StreamSupport.stream(parameters.path("parameter").spliterator(), false)
          .filter(p -> ValidationInput.RESOURCE.equals(p.path("name").asText()))
          .map(p -> p.path(ValidationInput.RESOURCE).toString())
          .findFirst()
          .orElse(null);
    } catch (IOException e) {
      throw new InvalidRequestException("The body is no JSON.", e);
    }
  }
}
