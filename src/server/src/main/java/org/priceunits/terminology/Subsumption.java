package org.priceunits.terminology;

import static org.hl7.fhir.convertors.factory.VersionConvertorFactory_40_50.convertResource;

import java.util.List;
import java.util.Set;
import org.hl7.fhir.r5.model.CodeSystem;
import org.hl7.fhir.r5.model.CodeSystem.CodeSystemHierarchyMeaning;
import org.hl7.fhir.r5.model.CodeSystem.ConceptDefinitionComponent;
import org.hl7.fhir.r5.model.CodeType;
import org.hl7.fhir.r5.model.Coding;
import org.hl7.fhir.r5.model.Enumerations.CodeSystemContentMode;
import org.hl7.fhir.r5.model.OperationOutcome.IssueType;
import org.hl7.fhir.r5.model.OperationOutcome.OperationOutcomeIssueComponent;
import org.hl7.fhir.r5.model.Parameters;
import org.hl7.fhir.utilities.i18n.I18nConstants;
import org.jspecify.annotations.Nullable;

/**
 * Performs {@code $subsumes}: equivalent, subsumes, subsumed-by or not-subsumed, by the hierarchy
 * of the code system. It refuses where the hierarchy cannot tell, as HL7's library does: two code
 * systems or versions, and different codes of a system of which not all codes are here, whose
 * hierarchy is declared to mean something else than is-a, or that lie below each other.
 */
final class Subsumption {
  private static final String INVALID = "invalid-data";

  private final PooledWorkerContext context;
  private final Asked a;
  private final Asked b;

  private Subsumption(PooledWorkerContext context, Asked a, Asked b) {
    this.context = context;
    this.a = a;
    this.b = b;
  }

  /**
   * One of the two codes.
   *
   * @param place the parameter that names it
   */
  private record Asked(Coding coding, String place) {
    static Asked of(Query query, String letter) {
      Coding coding = query.value("coding" + letter, Coding.class);
      return coding == null
          ? new Asked(
              new Coding()
                  .setSystem(query.text("system"))
                  .setVersion(query.text("version"))
                  .setCode(query.text("code" + letter)),
              "code" + letter)
          : new Asked(coding, "coding" + letter);
    }

    @Nullable String version() {
      return coding.getVersion();
    }
  }

  static org.hl7.fhir.r4.model.Resource answer(PooledWorkerContext context, Query query) {
    Subsumption subsumption = new Subsumption(context, Asked.of(query, "A"), Asked.of(query, "B"));
    subsumption.checkRequest(query.text("system"));
    Parameters answer = new Parameters();
    answer.addParameter("outcome", new CodeType(subsumption.outcome()));
    return convertResource(answer);
  }

  /**
   * @param system the code system that the call is made on, or names
   */
  private void checkRequest(@Nullable String system) {
    for (Asked asked : List.of(a, b)) {
      if (!asked.coding().hasCode()) {
        throw refused(asked, "SUBSUMPTION_NO_CODE", "Parameter '%s' has no code.", asked.place());
      }
      if (!asked.coding().hasSystem()) {
        throw refused(
            asked, "SUBSUMPTION_NO_SYSTEM", "Parameter '%s' has no code system.", asked.place());
      }
    }
    String named = address(system == null ? a.coding().getSystem() : system);
    for (Asked asked : List.of(a, b)) {
      String own = address(asked.coding().getSystem());
      if (!own.equals(named)) {
        throw refused(
            asked,
            "SUBSUMPTION_SYSTEM_MISMATCH",
            "The codes are of two code systems, '%s' and '%s'; ask about two of the same.",
            named,
            own);
      }
    }
    if (a.version() != null && b.version() != null && !a.version().equals(b.version())) {
      throw refused(
          b,
          "SUBSUMPTION_VERSION_MISMATCH",
          "The codes are of two versions of '%s', '%s' and '%s'; ask about two of the same.",
          named,
          a.version(),
          b.version());
    }
  }

  /** Returns an address without the version that may follow it. */
  private static String address(String canonical) {
    return canonical.split("\\|")[0];
  }

  private String outcome() {
    String version = a.version() == null ? b.version() : a.version();
    CodeSystem system = Lookup.known(context, a.coding().getSystem(), version);
    var here = context.catalog().concept(system, a.coding().getCode());
    var there = context.catalog().concept(system, b.coding().getCode());
    if (here != null && there != null && here.getCode().equals(there.getCode())) {
      return "equivalent";
    }
    checkHierarchy(system);
    ConceptDefinitionComponent conceptA = known(system, a);
    ConceptDefinitionComponent conceptB = known(system, b);
    boolean down = isBelow(conceptB, conceptA);
    boolean up = isBelow(conceptA, conceptB);
    if (down && up) {
      throw undecided(
          "Each of the two codes lies below the other: the hierarchy of %s goes in a circle.",
          system);
    }
    return down ? "subsumes" : up ? "subsumed-by" : "not-subsumed";
  }

  /** The answer takes time by the number of concepts below, which the call's budget bounds. */
  private boolean isBelow(ConceptDefinitionComponent concept, ConceptDefinitionComponent above) {
    Set<ConceptDefinitionComponent> below = Hierarchy.below(above);
    context.call().budget().spendOnSearches(1, below.size());
    return below.contains(concept);
  }

  /** Refuses the call if different codes of the code system cannot be compared. */
  private static void checkHierarchy(CodeSystem system) {
    if (system.getContent() != CodeSystemContentMode.COMPLETE || GrammarSystems.isGrammar(system)) {
      throw undecided(
          "Not all codes of %s are here, so what subsumes what cannot be told.", system);
    }
    if (system.hasHierarchyMeaning()
        && system.getHierarchyMeaning() != CodeSystemHierarchyMeaning.ISA) {
      throw undecided(
          "The hierarchy of %s does not mean is-a, so it does not tell what subsumes what.",
          system);
    }
  }

  private ConceptDefinitionComponent known(CodeSystem system, Asked asked) {
    String code = asked.coding().getCode();
    ConceptDefinitionComponent concept = context.catalog().concept(system, code);
    if (concept == null) {
      String id =
          system.hasVersion()
              ? I18nConstants.UNKNOWN_CODE_IN_VERSION
              : I18nConstants.UNKNOWN_CODE_IN;
      String text = context.formatMessage(id, code, system.getUrl(), system.getVersion());
      throw QueryRefusedException.of(
          404,
          List.of(
              at(
                  asked,
                  QueryRefusedException.issue(IssueType.CODEINVALID, id, "invalid-code", text))));
    }
    return concept;
  }

  private static QueryRefusedException refused(
      Asked asked, String id, String text, Object... arguments) {
    return QueryRefusedException.of(
        400,
        List.of(
            at(
                asked,
                QueryRefusedException.issue(
                    IssueType.INVALID, id, INVALID, text.formatted(arguments)))));
  }

  private static OperationOutcomeIssueComponent at(
      Asked asked, OperationOutcomeIssueComponent issue) {
    issue.addLocation(asked.place());
    issue.addExpression(asked.place());
    return issue;
  }

  private static QueryRefusedException undecided(String text, CodeSystem system) {
    return QueryRefusedException.of(
        422, IssueType.NOTSUPPORTED, text.formatted(system.getVersionedUrl()));
  }
}
