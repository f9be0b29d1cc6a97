package org.priceunits.server.security;

import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The resource types that all clients share, regardless of partitions. Reference data is among
 * them: a change of it affects the prices of everybody's doses, and how everybody's resources are
 * searched and validated.
 */
public final class CommonTypes {
  /** The types that {@linkplain KnowledgeEditors knowledge editors} write. */
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

  /** The type that only the server writes. */
  static final String AUDIT = "AuditEvent";

  static final Set<String> ALL =
      Stream.concat(KNOWLEDGE.stream(), Stream.of(AUDIT)).collect(Collectors.toUnmodifiableSet());

  private CommonTypes() {}
}
