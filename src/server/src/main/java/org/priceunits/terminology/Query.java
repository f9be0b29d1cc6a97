package org.priceunits.terminology;

import static org.hl7.fhir.convertors.factory.VersionConvertorFactory_40_50.convertResource;

import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.hl7.fhir.r5.model.CodeType;
import org.hl7.fhir.r5.model.CodeableConcept;
import org.hl7.fhir.r5.model.Coding;
import org.hl7.fhir.r5.model.DataType;
import org.hl7.fhir.r5.model.Parameters;
import org.hl7.fhir.r5.model.Parameters.ParametersParameterComponent;
import org.hl7.fhir.r5.model.UriType;
import org.hl7.fhir.r5.model.ValueSet;
import org.jspecify.annotations.Nullable;

/** Reads the Parameters of one call by name. */
final class Query {
  private static final Set<String> RESOURCES =
      Set.of("tx-resource", "valueSet", "codeSystem", "conceptMap");

  private static final String LANGUAGE = "displayLanguage";
  private static final Pattern NUMBER = Pattern.compile("\\d{1,9}");
  private static final Pattern DAY = Pattern.compile("\\d{4}-\\d{2}-\\d{2}(T.*)?");

  private final Parameters parameters;
  private final CanonicalCatalog txResources;
  private final @Nullable ValueSet inlineSet;
  private final CanonicalCatalog hosted;

  private Query(
      Parameters parameters,
      CanonicalCatalog txResources,
      @Nullable ValueSet inlineSet,
      CanonicalCatalog hosted) {
    this.inlineSet = inlineSet;
    this.hosted = hosted;
    this.parameters = parameters;
    this.txResources = txResources;
  }

  /**
   * Reads a request; URLs of code systems are normalized to the hosted form.
   *
   * @param hosted the hosted resources, without those that come with the request
   */
  static Query of(org.hl7.fhir.r4.model.Parameters request, CanonicalCatalog hosted) {
    List<org.hl7.fhir.r4.model.Resource> inline = new ArrayList<>();
    org.hl7.fhir.r4.model.Parameters rest = new org.hl7.fhir.r4.model.Parameters();
    ValueSet set = null;
    for (var parameter : request.getParameter()) {
      if (parameter.getResource() == null || !RESOURCES.contains(parameter.getName())) {
        rest.addParameter(parameter);
      } else if (parameter.getResource() instanceof org.hl7.fhir.r4.model.ValueSet given
          && "valueSet".equals(parameter.getName())) {
        set = R5Conversion.valueSet(given);
      } else {
        inline.add(parameter.getResource());
        nameInline(parameter, rest);
      }
    }
    Parameters parameters = (Parameters) convertResource(rest);
    adopt(parameters, hosted);
    return new Query(parameters, CanonicalCatalog.of(inline), set, hosted);
  }

  /** Names an inline code system or map as the subject of the call. */
  private static void nameInline(
      org.hl7.fhir.r4.model.Parameters.ParametersParameterComponent parameter,
      org.hl7.fhir.r4.model.Parameters rest) {
    boolean focus = Set.of("codeSystem", "conceptMap").contains(parameter.getName());
    if (focus
        && parameter.getResource() instanceof org.hl7.fhir.r4.model.MetadataResource resource) {
      rest.addParameter("url", new org.hl7.fhir.r4.model.UriType(resource.getUrl()));
    }
  }

  private static void adopt(Parameters parameters, CanonicalCatalog hosted) {
    parameters.getParameter().forEach(parameter -> adopt(parameter.getValue(), hosted));
  }

  private static void adopt(@Nullable DataType value, CanonicalCatalog hosted) {
    if (value instanceof UriType uri && uri.hasValue()) {
      uri.setValue(hosted.hosted(uri.getValue()));
    } else if (value instanceof Coding coding && coding.hasSystem()) {
      coding.setSystem(hosted.hosted(coding.getSystem()));
    } else if (value instanceof CodeableConcept concept) {
      concept.getCoding().forEach(coding -> adopt(coding, hosted));
    }
  }

  /**
   * Returns one validation of a batch: its own parameters, then those of the batch that it does not
   * state itself.
   */
  Query inside(Parameters own) {
    Parameters all = own.copy();
    adopt(all, hosted);
    for (ParametersParameterComponent common : parameters.getParameter()) {
      if (!"validation".equals(common.getName()) && !own.hasParameter(common.getName())) {
        all.addParameter(common);
      }
    }
    return new Query(all, txResources, inlineSet, hosted);
  }

  /**
   * Lets the languages of the client's header count, unless the call or its value set names others.
   *
   * @param resources null if the call is on no value set
   */
  void applyHeader(@Nullable CanonicalCatalog resources) {
    String header = text(Languages.HEADER);
    if (header == null) {
      return;
    }
    ValueSet set = inlineSet;
    if (set == null && resources != null && has("url")) {
      set = resources.valueSet(required("url"), text("valueSetVersion"));
    }
    parameters.getParameter().removeIf(p -> Languages.HEADER.equals(p.getName()));
    if (!has(LANGUAGE) && (set == null || SetParameters.values(set, LANGUAGE).isEmpty())) {
      parameters.addParameter(LANGUAGE, new CodeType(header));
    }
  }

  /** Returns the value set that came with the call as {@code valueSet}. */
  @Nullable ValueSet inlineSet() {
    return inlineSet;
  }

  CanonicalCatalog txResources() {
    return txResources;
  }

  boolean has(String name) {
    return parameters.hasParameter(name);
  }

  @Nullable String text(String name) {
    DataType value = value(name);
    return value == null ? null : value.primitiveValue();
  }

  String text(String name, String fallback) {
    String value = text(name);
    return value == null ? fallback : value;
  }

  String required(String name) {
    String value = text(name);
    if (value == null || value.isBlank()) {
      throw QueryRefusedException.missing("Parameter '" + name + "' is missing.");
    }
    return value;
  }

  /** Returns a number, which must not be negative. */
  int number(String name, int fallback) {
    String value = text(name);
    if (value == null) {
      return fallback;
    }
    if (!NUMBER.matcher(value).matches()) {
      throw QueryRefusedException.missing(
          "Parameter '" + name + "' must be a whole number, 0 or more.");
    }
    return Integer.parseInt(value);
  }

  void checkPaging() {
    number("count", 0);
    number("offset", 0);
  }

  /**
   * Returns the day that {@code date} names, or the given one without it; a time of day counts as
   * its day.
   */
  LocalDate day(LocalDate today) {
    String date = text("date");
    if (date == null) {
      return today;
    }
    if (!DAY.matcher(date).matches()) {
      throw QueryRefusedException.missing(
          "Parameter 'date' must name a whole day: yyyy-MM-dd, with or without a time.");
    }
    try {
      return LocalDate.parse(date.substring(0, 10));
    } catch (DateTimeParseException e) {
      throw QueryRefusedException.missing(
          "Parameter 'date' names no day of the calendar: " + date.substring(0, 10) + ".");
    }
  }

  boolean flag(String name) {
    return "true".equals(text(name));
  }

  @Nullable DataType value(String name) {
    ParametersParameterComponent parameter = parameters.getParameter(name);
    return parameter == null ? null : parameter.getValue();
  }

  <T extends DataType> @Nullable T value(String name, Class<T> type) {
    DataType value = value(name);
    return type.isInstance(value) ? type.cast(value) : null;
  }

  Stream<String> texts(String name) {
    return parameters.getParameter().stream()
        .filter(p -> name.equals(p.getName()) && p.getValue() != null && p.getValue().isPrimitive())
        .map(p -> p.getValue().primitiveValue());
  }

  /** Returns the parameters of a name, with their parts. */
  Stream<ParametersParameterComponent> all(String name) {
    return parameters.getParameter().stream().filter(p -> name.equals(p.getName()));
  }

  /** Returns the expansion parameters for the library: everything but resources and structures. */
  Parameters expansionParameters() {
    Parameters expansion = new Parameters();
    for (ParametersParameterComponent parameter : parameters.getParameter()) {
      if (parameter.hasValue() && parameter.getValue().isPrimitive()) {
        expansion.addParameter(parameter.copy());
      }
    }
    return expansion;
  }
}
