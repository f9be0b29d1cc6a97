package org.priceunits.terminology;

import org.hl7.fhir.exceptions.FHIRException;
import org.hl7.fhir.r5.context.SimpleWorkerContext;
import org.hl7.fhir.r5.model.CodeSystem;
import org.hl7.fhir.r5.model.Element;
import org.hl7.fhir.r5.model.Resource;
import org.hl7.fhir.r5.model.ValueSet;
import org.hl7.fhir.r5.model.ValueSet.ConceptSetComponent;
import org.hl7.fhir.r5.terminologies.validation.ValidationProcessInfo;
import org.hl7.fhir.r5.terminologies.validation.ValueSetValidator;
import org.hl7.fhir.r5.utils.validation.ValidationContextCarrier;
import org.hl7.fhir.utilities.validation.ValidationOptions;
import org.jspecify.annotations.Nullable;

/**
 * The library's validation in one value set, without its failures (null pointers) at codes and
 * versions that are not in the code system.
 */
final class CorrectedValidator extends ValueSetValidator {
  private static final String URIS = "urn:ietf:rfc:3986";

  private final @Nullable ValueSet set;

  CorrectedValidator(
      SimpleWorkerContext worker,
      BoundedWork work,
      ValidationOptions options,
      @Nullable ValueSet set) {
    super(
        worker,
        work,
        options,
        set,
        worker.getExpansionParameters(),
        worker.getTerminologyClientManager(),
        EmptyContext.LANGUAGES);
    this.set = set;
  }

  /**
   * @param carrier the resources around the code, of which the library makes nothing here
   */
  CorrectedValidator(
      SimpleWorkerContext worker,
      BoundedWork work,
      ValidationOptions options,
      @Nullable ValueSet set,
      @Nullable ValidationContextCarrier carrier) {
    super(
        worker,
        work,
        options,
        set,
        carrier,
        worker.getExpansionParameters(),
        worker.getTerminologyClientManager(),
        EmptyContext.LANGUAGES);
    this.set = set;
  }

  /**
   * Returns true for a member; a code of no system is none, while the library finds it in a list of
   * codes. The library fails at the version of a coding if an include has no system, at a code that
   * it does not know if there is a filter on properties, and at a version that it does not know
   * inside an imported set. Of the last two it has reported the code, or the version, before: such
   * a code is no member.
   */
  @Override
  public @Nullable Boolean codeInValueSet(
      String path,
      @Nullable String system,
      @Nullable String version,
      @Nullable String instanceVersion,
      @Nullable String code,
      @Nullable String display,
      ValidationProcessInfo info)
      throws FHIRException {
    if (system == null) {
      return false;
    }
    String comparable = hasImportAlone() ? null : version;
    try {
      return super.codeInValueSet(path, system, comparable, instanceVersion, code, display, info);
    } catch (NullPointerException unknown) {
      return false;
    }
  }

  private boolean hasImportAlone() {
    return set != null
        && !set.getCompose().getInclude().stream().allMatch(ConceptSetComponent::hasSystem);
  }

  /**
   * The library adds supplements to a code system that it did not find. It asks from its
   * constructor, too, when it knows no more than its context.
   */
  @Override
  public @Nullable CodeSystem resolveCodeSystem(
      @Nullable String system,
      @Nullable String version,
      @Nullable Element place,
      @Nullable Resource source) {
    CanonicalCatalog catalog = ((Catalogued) context).catalog();
    boolean known = system == null || catalog.codeSystem(system, version) != null;
    return known || URIS.equals(system)
        ? super.resolveCodeSystem(system, version, place, source)
        : null;
  }
}
