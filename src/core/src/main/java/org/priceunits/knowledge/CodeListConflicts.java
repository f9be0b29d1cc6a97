package org.priceunits.knowledge;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.hl7.fhir.r4.model.CodeSystem;
import org.hl7.fhir.r4.model.CodeSystem.CodeSystemContentMode;
import org.hl7.fhir.r4.model.CodeSystem.ConceptDefinitionComponent;
import org.hl7.fhir.r4.model.Resource;
import org.jspecify.annotations.Nullable;
import org.priceunits.fhir.Canonicals;
import org.priceunits.knowledge.PricingKnowledge.KnowledgeFault;

/** The conflicts of the lists that every claim line names: HCPCS and the places of service. */
final class CodeListConflicts {
  private static final Set<String> VITAL = Set.of(Canonicals.HCPCS, Canonicals.PLACE_OF_SERVICE);

  private final CodeSystem system;
  private final List<Resource> others;

  CodeListConflicts(CodeSystem system, List<Resource> others) {
    this.system = system;
    this.others = others;
  }

  /**
   * @param before the list as it is stored under the same id; null if there is none
   */
  List<KnowledgeFault> of(@Nullable CodeSystem before) {
    List<KnowledgeFault> faults = new ArrayList<>();
    if (isVital(system)) {
      second().ifPresent(faults::add);
    }
    if (before != null && isVital(before) && VITAL.contains(before.getUrl())) {
      lost(before).ifPresent(faults::add);
    }
    if (Canonicals.HCPCS.equals(system.getUrl())) {
      faults.addAll(Successions.of(system, others).circles());
    }
    return faults;
  }

  List<KnowledgeFault> ofDeleting() {
    return isVital(system) && another().isEmpty()
        ? List.of(
            KnowledgeFault.of(
                system,
                "CodeSystem",
                "Every claim line names a code of this list, so it is not deleted. Replace it by PUT."))
        : List.of();
  }

  private Optional<KnowledgeFault> second() {
    return another()
        .map(
            other ->
                KnowledgeFault.of(
                    system,
                    "CodeSystem.url",
                    "%s holds the codes of this address already, and two lists would price one dose by two rules. Change that one."
                        .formatted(KnowledgeFault.name(other))));
  }

  private Optional<CodeSystem> another() {
    return others.stream()
        .filter(CodeSystem.class::isInstance)
        .map(CodeSystem.class::cast)
        .filter(other -> isVital(other) && Canonicals.isSame(other.getUrl(), system.getUrl()))
        .findFirst();
  }

  /** CMS keeps the codes that it retires, so that a list without most of them is a part of one. */
  private Optional<KnowledgeFault> lost(CodeSystem before) {
    Set<String> held = codes(before);
    Set<String> kept = new HashSet<>(held);
    if (String.valueOf(before.getUrl()).equals(system.getUrl()) && isVital(system)) {
      kept.retainAll(codes(system));
    } else {
      kept.clear();
    }
    return kept.size() * 2 >= held.size()
        ? Optional.empty()
        : Optional.of(
            KnowledgeFault.of(
                system,
                "CodeSystem.concept",
                "The list has %d of the %d codes that are stored, and the others would be refused as unknown. Send it with them; a retired code keeps its place with its last day."
                    .formatted(kept.size(), held.size())));
  }

  private static Set<String> codes(CodeSystem system) {
    return system.getConcept().stream()
        .map(ConceptDefinitionComponent::getCode)
        .collect(Collectors.toSet());
  }

  /**
   * Returns true for HCPCS and the places of service, under any of their addresses: the terminology
   * answers for a code by the list whose address it was asked with.
   */
  static boolean isVital(CodeSystem system) {
    return VITAL.stream().anyMatch(vital -> Canonicals.isSame(vital, system.getUrl()))
        && system.getContent() != CodeSystemContentMode.SUPPLEMENT;
  }
}
