package org.priceunits.vectors;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.hl7.fhir.r4.model.Claim;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.OperationOutcome;
import org.hl7.fhir.r4.model.Parameters;
import org.hl7.fhir.r4.model.Resource;
import org.priceunits.fhir.Canonicals;

/** Compares an answer of the operation with the expectation of a worked case. */
public final class VectorAnswer {
  private VectorAnswer() {}

  public static void assertMatches(VectorRow row, Parameters answer) {
    List<Claim> claims = resources(answer, Claim.class);
    List<Claim.ItemComponent> items = new ArrayList<>();
    claims.forEach(c -> items.addAll(c.getItem()));
    assertThat(items).as("lines of %s", row).hasSameSizeAs(row.lines());
    for (int i = 0; i < items.size(); i++) {
      assertLine(row.lines().get(i), items.get(i));
    }
    if (row.lines().isEmpty()) {
      assertThat(claims).isEmpty();
    }
    if (row.total().signum() > 0) {
      BigDecimal sum =
          items.stream().map(i -> i.getNet().getValue()).reduce(BigDecimal.ZERO, BigDecimal::add);
      assertThat(sum).isEqualByComparingTo(row.total());
    }
    assertIssues(row, resources(answer, OperationOutcome.class).get(0));
  }

  private static void assertLine(VectorRow.Line expected, Claim.ItemComponent item) {
    assertThat(item.getProductOrService().getCodingFirstRep().getCode()).isEqualTo(expected.code());
    assertThat(item.getQuantity().getValue())
        .isEqualByComparingTo(BigDecimal.valueOf(expected.units()));
    List<String> modifiers =
        item.getModifier().stream().map(m -> m.getCodingFirstRep().getCode()).toList();
    if (expected.modifiersOptional()) {
      assertThat(modifiers).isSubsetOf(expected.modifiers());
    } else {
      assertThat(modifiers).isEqualTo(expected.modifiers());
    }
  }

  public static void assertIssues(VectorRow row, OperationOutcome outcome) {
    for (String expected : row.issues()) {
      String code = expected.substring(2).split(" ")[0];
      OperationOutcome.OperationOutcomeIssueComponent issue =
          outcome.getIssue().stream()
              .filter(i -> i.getDetails().getCodingFirstRep().getCode().equals(code))
              .findFirst()
              .orElseThrow(() -> new AssertionError(row + " lacks " + code));
      assertThat(issue.getSeverity().toCode()).startsWith(expected.substring(0, 1));
      assertThat(issue.getDetails().getText()).isNotBlank();
      if (expected.contains("(successor ")) {
        String[] successor =
            expected.replaceAll(".*\\(successor (\\S+), (\\d+) units\\)", "$1 $2").split(" ");
        Coding coding =
            (Coding) issue.getExtensionByUrl(Canonicals.extension("successor")).getValue();
        assertThat(coding.getCode()).isEqualTo(successor[0]);
        assertThat(issue.getDetails().getText())
            .contains(successor[0])
            .contains(successor[1] + " units");
      }
    }
  }

  public static <T extends Resource> List<T> resources(Parameters answer, Class<T> type) {
    return answer.getParameter().stream()
        .map(Parameters.ParametersParameterComponent::getResource)
        .filter(type::isInstance)
        .map(type::cast)
        .toList();
  }
}
