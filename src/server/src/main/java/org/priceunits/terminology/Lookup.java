package org.priceunits.terminology;

import static org.hl7.fhir.convertors.factory.VersionConvertorFactory_40_50.convertResource;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.hl7.fhir.r5.model.BooleanType;
import org.hl7.fhir.r5.model.CanonicalType;
import org.hl7.fhir.r5.model.CodeSystem;
import org.hl7.fhir.r5.model.CodeSystem.ConceptDefinitionComponent;
import org.hl7.fhir.r5.model.CodeSystem.ConceptDefinitionDesignationComponent;
import org.hl7.fhir.r5.model.CodeType;
import org.hl7.fhir.r5.model.Coding;
import org.hl7.fhir.r5.model.DataType;
import org.hl7.fhir.r5.model.Enumerations.CodeSystemContentMode;
import org.hl7.fhir.r5.model.OperationOutcome.IssueType;
import org.hl7.fhir.r5.model.Parameters;
import org.hl7.fhir.r5.model.Parameters.ParametersParameterComponent;
import org.hl7.fhir.r5.model.StringType;
import org.hl7.fhir.r5.model.UriType;
import org.hl7.fhir.r5.terminologies.CodeSystemUtilities;
import org.hl7.fhir.utilities.i18n.I18nConstants;
import org.jspecify.annotations.Nullable;
import org.priceunits.domain.product.Ndc;
import org.priceunits.fhir.Canonicals;

/**
 * Performs {@code $lookup}: returns name, version, display, definition, designations and properties
 * of one code.
 */
final class Lookup {
  private static final Coding PREFERRED =
      new Coding(
          "http://terminology.hl7.org/CodeSystem/hl7TermMaintInfra",
          "preferredForLanguage",
          "Preferred For Language");

  private static final String PARENT = "parent";
  private static final String CHILD = "child";

  /** The language of displays whose code system states none. */
  private static final String UNSTATED = "en";

  private final CanonicalCatalog catalog;
  private final CodeSystem system;
  private final ConceptDefinitionComponent concept;
  private final Parameters answer = new Parameters();
  private final Set<String> wanted;
  private final List<String> languages;

  private Lookup(
      CanonicalCatalog catalog,
      CodeSystem system,
      ConceptDefinitionComponent concept,
      Query query) {
    this.catalog = catalog;
    this.system = system;
    this.concept = concept;
    this.languages = Languages.named(query.text("displayLanguage"));
    this.wanted = query.texts("property").collect(Collectors.toSet());
  }

  static org.hl7.fhir.r4.model.Resource answer(PooledWorkerContext context, Query query) {
    Coding coding = coding(query);
    CanonicalCatalog catalog = context.catalog();
    CodeSystem system = known(context, coding.getSystem(), coding.getVersion());
    String code =
        Canonicals.NDC.equals(coding.getSystem()) && coding.hasCode()
            ? Ndc.of(coding.getCode()).map(Ndc::value).orElse(coding.getCode())
            : coding.getCode();
    ConceptDefinitionComponent concept = catalog.concept(system, code);
    if (concept == null) {
      throw absent(context, system, coding.getCode());
    }
    Lookup lookup = new Lookup(catalog, system, concept, query);
    lookup.describe();
    catalog
        .supplements(system, SupplementsToUse.asked(context, query, null))
        .forEach(lookup::supplement);
    return convertResource(lookup.answer);
  }

  /** Returns a code system by its URL; refuses the call if there is none of that version. */
  static CodeSystem known(PooledWorkerContext context, String url, @Nullable String version) {
    CodeSystem system = context.catalog().codeSystem(url, version);
    if (system == null) {
      throw QueryRefusedException.notFound(
          422,
          "Code system '%s'%s is not known here."
              .formatted(url, version == null ? "" : " of version '" + version + "'"));
    }
    if (system.getContent() == CodeSystemContentMode.SUPPLEMENT) {
      throw QueryRefusedException.of(
          422,
          IssueType.INVALID,
          context.formatMessage(
              I18nConstants.CODESYSTEM_CS_NO_SUPPLEMENT, system.getVersionedUrl()));
    }
    return system;
  }

  private static QueryRefusedException absent(
      PooledWorkerContext context, CodeSystem system, String code) {
    boolean dated = context.catalog().onAnotherDay(system, code) != null;
    return QueryRefusedException.notFound(
        404,
        "Code '"
            + code
            + "' is not in "
            + system.getVersionedUrl()
            + (dated ? " on " + context.call().day() : "")
            + ".");
  }

  private static Coding coding(Query query) {
    Coding coding = query.value("coding", Coding.class);
    if (coding == null) {
      String system = query.has("system") ? query.required("system") : query.text("url");
      coding =
          new Coding()
              .setSystem(system)
              .setCode(query.text("code"))
              .setVersion(query.text("version"));
    }
    if (!coding.hasSystem() || !coding.hasCode()) {
      throw QueryRefusedException.missing(
          "Parameters 'system' and 'code', or a 'coding' with both, are missing.");
    }
    return coding;
  }

  private void describe() {
    answer.addParameter("name", system.hasName() ? system.getName() : system.getUrl());
    if (system.hasVersion()) {
      answer.addParameter("version", system.getVersion());
    }
    answer.addParameter("display", display());
    answer.addParameter("system", new UriType(system.getUrl()));
    answer.addParameter("code", new CodeType(concept.getCode()));
    if (concept.hasDefinition() && wants("definition")) {
      answer.addParameter("definition", concept.getDefinition());
    }
    if (wants("designation")) {
      designations();
    }
    answer.addParameter("abstract", CodeSystemUtilities.isNotSelectable(system, concept));
    properties();
  }

  /** Returns the display in the first requested language that has one, else the default. */
  private String display() {
    String own = system.hasLanguage() ? system.getLanguage() : UNSTATED;
    for (String language : languages) {
      if (Languages.match(language, own)) {
        break;
      }
      for (ConceptDefinitionDesignationComponent designation : concept.getDesignation()) {
        if (designation.hasLanguage() && Languages.match(language, designation.getLanguage())) {
          return designation.getValue();
        }
      }
    }
    return concept.hasDisplay() ? concept.getDisplay() : concept.getCode();
  }

  private void designations() {
    if (system.hasLanguage() && concept.hasDisplay()) {
      designation(
          new ConceptDefinitionDesignationComponent(concept.getDisplay())
              .setLanguage(system.getLanguage())
              .setUse(PREFERRED));
    }
    concept.getDesignation().forEach(this::designation);
  }

  private ParametersParameterComponent designation(
      ConceptDefinitionDesignationComponent designation) {
    ParametersParameterComponent part = answer.addParameter().setName("designation");
    if (designation.hasLanguage()) {
      part.addPart().setName("language").setValue(new CodeType(designation.getLanguage()));
    }
    if (designation.hasUse()) {
      part.addPart().setName("use").setValue(designation.getUse());
    }
    part.addPart().setName("value").setValue(new StringType(designation.getValue()));
    return part;
  }

  private void properties() {
    if (wants("inactive")) {
      property("inactive", new BooleanType(CodeSystemUtilities.isInactive(system, concept)));
    }
    concept.getProperty().stream()
        .filter(p -> !"inactive".equals(p.getCode()) && wants(p.getCode()))
        .forEach(p -> property(p.getCode(), p.getValue()));
    if (wants(PARENT)) {
      parentsIn(system.getConcept());
    }
    if (wants(CHILD)) {
      Hierarchy.children(concept).forEach(child -> neighbour(CHILD, child));
    }
  }

  private void parentsIn(List<ConceptDefinitionComponent> concepts) {
    for (ConceptDefinitionComponent candidate : concepts) {
      if (Hierarchy.isChild(candidate, concept)) {
        neighbour(PARENT, candidate);
      }
      if (!candidate.getConcept().isEmpty()) {
        parentsIn(candidate.getConcept());
      }
    }
  }

  /** Adds a concept above or below, unless the concept itself names it so. */
  private void neighbour(String property, ConceptDefinitionComponent other) {
    boolean named =
        concept.getProperty().stream()
            .anyMatch(
                own ->
                    property.equals(own.getCode())
                        && own.hasValue()
                        && other.getCode().equals(own.getValue().primitiveValue()));
    if (!named) {
      property(property, new CodeType(other.getCode()));
    }
  }

  private ParametersParameterComponent property(String code, DataType value) {
    ParametersParameterComponent part = answer.addParameter().setName("property");
    part.addPart().setName("code").setValue(new CodeType(code));
    part.addPart().setName("value").setValue(value);
    return part;
  }

  private void supplement(CodeSystem supplement) {
    CanonicalType source = new CanonicalType(supplement.getVersionedUrl());
    ConceptDefinitionComponent added = catalog.concept(supplement, concept.getCode());
    if (added != null && wants("designation")) {
      added
          .getDesignation()
          .forEach(d -> designation(d).addPart().setName("source").setValue(source));
    }
    if (added != null) {
      added.getProperty().stream()
          .filter(p -> wants(p.getCode()))
          .forEach(
              p ->
                  property(p.getCode(), p.getValue()).addPart().setName("source").setValue(source));
    }
    answer.addParameter("used-supplement", source);
  }

  private boolean wants(String property) {
    return wanted.isEmpty() || wanted.contains("*") || wanted.contains(property);
  }
}
