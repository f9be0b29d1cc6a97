package org.priceunits.terminology;

import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.hl7.fhir.r5.model.CodeSystem;
import org.hl7.fhir.r5.model.CodeSystem.ConceptDefinitionComponent;

/**
 * Keeps a copy without the concepts of each code system, which is needed with other concepts (those
 * of one day, or of one search) or another content mode. A copy with all concepts takes much
 * longer.
 */
final class CodeSystemHeads {
  private final Map<CodeSystem, CodeSystem> heads;

  private CodeSystemHeads(Map<CodeSystem, CodeSystem> heads) {
    this.heads = heads;
  }

  static CodeSystemHeads of(List<CodeSystem> systems) {
    Map<CodeSystem, CodeSystem> heads = new IdentityHashMap<>();
    systems.forEach(system -> heads.put(system, behead(system)));
    return new CodeSystemHeads(heads);
  }

  private static CodeSystem behead(CodeSystem system) {
    List<ConceptDefinitionComponent> concepts = system.getConcept();
    system.setConcept(null);
    CodeSystem head = system.copy();
    system.setConcept(concepts);
    return head;
  }

  /** Returns these and the others. */
  CodeSystemHeads and(CodeSystemHeads others) {
    Map<CodeSystem, CodeSystem> all = new IdentityHashMap<>(heads);
    all.putAll(others.heads);
    return new CodeSystemHeads(all);
  }

  /**
   * Returns these, and the same for copies of their code systems.
   *
   * @param originals the original of each copy
   */
  CodeSystemHeads andForCopies(Map<CodeSystem, CodeSystem> originals) {
    Map<CodeSystem, CodeSystem> all = new IdentityHashMap<>(heads);
    originals.forEach((copy, original) -> all.put(copy, heads.getOrDefault(original, original)));
    return new CodeSystemHeads(all);
  }

  /** Returns a copy of a code system with the given concepts instead of its own. */
  CodeSystem copy(CodeSystem system, List<ConceptDefinitionComponent> concepts) {
    return heads.getOrDefault(system, system).copy().setConcept(concepts);
  }
}
