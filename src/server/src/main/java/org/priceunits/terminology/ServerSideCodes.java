package org.priceunits.terminology;

import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.hl7.fhir.r5.model.Base;
import org.hl7.fhir.r5.model.CodeSystem;
import org.hl7.fhir.r5.model.Coding;
import org.hl7.fhir.r5.model.DataType;
import org.hl7.fhir.r5.model.Parameters;
import org.hl7.fhir.r5.model.PrimitiveType;
import org.hl7.fhir.r5.model.Property;
import org.hl7.fhir.r5.model.UriType;
import org.hl7.fhir.r5.model.ValueSet;
import org.hl7.fhir.r5.model.ValueSet.ConceptSetComponent;
import org.hl7.fhir.r5.model.ValueSet.ValueSetExpansionContainsComponent;
import org.hl7.fhir.r5.terminologies.ValueSetUtilities;
import org.hl7.fhir.r5.terminologies.expansion.ValueSetExpander;
import org.hl7.fhir.r5.terminologies.expansion.ValueSetExpansionOutcome;
import org.jspecify.annotations.Nullable;

/**
 * Renames the code systems for whose codes the library asks a terminology server (NDC, CPT and a
 * few more), whether or not they are hosted here. Under another URL it treats them like any other.
 */
final class ServerSideCodes {
  private static final String HOSTED_HERE = "#hosted-here";

  private ServerSideCodes() {}

  static boolean isRenamed(String system) {
    return system.endsWith(HOSTED_HERE);
  }

  /** Returns the original URL of a renamed one. */
  static String original(String system) {
    return isRenamed(system) ? system.substring(0, system.length() - HOSTED_HERE.length()) : system;
  }

  /** Puts a code system under the other URL. */
  static CodeSystem renamed(CodeSystem system) {
    return system.setUrl(system.getUrl() + HOSTED_HERE);
  }

  /** Returns true if the library would ask a server for the codes of a system. */
  static boolean isServerSide(String system) {
    return ValueSetUtilities.isServerSide(system);
  }

  /** Returns the coding under the other URL. */
  static Coding renamed(Coding coding) {
    return coding.copy().setSystem(coding.getSystem() + HOSTED_HERE);
  }

  /**
   * Returns the value set, or a copy of it with those of its systems under the other URL that are
   * hosted here.
   *
   * @param hosted tests a system that the value set includes or excludes; null for a part without
   *     one
   */
  static ValueSet renamed(ValueSet set, Predicate<@Nullable String> hosted) {
    if (parts(set).noneMatch(part -> hosted.test(part.getSystem()))) {
      return set;
    }
    ValueSet copy = set.copy();
    parts(copy)
        .filter(part -> hosted.test(part.getSystem()))
        .forEach(part -> part.setSystem(part.getSystem() + HOSTED_HERE));
    return copy;
  }

  private static Stream<ConceptSetComponent> parts(ValueSet set) {
    return Stream.concat(
        set.getCompose().getInclude().stream(), set.getCompose().getExclude().stream());
  }

  /** Restores the original URLs in every text and URL of an answer. */
  static void nameBack(Base answer) {
    for (Property child : answer.children()) {
      for (Base value : child.getValues()) {
        if (value instanceof PrimitiveType<?> text
            && text.hasValue()
            && text.getValueAsString().contains(HOSTED_HERE)) {
          text.setValueAsString(text.getValueAsString().replace(HOSTED_HERE, ""));
        }
        nameBack(value);
      }
    }
  }

  /** Expands one include of a value set whose code system is hosted here. */
  static ValueSetExpansionOutcome expand(
      ValueSetExpander expander, ConceptSetComponent include, Parameters parameters) {
    ValueSet set = new ValueSet();
    set.getCompose().addInclude(include.copy().setSystem(include.getSystem() + HOSTED_HERE));
    Parameters whole = parameters.copy();
    whole.getParameter().removeIf(p -> List.of("count", "offset").contains(p.getName()));
    ValueSetExpansionOutcome outcome = expander.expand(set, whole);
    if (outcome.getValueset() != null) {
      var expansion = outcome.getValueset().getExpansion();
      nameBack(expansion.getContains());
      expansion.getParameter().forEach(p -> nameBack(p.getValue()));
    }
    return outcome;
  }

  private static void nameBack(List<ValueSetExpansionContainsComponent> contains) {
    for (ValueSetExpansionContainsComponent entry : contains) {
      entry.setSystem(original(entry.getSystem()));
      nameBack(entry.getContains());
    }
  }

  private static void nameBack(DataType value) {
    if (value instanceof UriType && value instanceof PrimitiveType<?> address) {
      address.setValueAsString(address.getValueAsString().replace(HOSTED_HERE, ""));
    }
  }
}
