package org.priceunits.terminology;

import static org.hl7.fhir.convertors.factory.VersionConvertorFactory_40_50.convertResource;

import java.util.List;
import org.hl7.fhir.r5.model.CodeableConcept;
import org.hl7.fhir.r5.model.Coding;
import org.hl7.fhir.r5.model.Parameters;
import org.hl7.fhir.r5.model.Parameters.ParametersParameterComponent;
import org.hl7.fhir.r5.model.ValueSet;
import org.hl7.fhir.r5.terminologies.utilities.ValidationResult;
import org.hl7.fhir.utilities.validation.ValidationOptions;
import org.jspecify.annotations.Nullable;
import org.priceunits.domain.product.Ndc;
import org.priceunits.fhir.Canonicals;

/** Performs {@code $validate-code} on CodeSystem and ValueSet. */
final class CodeValidation {
  private static final String NOTHING_TO_VALIDATE =
      "Unable to find code to validate (looked for coding | codeableConcept | code+system |"
          + " code+inferSystem in parameters";

  private static final String SEND = "Send the Parameters of one $validate-code in each.";

  private CodeValidation() {}

  static org.hl7.fhir.r4.model.Resource inCodeSystem(PooledWorkerContext context, Query query) {
    return convertResource(validate(context, query, true));
  }

  static org.hl7.fhir.r4.model.Resource inValueSet(PooledWorkerContext context, Query query) {
    return convertResource(validate(context, query, false));
  }

  static org.hl7.fhir.r4.model.Resource batch(PooledWorkerContext context, Query query) {
    if (!query.has("validation")) {
      throw QueryRefusedException.missing("Parameter 'validation' is missing. " + SEND);
    }
    Parameters answers = new Parameters();
    query
        .all("validation")
        .map(own -> query.inside(parameters(own)))
        .forEach(
            one ->
                answers
                    .addParameter()
                    .setName("validation")
                    .setResource(validateOrOutcome(context, one)));
    return convertResource(answers);
  }

  private static Parameters parameters(ParametersParameterComponent validation) {
    if (validation.getResource() instanceof Parameters own) {
      return own;
    }
    String held =
        validation.hasResource() ? "a " + validation.getResource().fhirType() : "no Parameters";
    throw QueryRefusedException.missing("Parameter 'validation' holds %s. ".formatted(held) + SEND);
  }

  private static org.hl7.fhir.r5.model.Resource validateOrOutcome(
      PooledWorkerContext context, Query one) {
    try {
      return validate(context, one, !one.has("url") && one.inlineSet() == null);
    } catch (QueryRefusedException refusal) {
      return refusal.outcome();
    }
  }

  /** Returns true if a coding is valid and in a value set. */
  static boolean isMember(PooledWorkerContext context, Query query, Coding coding, ValueSet set) {
    context.call().prepareValidation(SupplementsToUse.asked(context, query, set));
    Parameters answer =
        context.catalog().hostsServerSide(coding.getSystem())
            ? serverSide(context, query, coding, set)
            : single(context, query, coding, set, true);
    return answer.getParameterBool("result");
  }

  private static Parameters validate(PooledWorkerContext context, Query query, boolean codeSystem) {
    ValueSet set = codeSystem ? null : SetsToUse.named(context, query);
    context.call().prepareValidation(SupplementsToUse.asked(context, query, set));
    CodeableConcept concept = query.value("codeableConcept", CodeableConcept.class);
    if (concept != null) {
      return someCodes(context, query, concept, set);
    }
    Coding coding = query.value("coding", Coding.class);
    if (coding != null && !coding.hasCode()) {
      return MissingCodes.answer(coding);
    }
    Coding asked = coding == null ? inferred(context, query, set) : coding;
    if (codeSystem && !asked.hasSystem()) {
      asked.setSystem(query.text("url"));
    }
    return context.catalog().hostsServerSide(asked.getSystem())
        ? serverSide(context, query, asked, set)
        : single(context, query, asked, set, coding != null);
  }

  private static Parameters someCodes(
      PooledWorkerContext context, Query query, CodeableConcept given, @Nullable ValueSet set) {
    CodeableConcept coded = MissingCodes.leftOut(given);
    if (!coded.hasCoding()) {
      String name = set == null ? query.text("url") : set.getVersionedUrl();
      return MissingCodes.answer(context, given, name, set != null);
    }
    Parameters answer = concept(context, query, coded, set);
    answer.setParameter("codeableConcept", given);
    return MissingCodes.restored(answer, given);
  }

  /**
   * @param set null if the codes are to be looked up in their code systems alone
   */
  private static Parameters concept(
      PooledWorkerContext context, Query query, CodeableConcept given, @Nullable ValueSet set) {
    CodeableConcept concept = spelledOut(given, set == null ? query.text("url") : null);
    boolean one = concept.getCoding().size() == 1;
    Coding first = concept.getCodingFirstRep();
    if (one && context.catalog().hostsServerSide(first.getSystem())) {
      Parameters answer = serverSide(context, query, first, set);
      OneCoding.relocate(answer);
      return answer.addParameter("codeableConcept", given);
    }
    ValidationOptions options = OptionsOfCall.of(query, set != null);
    ValidationResult result =
        OneCoding.reconciled(
            context, options, concept, set, context.validateCode(options, concept, set));
    ValidationCorrections.apply(
        context, result, concept.getCoding(), set, "CodeableConcept.coding[0].system");
    return ValidationAnswer.of(result, null)
        .withSuccessors(one ? Successors.of(context, result, first) : List.of())
        .withConcept(given)
        .parameters();
  }

  /**
   * Returns the concept with its codings as single ones are read: NDCs with eleven digits, and
   * without a system of their own of the one that the call names.
   *
   * @param url null if the call names none
   */
  private static CodeableConcept spelledOut(CodeableConcept given, @Nullable String url) {
    CodeableConcept concept = given.copy();
    concept.setCoding(given.getCoding().stream().map(coding -> ndc(coding).copy()).toList());
    concept.getCoding().stream()
        .filter(coding -> !coding.hasSystem())
        .forEach(coding -> coding.setSystem(url));
    return concept;
  }

  private static Parameters serverSide(
      PooledWorkerContext context, Query query, Coding asked, @Nullable ValueSet set) {
    Parameters answer = single(context, query, ServerSideCodes.renamed(ndc(asked)), set, true);
    ServerSideCodes.nameBack(answer);
    return answer;
  }

  /** Normalizes an NDC, which is the same in each of its formats. */
  private static Coding ndc(Coding asked) {
    return Canonicals.NDC.equals(asked.getSystem()) && asked.hasCode()
        ? asked.copy().setCode(Ndc.of(asked.getCode()).map(Ndc::value).orElse(asked.getCode()))
        : asked;
  }

  /**
   * @param whole true if the caller gave a coding, or parameters that form one
   */
  private static Parameters single(
      PooledWorkerContext context,
      Query query,
      Coding asked,
      @Nullable ValueSet named,
      boolean whole) {
    context.call().rename(ServerSideCodes.isRenamed(String.valueOf(asked.getSystem())));
    ValueSet set = named == null ? null : context.call().named(named);
    ValidationOptions options = OptionsOfCall.of(query, set != null);
    ValidationResult result =
        whole ? context.validateCode(options, asked, set) : plain(context, options, asked, set);
    if (set != null) {
      AddedIssues.notInSetAfterAll(context, result, asked, set, whole ? "Coding.code" : "code");
    }
    ValidationCorrections.apply(
        context, result, List.of(asked), set, whole ? "Coding.system" : "system");
    return ValidationAnswer.of(result, asked)
        .withSuccessors(Successors.of(context, result, asked))
        .parameters();
  }

  private static ValidationResult plain(
      PooledWorkerContext context,
      ValidationOptions options,
      Coding asked,
      @Nullable ValueSet set) {
    return context.validateCode(
        asked.hasSystem() ? options : options.withGuessSystem(),
        asked.getSystem(),
        asked.getVersion(),
        asked.getCode(),
        asked.getDisplay(),
        set);
  }

  /**
   * Returns the code of the call with the system that the value set gives it, if the call states a
   * display: the library infers the system of a code alone.
   */
  private static Coding inferred(PooledWorkerContext context, Query query, @Nullable ValueSet set) {
    Coding asked = code(query, set == null);
    if (set == null || asked.hasSystem() || !asked.hasDisplay()) {
      return asked;
    }
    Coding alone = asked.copy().setDisplay(null);
    String system = plain(context, OptionsOfCall.of(query, true), alone, set).getSystem();
    return system == null ? alone : asked.setSystem(system);
  }

  private static Coding code(Query query, boolean codeSystem) {
    String code = query.text("code");
    String system = query.text(codeSystem ? "url" : "system");
    if (code == null || system == null && !query.flag("inferSystem")) {
      throw QueryRefusedException.missing(NOTHING_TO_VALIDATE);
    }
    String version = query.text(codeSystem ? "version" : "systemVersion");
    return new Coding()
        .setSystem(system)
        .setVersion(version)
        .setCode(code)
        .setDisplay(query.text("display"));
  }
}
