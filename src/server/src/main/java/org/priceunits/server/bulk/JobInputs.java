package org.priceunits.server.bulk;

import ca.uhn.fhir.context.FhirContext;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.hl7.fhir.r4.model.BooleanType;
import org.hl7.fhir.r4.model.IdType;
import org.hl7.fhir.r4.model.MedicationAdministration;
import org.hl7.fhir.r4.model.Parameters;
import org.hl7.fhir.r4.model.Parameters.ParametersParameterComponent;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.StringType;
import org.jspecify.annotations.Nullable;
import org.priceunits.domain.billing.result.IssueCode;
import org.priceunits.pricing.CallInputs;
import org.priceunits.pricing.CallInputs.Input;
import org.priceunits.pricing.CallRefusedException;
import org.priceunits.pricing.ClaimPricer;

/**
 * The inputs of a job that are no records: the terms for every patient, statements about single
 * administrations, and what is stored here.
 */
final class JobInputs {
  private static final Map<String, String> OF_ONE =
      Map.of(
          "billingCode",
          "billingCode is about one drug. In a job each record names its own: put the code on its"
              + " medication, or send statement.billingCode.",
          "coverage",
          "coverage is about one patient. In a job the only active Coverage of each patient counts:"
              + " send it among the records.",
          "asTransaction",
          "asTransaction is for an answer at once. Send store=true, or store the claims of the"
              + " output.");

  private static final Set<String> OF_ANSWER = Set.of("_format", "_pretty");

  private static final Set<String> REFERENCES = Set.of("provider");

  private final List<ParametersParameterComponent> terms = new ArrayList<>();
  private final List<ParametersParameterComponent> statements = new ArrayList<>();
  private final List<String> references = new ArrayList<>();
  private @Nullable String criteria;
  private boolean store;
  private boolean storeIsSent;

  /** Indexes of the statements about each administration; null until they are asked for. */
  private @Nullable Map<String, List<Integer>> places;

  /** Reads inputs that were checked before. */
  static JobInputs of(String json) {
    JobInputs inputs = new JobInputs();
    FhirContext.forR4Cached()
        .newJsonParser()
        .parseResource(Parameters.class, json)
        .getParameter()
        .forEach(parameter -> inputs.add(parameter, ""));
    return inputs;
  }

  /**
   * Adds the inputs of a query string, but those about the form of the answer.
   *
   * @throws CallRefusedException for one that a job does not take
   */
  void query(Map<String, String[]> parameters) {
    parameters.forEach(
        (name, values) -> {
          if (name.startsWith("_") && !OF_ANSWER.contains(name)) {
            throw CallRefusedException.notUnderstood(
                IssueCode.PARAMETER_NOT_VALID,
                "http." + name,
                "%s is no input of a job, and would change nothing. Leave it out; criteria says which stored administrations are priced."
                    .formatted(name));
          }
          if (!OF_ANSWER.contains(name)) {
            for (String value : values) {
              text(name, value, "http." + name);
            }
          }
        });
  }

  /**
   * Adds an input that came as text.
   *
   * @param path its place in the request
   * @throws CallRefusedException for one that a job does not take
   */
  void text(String name, String value, String path) {
    add(
        new ParametersParameterComponent()
            .setName(name)
            .setValue(REFERENCES.contains(name) ? new Reference(value) : new StringType(value)),
        path);
  }

  /**
   * Adds an input.
   *
   * @param path its place in the request
   * @throws CallRefusedException for one that a job does not take
   */
  void add(ParametersParameterComponent parameter, String path) {
    String name = String.valueOf(parameter.getName());
    if (OF_ONE.containsKey(name)) {
      throw refusal(String.valueOf(OF_ONE.get(name)), path);
    }
    switch (name) {
      case "statement" -> {
        if (parameter.getId() == null) {
          parameter.setId(path);
        }
        statements.add(parameter);
        places = null;
      }
      case "administrationReference" -> references.add(reference(parameter, path));
      case "criteria" -> {
        if (criteria != null) {
          throw refusal("criteria is sent twice. Send one search.", path);
        }
        criteria = text(parameter, path);
      }
      case "store" -> {
        if (storeIsSent) {
          throw refusal("store is sent twice. Send it once.", path);
        }
        storeIsSent = true;
        store = flag(parameter, path);
      }
      default -> {
        if (parameter.getId() == null) {
          parameter.setId(path);
        }
        terms.add(parameter);
      }
    }
  }

  private static String reference(ParametersParameterComponent parameter, String path) {
    if (parameter.getValue() instanceof Reference reference) {
      IdType id = new IdType(reference.getReference());
      if ("MedicationAdministration".equals(id.getResourceType()) && id.hasIdPart()) {
        return id.getValue();
      }
    }
    throw refusal(
        "administrationReference names a stored MedicationAdministration, such as"
            + " MedicationAdministration/a1. Correct it.",
        path);
  }

  private static String text(ParametersParameterComponent parameter, String path) {
    String text = parameter.getValue() == null ? null : parameter.getValue().primitiveValue();
    if (text == null || text.isBlank()) {
      throw refusal(
          "%s has no value. Send one, or leave it out.".formatted(parameter.getName()), path);
    }
    return text;
  }

  private static boolean flag(ParametersParameterComponent parameter, String path) {
    return switch (text(parameter, path)) {
      case "true" -> true;
      case "false" -> false;
      default -> throw refusal("store is true or false. Correct it.", path);
    };
  }

  static CallRefusedException refusal(String text, String path) {
    return CallRefusedException.notUsable(IssueCode.PARAMETER_NOT_VALID, path, text);
  }

  /**
   * Refuses what would be refused for every patient.
   *
   * @throws CallRefusedException as {@code $price-units} itself would
   */
  void check(ClaimPricer pricer) {
    for (ParametersParameterComponent statement : statements) {
      if (administration(statement).isEmpty()) {
        throw refusal(
            "In a job each statement names its administration. Send statement.administration.",
            statement.getId());
      }
    }
    if (store && terms.stream().anyMatch(JobInputs::asksForCharges)) {
      throw refusal(
          "store=true stores claims, and no charge items. Leave as out, or store the charge items"
              + " of the output.",
          "store");
    }
    CallInputs call = new CallInputs().body(new MedicationAdministration());
    for (ParametersParameterComponent term : terms) {
      call.all(List.of(new Input(String.valueOf(term.getId()), term)));
    }
    pricer.price(call);
  }

  private static boolean asksForCharges(ParametersParameterComponent term) {
    return "as".equals(term.getName())
        && term.getValue() != null
        && !"claim".equals(term.getValue().primitiveValue());
  }

  /**
   * Returns the inputs of the call for one patient.
   *
   * @param administrations ids of the patient's administrations
   * @param siteZone time zone of the site, unless the job states one; null if there is none
   */
  CallInputs ofPatient(Set<String> administrations, @Nullable ZoneId siteZone) {
    CallInputs call = new CallInputs();
    call.all(terms.stream().map(term -> new Input("", term)).toList());
    if (!statements.isEmpty()) {
      Map<String, List<Integer>> places = placesOfStatements();
      call.all(
          administrations.stream()
              .flatMap(id -> places.getOrDefault(id, List.of()).stream())
              .sorted()
              .map(statements::get)
              .map(statement -> new Input(String.valueOf(statement.getId()), statement))
              .toList());
    }
    boolean stated = terms.stream().anyMatch(term -> "timeZone".equals(term.getName()));
    return siteZone == null || stated ? call : call.timeZone(siteZone.getId());
  }

  /** A chunk asks for each of its patients, so the statements are not searched each time. */
  private Map<String, List<Integer>> placesOfStatements() {
    if (places == null) {
      places =
          IntStream.range(0, statements.size())
              .boxed()
              .collect(Collectors.groupingBy(i -> administration(statements.get(i))));
    }
    return places;
  }

  /** Returns the id of the administration that a statement names; empty if it names none. */
  private static String administration(ParametersParameterComponent statement) {
    return statement.getPart().stream()
        .filter(part -> "administration".equals(part.getName()))
        .map(ParametersParameterComponent::getValue)
        .filter(Reference.class::isInstance)
        .map(value -> new IdType(((Reference) value).getReference()).getIdPart())
        .filter(id -> id != null)
        .findFirst()
        .orElse("");
  }

  /** Returns the ids that the statements name. */
  List<String> stated() {
    return statements.stream().map(JobInputs::administration).toList();
  }

  /** Returns the references to administrations, each with the base and version that it names. */
  List<String> references() {
    return references;
  }

  @Nullable String criteria() {
    return criteria;
  }

  boolean store() {
    return store;
  }

  /** Returns all of it as Parameters in JSON. */
  String json() {
    Parameters all = new Parameters();
    terms.forEach(all::addParameter);
    statements.forEach(all::addParameter);
    references.forEach(
        reference ->
            all.addParameter()
                .setName("administrationReference")
                .setValue(new Reference(reference)));
    if (criteria != null) {
      all.addParameter().setName("criteria").setValue(new StringType(criteria));
    }
    if (store) {
      all.addParameter().setName("store").setValue(new BooleanType(true));
    }
    return FhirContext.forR4Cached().newJsonParser().encodeResourceToString(all);
  }
}
