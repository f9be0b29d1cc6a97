package org.priceunits.pricing.read;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.hl7.fhir.r4.model.Extension;
import org.jspecify.annotations.Nullable;
import org.priceunits.domain.billing.request.Distinct;
import org.priceunits.domain.billing.result.Issue.Element;
import org.priceunits.domain.billing.result.IssueCode;
import org.priceunits.domain.product.Modifier;
import org.priceunits.fhir.Canonicals;
import org.priceunits.fhir.FhirValues;

/** Reads the modifiers that a caller states for one administration. */
final class ModifierReader {
  private final ReadingIssues found;

  ModifierReader(ReadingIssues found) {
    this.found = found;
  }

  /**
   * The modifiers that mark a distinct service: the caller's statement, otherwise the extension.
   */
  @Nullable Modifier distinct(AdministrationInput input) {
    Set<String> stated = new LinkedHashSet<>(1);
    Statement statement = input.statement();
    if (statement != null && statement.distinct() != null) {
      found.locations().put(Element.DISTINCT, statement.path());
      stated.add(statement.distinct());
    } else {
      extensions(input, stated);
    }
    if (stated.size() > 1) {
      found.issue(
          IssueCode.MODIFIER_CONFLICT,
          Element.DISTINCT,
          "A distinct service is stated with one modifier; here are %s. Send the one that fits best."
              .formatted(String.join(" and ", stated)));
      return null;
    }
    return stated.isEmpty() ? null : distinct(stated.iterator().next());
  }

  private void extensions(AdministrationInput input, Set<String> stated) {
    List<Extension> extensions = input.resource().getExtension();
    for (int i = 0; i < extensions.size(); i++) {
      if (Canonicals.extension("distinct-service").equals(extensions.get(i).getUrl())) {
        found.locations().put(Element.DISTINCT, input.path().of(".extension[" + i + "]"));
        stated.add(FhirValues.text(extensions.get(i).getValue()).orElse(""));
      }
    }
  }

  private @Nullable Modifier distinct(String text) {
    Optional<Distinct> distinct = Distinct.of(text);
    if (distinct.isEmpty()) {
      found.issue(
          IssueCode.MODIFIER_NOT_VALID,
          Element.DISTINCT,
          "A distinct service is stated with 59, XE, XP, XS or XU. Send one of them.");
    }
    return distinct.map(Distinct::modifier).orElse(null);
  }

  /** Returns the additional modifiers of its lines, each once. */
  List<Modifier> further(@Nullable Statement statement) {
    if (statement == null) {
      return List.of();
    }
    List<Modifier> modifiers = new ArrayList<>(statement.modifiers().size());
    for (String text : statement.modifiers()) {
      found.locations().put(Element.MODIFIER, statement.path());
      Modifier.of(text)
          .ifPresentOrElse(
              modifiers::add,
              () ->
                  found.issue(
                      IssueCode.MODIFIER_NOT_VALID,
                      Element.MODIFIER,
                      "A modifier has two letters or digits. Correct it."));
    }
    return modifiers.stream().distinct().toList();
  }
}
