package org.priceunits.cli;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.hl7.fhir.r4.model.Claim;
import org.hl7.fhir.r4.model.CodeType;
import org.hl7.fhir.r4.model.OperationOutcome.OperationOutcomeIssueComponent;
import org.hl7.fhir.r4.model.Parameters;
import org.jspecify.annotations.Nullable;
import org.priceunits.pricing.CallRefusedException;
import org.priceunits.pricing.EmptyStore;
import org.priceunits.pricing.check.CheckUnitsOperation;
import org.priceunits.x12.ClaimChanges;
import org.priceunits.x12.ClaimGroup;
import org.priceunits.x12.GroupCheck;
import org.priceunits.x12.X12Issue;

/**
 * Holds the claims of a document against what was given, and says what comes of each. Claims of one
 * visit are held together, so that what another of them bills is not missing; their totals, limits
 * and periods are each claim's own.
 */
final class ClaimChecks {
  static final int AGREES = 0;
  static final int DIFFERS = 1;
  static final int BAD_INPUT = 2;

  /**
   * A claim that is checked.
   *
   * @param faults what the guide of the 837 does not allow in it; none for FHIR Claims
   */
  record Billed(Claim claim, List<X12Issue> faults) {}

  private final CheckUnitsOperation operation;
  private final GivenRecords records;
  private final SharedOptions shared;
  private final Terminal terminal;
  private final Map<Claim, List<X12Issue>> faults = new IdentityHashMap<>();
  private ClaimChanges changes = ClaimChanges.of(List.of());

  ClaimChecks(LocalPricing pricing, GivenRecords records, SharedOptions shared, Terminal terminal) {
    this.operation = pricing.checks();
    this.records = records;
    this.shared = shared;
    this.terminal = terminal;
  }

  /** Checks all claims of a document; returns the exit code of the worst. */
  int check(List<Billed> billed) {
    billed.forEach(each -> faults.put(each.claim(), each.faults()));
    changes = ClaimChanges.of(billed.stream().map(Billed::claim).toList());
    int worst = AGREES;
    for (Billed each : billed) {
      Optional<String> gone = changes.said(each.claim());
      if (gone.isPresent()) {
        worst = Math.max(worst, say(each.claim(), true, gone.get(), List.of()));
      }
    }
    return Math.max(worst, checkStanding(changes.standing()));
  }

  private int checkStanding(List<Claim> claims) {
    List<Claim> withDrugs = claims.stream().filter(operation::billsDrugs).toList();
    List<Claim> held = new ArrayList<>(withDrugs);
    int worst = AGREES;
    for (Claim claim : claims) {
      if (!operation.billsDrugs(claim)) {
        if (isOfOtherServices(claim, withDrugs)) {
          worst = Math.max(worst, say(claim, true, "no drug lines", List.of()));
        } else {
          held.add(claim);
        }
      }
    }
    for (ClaimGroup group : ClaimGroup.of(held)) {
      worst = Math.max(worst, check(group));
    }
    return worst;
  }

  /** A visit has claims without drugs: that of the office, or of a day when none was given. */
  private boolean isOfOtherServices(Claim claim, List<Claim> withDrugs) {
    return withDrugs.stream().anyMatch(other -> ClaimGroup.areOfOneVisit(claim, other))
        || !records.of(claim).hasParameter("administration");
  }

  private int check(ClaimGroup group) {
    Claim whole = group.claims().size() == 1 ? group.claims().get(0) : group.together();
    Parameters call = records.of(whole);
    int worst = AGREES;
    if (!call.hasParameter("administration")) {
      for (Claim claim : group.claims()) {
        worst =
            Math.max(
                worst,
                say(
                    claim,
                    false,
                    records.isUncertain(claim)
                        ? "the administrations are of several patients, and which of them this one"
                            + " is cannot be told. Send their Patient resources."
                        : "nothing was given to this patient on these days. Send the"
                            + " administrations.",
                    List.of()));
      }
      return worst;
    }
    try {
      return said(group, answer(group, call));
    } catch (CallRefusedException e) {
      group.claims().forEach(claim -> terminal.out().println(name(claim) + "cannot be checked"));
      terminal.say(LocalPricing.words(e));
      return BAD_INPUT;
    }
  }

  private GroupCheck.Answer answer(ClaimGroup group, Parameters call) {
    int place = call.getParameter().size();
    return new GroupCheck(claim -> ask(call.copy(), claim), place).answer(group);
  }

  private Parameters ask(Parameters call, Claim claim) {
    call.addParameter().setName("claim").setResource(claim);
    add(call, "payer", shared.payer());
    add(call, "timeZone", shared.timeZone());
    return operation.answer(call, Map.of(), null, new EmptyStore());
  }

  private static void add(Parameters call, String name, @Nullable String value) {
    if (value != null) {
      call.addParameter().setName(name).setValue(new CodeType(value));
    }
  }

  private int said(ClaimGroup group, GroupCheck.Answer answer) {
    int worst = AGREES;
    for (int i = 0; i < group.claims().size(); i++) {
      List<GroupCheck.Found> own = answer.ofClaims().get(i);
      boolean agrees = own.stream().noneMatch(GroupCheck.Found::isError);
      worst =
          Math.max(worst, say(group.claims().get(i), agrees, agrees ? "agrees" : "differs", own));
    }
    List<GroupCheck.Found> common = answer.common();
    if (!common.isEmpty()) {
      boolean agrees = common.stream().noneMatch(GroupCheck.Found::isError);
      String numbers =
          String.join(", ", group.claims().stream().map(GivenRecords::number).toList());
      terminal.out().println("Claims " + numbers + " together: " + (agrees ? "agree" : "differ"));
      common.forEach(each -> terminal.out().println("  " + line(each)));
      worst = Math.max(worst, agrees ? AGREES : DIFFERS);
    }
    return worst;
  }

  /** Says what comes of one claim, and what its guide does not allow in it. */
  private int say(Claim claim, boolean agrees, String state, List<GroupCheck.Found> found) {
    List<X12Issue> broken = faults.getOrDefault(claim, List.of());
    PrintWriter out = terminal.out();
    String before =
        changes.standsFor(claim).map(" (it replaces claim %s of this file)"::formatted).orElse("");
    out.println(
        name(claim) + state + before + (agrees && !broken.isEmpty() ? ", in a broken 837" : ""));
    changes
        .issues(claim, operation.billsDrugs(claim))
        .forEach(issue -> out.println("  " + line(issue)));
    found.forEach(each -> out.println("  " + line(each)));
    broken.forEach(fault -> out.println("  " + line(fault)));
    return agrees && broken.isEmpty() ? AGREES : DIFFERS;
  }

  private static String name(Claim claim) {
    return "Claim %s for %s: ".formatted(GivenRecords.number(claim), GivenRecords.patient(claim));
  }

  private static String line(X12Issue issue) {
    return line(issue.code().severity().name(), issue.code().code(), issue.text(), "");
  }

  private static String line(GroupCheck.Found found) {
    OperationOutcomeIssueComponent issue = found.issue();
    return line(
        issue.getSeverity().toCode(),
        issue.getDetails().hasCoding() ? issue.getDetails().getCodingFirstRep().getCode() : "",
        issue.getDetails().getText(),
        found.at());
  }

  private static String line(String severity, String code, String text, String at) {
    return severity.toUpperCase(Locale.ROOT)
        + " "
        + (code.isEmpty() ? "" : code + ": ")
        + text
        + (at.isEmpty() ? "" : " (" + at + ")");
  }
}
