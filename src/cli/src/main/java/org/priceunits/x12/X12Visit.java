package org.priceunits.x12;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;
import org.hl7.fhir.r4.model.BooleanType;
import org.hl7.fhir.r4.model.Claim;
import org.hl7.fhir.r4.model.OperationOutcome;
import org.hl7.fhir.r4.model.OperationOutcome.IssueSeverity;
import org.hl7.fhir.r4.model.OperationOutcome.OperationOutcomeIssueComponent;
import org.hl7.fhir.r4.model.Parameters;
import org.hl7.fhir.r4.model.Resource;
import org.priceunits.domain.billing.result.IssueCode;
import org.priceunits.pricing.CallRefusedException;

/**
 * Holds all claims of one 837 against what was given in a visit, and answers as for one claim. The
 * path of an issue names its claim by the position in the file: {@code claim[1].item[0]}.
 */
final class X12Visit {
  /** Each claim is priced again for what is its own, so that a call without a limit has no end. */
  private static final int MOST = 50;

  private final List<Claim> claims;
  private final String path;
  private final GroupCheck check;
  private final Predicate<Claim> billsDrugs;
  private final ClaimChanges changes;
  private final Map<Claim, String> paths = new IdentityHashMap<>();
  private final OperationOutcome outcome = new OperationOutcome();
  private final List<Resource> expected = new ArrayList<>();

  /**
   * @param path FHIRPath of the file in the body of the call
   * @param place position of the file among the parameters of the call
   * @param check answers the call with a claim in place of the file
   * @throws CallRefusedException if the claims are of several visits, or too many
   */
  X12Visit(
      List<Claim> claims,
      String path,
      int place,
      Function<Claim, Parameters> check,
      Predicate<Claim> billsDrugs) {
    this.claims = List.copyOf(claims);
    this.path = path;
    this.check = new GroupCheck(check, place);
    this.billsDrugs = billsDrugs;
    this.changes = ClaimChanges.of(claims);
    for (int i = 0; i < claims.size(); i++) {
      paths.put(claims.get(i), path + (claims.size() == 1 ? "" : ".claim[" + i + "]"));
    }
    if (claims.size() > MOST) {
      throw CallRefusedException.notUsable(
          IssueCode.X12_NOT_READABLE,
          path,
          "The file has %d claims, and %d of one visit are checked at a time. Use the command check."
              .formatted(claims.size(), MOST));
    }
    if (!ClaimGroup.isOneVisit(changes.standing())) {
      throw CallRefusedException.notUsable(
          IssueCode.X12_NOT_READABLE,
          path,
          "The file has %d claims that are not of one patient and overlapping days, and one visit is checked at a time. Send a file for each, or use the command check."
              .formatted(claims.size()));
    }
  }

  Parameters answer() {
    claims.forEach(claim -> changes.said(claim).ifPresent(said -> gone(claim, said)));
    claims.forEach(this::changes);
    List<Claim> standing = changes.standing();
    boolean anyDrug = standing.stream().anyMatch(billsDrugs);
    List<Claim> held =
        anyDrug ? standing.stream().filter(billsDrugs).toList() : List.copyOf(standing);
    ClaimGroup.of(held).forEach(this::hold);
    Parameters answer = new Parameters();
    answer
        .addParameter()
        .setName("result")
        .setValue(new BooleanType(outcome.getIssue().stream().noneMatch(X12Visit::isError)));
    expected.forEach(claim -> answer.addParameter().setName("expected").setResource(claim));
    answer.addParameter().setName("outcome").setResource(outcome);
    return answer;
  }

  /** Returns the path of a claim of the file. */
  String pathOf(int order) {
    return paths.getOrDefault(claims.get(order), path);
  }

  private void gone(Claim claim, String said) {
    outcome.addIssue(
        new X12Issue(
                IssueCode.CLAIM_REPLACED,
                paths.getOrDefault(claim, path),
                "The claim is not held against the administrations: it %s. Nothing needs to be done."
                    .formatted(said))
            .component());
  }

  private void changes(Claim claim) {
    String at = paths.getOrDefault(claim, path);
    changes
        .issues(claim, billsDrugs.test(claim))
        .forEach(
            issue -> outcome.addIssue(new X12Issue(issue.code(), at, issue.text()).component()));
  }

  private void hold(ClaimGroup group) {
    GroupCheck.Answer answer = check.answer(group);
    expected.addAll(answer.expected());
    for (int i = 0; i < group.claims().size(); i++) {
      String at = paths.getOrDefault(group.claims().get(i), path);
      for (GroupCheck.Found found : answer.ofClaims().get(i)) {
        add(found, found.ofClaim() ? at + (found.at().isEmpty() ? "" : "." + found.at()) : "");
      }
    }
    answer.common().forEach(found -> add(found, ""));
  }

  /** An issue without a code only says that there is nothing to say of one of the claims. */
  private void add(GroupCheck.Found found, String at) {
    OperationOutcomeIssueComponent issue = found.issue();
    if (!issue.getDetails().hasCoding() && !found.isError()) {
      return;
    }
    if (!at.isEmpty()) {
      issue.setExpression(null).addExpression(at);
    }
    if (outcome.getIssue().stream().noneMatch(issue::equalsDeep)) {
      outcome.addIssue(issue);
    }
  }

  private static boolean isError(OperationOutcomeIssueComponent issue) {
    return issue.getSeverity() == IssueSeverity.ERROR || issue.getSeverity() == IssueSeverity.FATAL;
  }
}
