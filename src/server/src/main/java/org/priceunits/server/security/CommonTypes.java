package org.priceunits.server.security;

import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The resource types that all clients share, whatever partitions there are. The knowledge is among
 * them: a change of it changes what everybody's doses cost, how everybody's resources are searched
 * or what they are checked against.
 */
public final class CommonTypes {
  /** What the {@linkplain KnowledgeEditors knowledge editors} write. */
  public static final Set<String> KNOWLEDGE =
      Set.of(
          // prices, packages and policies
          "ChargeItemDefinition",
          "MedicationKnowledge",
          // terminology
          "CodeSystem",
          "ValueSet",
          "ConceptMap",
          "NamingSystem",
          // definitions
          "StructureDefinition",
          "SearchParameter",
          "OperationDefinition",
          "ImplementationGuide",
          "CapabilityStatement",
          "CompartmentDefinition",
          "StructureMap",
          "Library",
          "Questionnaire");

  /** What the server alone writes. */
  static final String AUDIT = "AuditEvent";

  static final Set<String> ALL =
      Stream.concat(KNOWLEDGE.stream(), Stream.of(AUDIT)).collect(Collectors.toUnmodifiableSet());

  private CommonTypes() {}
}
