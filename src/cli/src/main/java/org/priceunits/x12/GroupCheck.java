package org.priceunits.x12;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.hl7.fhir.r4.model.Claim;
import org.hl7.fhir.r4.model.OperationOutcome;
import org.hl7.fhir.r4.model.OperationOutcome.IssueSeverity;
import org.hl7.fhir.r4.model.OperationOutcome.OperationOutcomeIssueComponent;
import org.hl7.fhir.r4.model.Parameters;
import org.hl7.fhir.r4.model.PrimitiveType;
import org.hl7.fhir.r4.model.Resource;

/**
 * Holds the claims of a group against what was given: together, so that what another of them bills
 * is not missing; their totals, limits and periods are each claim's own.
 */
public final class GroupCheck {
  private static final Pattern PLACE =
      Pattern.compile("Parameters\\.parameter\\[(\\d+)]\\.resource(?:\\.(.+))?");
  private static final Pattern ITEM = Pattern.compile("item\\[(\\d+)](.*)");

  private final Function<Claim, Parameters> check;
  private final int place;

  /**
   * @param check answers a call of {@code $check-units} about a claim
   * @param place position of the claim among the parameters of that call
   */
  public GroupCheck(Function<Claim, Parameters> check, int place) {
    this.check = check;
    this.place = place;
  }

  /**
   * What the operation says.
   *
   * @param ofClaim true if it is about the claim or its lines, false about what was given
   * @param at the path within the claim, or that of the call; empty for the claim as a whole
   */
  public record Found(OperationOutcomeIssueComponent issue, boolean ofClaim, String at) {
    /** Returns true if a claim does not agree for it. */
    public boolean isError() {
      return issue.getSeverity() == IssueSeverity.ERROR
          || issue.getSeverity() == IssueSeverity.FATAL;
    }
  }

  /**
   * What comes of a group.
   *
   * @param ofClaims what is said of each claim, in the order of the group
   * @param common what is said of none of several claims alone
   * @param expected the claims that the records give
   */
  public record Answer(List<List<Found>> ofClaims, List<Found> common, List<Resource> expected) {
    public Answer {
      ofClaims = List.copyOf(ofClaims);
      common = List.copyOf(common);
      expected = List.copyOf(expected);
    }
  }

  /** Answers for all claims of a group. */
  public Answer answer(ClaimGroup group) {
    int size = group.claims().size();
    List<List<Found>> found = new ArrayList<>();
    IntStream.range(0, size).forEach(any -> found.add(new ArrayList<>()));
    List<Found> common = new ArrayList<>();
    Parameters whole = check.apply(size == 1 ? group.claims().get(0) : group.together());
    for (Found each : found(whole)) {
      Matcher item = ITEM.matcher(each.at());
      if (each.ofClaim() && item.matches()) {
        ClaimGroup.Line line = group.line(Integer.parseInt(item.group(1)));
        found
            .get(line.claim())
            .add(new Found(each.issue(), true, "item[" + line.item() + "]" + item.group(2)));
      } else if (size == 1) {
        found.get(0).add(each);
      } else if (!each.ofClaim()) {
        common.add(each);
      }
    }
    for (int i = 0; size > 1 && i < size; i++) {
      found(check.apply(group.claims().get(i))).stream()
          .filter(each -> each.ofClaim() && !ITEM.matcher(each.at()).matches())
          .forEach(found.get(i)::add);
    }
    return new Answer(found, common, expected(whole));
  }

  private static List<Resource> expected(Parameters answer) {
    return answer.getParameter().stream()
        .filter(p -> "expected".equals(p.getName()))
        .map(Parameters.ParametersParameterComponent::getResource)
        .toList();
  }

  private List<Found> found(Parameters answer) {
    return answer.getParameter().stream()
        .filter(p -> p.getResource() instanceof OperationOutcome)
        .flatMap(p -> ((OperationOutcome) p.getResource()).getIssue().stream())
        .map(this::found)
        .toList();
  }

  private Found found(OperationOutcomeIssueComponent issue) {
    String path =
        issue.getExpression().stream().map(PrimitiveType::getValueAsString).findFirst().orElse("");
    Matcher at = PLACE.matcher(path);
    if (!at.matches() || Integer.parseInt(at.group(1)) != place) {
      return new Found(issue, false, path);
    }
    return new Found(issue, true, at.group(2) == null ? "" : at.group(2));
  }
}
