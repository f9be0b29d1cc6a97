package org.priceunits.server.operation;

import ca.uhn.fhir.rest.api.server.RequestDetails;
import ca.uhn.fhir.rest.server.exceptions.InvalidRequestException;
import ca.uhn.fhir.rest.server.exceptions.ResourceNotFoundException;
import ca.uhn.fhir.rest.server.exceptions.UnprocessableEntityException;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.hl7.fhir.r4.model.BooleanType;
import org.hl7.fhir.r4.model.CodeType;
import org.hl7.fhir.r4.model.IdType;
import org.hl7.fhir.r4.model.IntegerType;
import org.hl7.fhir.r4.model.OperationOutcome;
import org.hl7.fhir.r4.model.Parameters;
import org.hl7.fhir.r4.model.Parameters.ParametersParameterComponent;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.StringType;
import org.hl7.fhir.r4.model.Type;
import org.hl7.fhir.r4.model.UriType;
import org.jspecify.annotations.Nullable;
import org.priceunits.terminology.Languages;
import org.priceunits.terminology.Reply;
import org.priceunits.terminology.Terminology;
import org.priceunits.terminology.TerminologyOperation;

/** A call of a terminology operation, answered from the current snapshot. */
public final class TerminologyCall {
  private static final Set<String> FLAGS =
      Set.of(
          "abstract",
          "activeOnly",
          "excludeNested",
          "excludeNotForUI",
          "excludePostCoordinated",
          "includeDefinition",
          "includeDesignations",
          "inferSystem",
          "lenient-display-validation",
          "reverse",
          "valueset-membership-only");
  private static final Set<String> ADDRESSES =
      Set.of(
          "url",
          "system",
          "valueSet",
          "context",
          "source",
          "target",
          "targetsystem",
          "targetSystem",
          "sourceSystem");
  private static final Set<String> CODES =
      Set.of(
          "code",
          "codeA",
          "codeB",
          "displayLanguage",
          "property",
          "sourceCode",
          "targetCode",
          "contextDirection");
  private static final Set<String> NUMBERS = Set.of("count", "offset");
  private static final int UNPROCESSABLE = 422;
  private static final int NOT_FOUND = 404;

  private final RequestDetails request;
  private final Terminology terminology;
  private final Parameters parameters;

  private TerminologyCall(RequestDetails request, Terminology terminology, Parameters parameters) {
    this.request = request;
    this.terminology = terminology;
    this.parameters = parameters;
  }

  /**
   * Reads the call: the Parameters of the body, then the query string; then the Accept-Language
   * header. What may be given once and is given twice is refused with 400.
   */
  public static TerminologyCall of(Supplier<Terminology> current, RequestDetails request) {
    Parameters parameters = new Parameters();
    IBaseResource body = request.getResource();
    if (body instanceof Parameters given) {
      given.getParameter().forEach(TerminologyCall::check);
      given.getParameter().forEach(parameters::addParameter);
    } else if (body != null) {
      throw new InvalidRequestException("The body of this operation is a Parameters resource.");
    }
    for (Map.Entry<String, String[]> entry : request.getParameters().entrySet()) {
      if (!entry.getKey().startsWith("_")) {
        for (String value : entry.getValue()) {
          parameters.addParameter().setName(entry.getKey()).setValue(typed(entry.getKey(), value));
        }
      }
    }
    Cardinality.check(parameters);
    String language = Languages.readable(request.getHeader(Languages.HEADER));
    if (!language.isEmpty() && !parameters.hasParameter("displayLanguage")) {
      parameters.addParameter().setName(Languages.HEADER).setValue(new CodeType(language));
    }
    return new TerminologyCall(request, current.get(), ImplicitSets.spelledOut(parameters));
  }

  /**
   * Names the hosted resource of an instance-level call under the given parameter; 404 if it does
   * not exist, 400 if a parameter names another one.
   */
  public TerminologyCall on(@Nullable IdType id, String type, String parameter) {
    if (id != null) {
      String url =
          terminology
              .hosted()
              .canonicalOf(type, id.getIdPart())
              .orElseThrow(
                  () ->
                      new ResourceNotFoundException(
                          type + "/" + id.getIdPart() + " is not known here."));
      new Focus(type + "/" + id.getIdPart(), url).nameIn(parameters, parameter);
    }
    return this;
  }

  /**
   * Runs the operation; a refusal is thrown as HAPI's exception with the same status and outcome.
   */
  public Resource answer(TerminologyOperation operation) {
    Reply reply = terminology.answer(operation, parameters);
    if (reply instanceof Reply.Answered answered) {
      return EncodedAnswerInterceptor.shortCut(request, answered);
    }
    Reply.Refused refused = (Reply.Refused) reply;
    OperationOutcome outcome = refused.outcome();
    String text = outcome.getIssueFirstRep().getDetails().getText();
    throw switch (refused.status()) {
      case NOT_FOUND -> new ResourceNotFoundException(text, outcome);
      case UNPROCESSABLE -> new UnprocessableEntityException(text, outcome);
      default -> new InvalidRequestException(text, outcome);
    };
  }

  /**
   * Parses a query parameter as its FHIR type; 400 naming the parameter if the text is not of that
   * type.
   */
  private static Type typed(String name, String value) {
    if (FLAGS.contains(name)) {
      check(name, value, "true|false", "true or false");
      return new BooleanType(value);
    }
    if (NUMBERS.contains(name)) {
      check(name, value, "\\d{1,9}", "a whole number, 0 or more");
      return new IntegerType(value);
    }
    if (ADDRESSES.contains(name)) {
      return new UriType(value);
    }
    return CODES.contains(name) ? new CodeType(value) : new StringType(value);
  }

  /** Refuses with 400 a body parameter without a value, or with a value of another type. */
  private static void check(ParametersParameterComponent parameter) {
    String name = parameter.getName();
    boolean empty = !parameter.hasValue() && !parameter.hasResource() && !parameter.hasPart();
    if (name == null || empty) {
      throw new InvalidRequestException(
          name == null ? "A parameter has no name." : "Parameter '" + name + "' has no value.");
    }
    if (NUMBERS.contains(name) && !(parameter.getValue() instanceof IntegerType)) {
      throw new InvalidRequestException("Parameter '" + name + "' must be a valueInteger.");
    }
    if (FLAGS.contains(name) && !(parameter.getValue() instanceof BooleanType)) {
      throw new InvalidRequestException("Parameter '" + name + "' must be a valueBoolean.");
    }
  }

  private static void check(String name, String value, String pattern, String expected) {
    if (!value.matches(pattern)) {
      throw new InvalidRequestException("Parameter '" + name + "' must be " + expected + ".");
    }
  }
}
