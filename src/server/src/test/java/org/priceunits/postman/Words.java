package org.priceunits.postman;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.hl7.fhir.r4.model.CodeSystem;
import org.hl7.fhir.r4.model.CodeSystem.ConceptDefinitionComponent;
import org.hl7.fhir.r4.model.PrimitiveType;
import org.priceunits.ShippedKnowledge;

/** What the codes of one of the project's own code systems mean, in a sentence each. */
record Words(Map<String, ConceptDefinitionComponent> concepts) {
  static Words of(String codeSystem) {
    Path file = Path.of("fhir-resources", "CodeSystem-" + codeSystem + ".json");
    try {
      return new Words(
          ShippedKnowledge.FHIR
              .newJsonParser()
              .parseResource(CodeSystem.class, Files.readString(file))
              .getConcept()
              .stream()
              .collect(Collectors.toMap(ConceptDefinitionComponent::getCode, Function.identity())));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  String sentence(String code) {
    ConceptDefinitionComponent concept = concepts.get(code);
    return "**%s, %s.** %s".formatted(code, concept.getDisplay(), concept.getDefinition());
  }

  boolean isError(String code) {
    return concepts.containsKey(code)
        && concepts.get(code).getProperty().stream()
            .anyMatch(
                p ->
                    p.getCode().equals("severity")
                        && ((PrimitiveType<?>) p.getValue()).getValueAsString().equals("error"));
  }
}
