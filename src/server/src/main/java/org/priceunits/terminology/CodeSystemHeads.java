package org.priceunits.terminology;

import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.hl7.fhir.r5.model.CodeSystem;
import org.hl7.fhir.r5.model.CodeSystem.ConceptDefinitionComponent;
import org.hl7.fhir.r5.model.Enumerations.CodeSystemContentMode;

/**
 * Keeps a copy without the concepts of each code system that will be needed with other concepts or
 * another content mode: dated ones and fragments. A copy with all concepts takes much longer.
 */
final class CodeSystemHeads {
  private final Map<CodeSystem, CodeSystem> heads;

  private CodeSystemHeads(Map<CodeSystem, CodeSystem> heads) {
    this.heads = heads;
  }

  static CodeSystemHeads of(List<CodeSystem> systems) {
    Map<CodeSystem, CodeSystem> heads = new IdentityHashMap<>();
    for (CodeSystem system : systems) {
      if (DatedConcepts.isDated(system) || system.getContent() == CodeSystemContentMode.FRAGMENT) {
        heads.put(system, behead(system));
      }
    }
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
