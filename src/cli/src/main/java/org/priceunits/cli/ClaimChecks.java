package org.priceunits.cli;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.hl7.fhir.r4.model.Claim;
import org.hl7.fhir.r4.model.CodeType;
import org.hl7.fhir.r4.model.OperationOutcome;
import org.hl7.fhir.r4.model.OperationOutcome.IssueSeverity;
import org.hl7.fhir.r4.model.OperationOutcome.OperationOutcomeIssueComponent;
import org.hl7.fhir.r4.model.Parameters;
import org.hl7.fhir.r4.model.PrimitiveType;
import org.jspecify.annotations.Nullable;
import org.priceunits.pricing.CallRefusedException;
import org.priceunits.pricing.EmptyStore;
import org.priceunits.pricing.check.CheckUnitsOperation;
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

  private static final Pattern PLACE =
      Pattern.compile("Parameters\\.parameter\\[(\\d+)]\\.resource(?:\\.(.+))?");
  private static final Pattern ITEM = Pattern.compile("item\\[(\\d+)](.*)");

  /**
   * A claim that is checked.
   *
   * @param faults what the guide of the 837 does not allow in it; none for FHIR Claims
   */
  record Billed(Claim claim, List<X12Issue> faults) {}

  private final LocalPricing pricing;
  private final CheckUnitsOperation operation;
  private final GivenRecords records;
  private final SharedOptions shared;
  private final Terminal terminal;
  private final Map<Claim, List<X12Issue>> faults = new IdentityHashMap<>();

  ClaimChecks(LocalPricing pricing, GivenRecords records, SharedOptions shared, Terminal terminal) {
    this.pricing = pricing;
    this.operation = pricing.checks();
    this.records = records;
    this.shared = shared;
    this.terminal = terminal;
  }

  /** Checks all claims of a document; returns the exit code of the worst. */
  int check(List<Billed> billed) {
    List<Claim> claims = billed.stream().map(Billed::claim).toList();
    billed.forEach(each -> faults.put(each.claim(), each.faults()));
    List<Claim> withDrugs = claims.stream().filter(pricing::billsDrugs).toList();
    List<Claim> held = new ArrayList<>(withDrugs);
    int worst = AGREES;
    for (Claim claim : claims) {
      if (!pricing.billsDrugs(claim)) {
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
                    "nothing was given to this patient on these days. Send the administrations.",
                    List.of()));
      }
      return worst;
    }
    try {
      return said(group, answers(group, whole, call));
    } catch (CallRefusedException e) {
      group.claims().forEach(claim -> terminal.out().println(name(claim) + "cannot be checked"));
      terminal.say(LocalPricing.words(e));
      return BAD_INPUT;
    }
  }

  /**
   * Returns what is to be said of each claim of a group and, at the end, of none of them alone.
   *
   * @param whole all lines of the group as one claim
   * @param call what was given to its patient on its days
   */
  private List<List<Found>> answers(ClaimGroup group, Claim whole, Parameters call) {
    int size = group.claims().size();
    List<List<Found>> found = new ArrayList<>();
    IntStream.rangeClosed(0, size).forEach(any -> found.add(new ArrayList<>()));
    for (Found each : ask(call.copy(), whole)) {
      Matcher item = ITEM.matcher(each.at());
      if (item.matches()) {
        ClaimGroup.Line line = group.line(Integer.parseInt(item.group(1)));
        found
            .get(line.claim())
            .add(new Found(each.issue(), true, "item[" + line.item() + "]" + item.group(2)));
      } else if (!each.ofClaim()) {
        found.get(size == 1 ? 0 : size).add(each);
      } else if (size == 1) {
        found.get(0).add(each);
      }
    }
    for (int i = 0; size > 1 && i < size; i++) {
      ask(call.copy(), group.claims().get(i)).stream()
          .filter(each -> each.ofClaim() && !ITEM.matcher(each.at()).matches())
          .forEach(found.get(i)::add);
    }
    return found;
  }

  /**
   * What the operation says.
   *
   * @param ofClaim true if it is about the claim or its lines, false about what was given
   * @param at the path within the claim; empty for the claim as a whole
   */
  private record Found(OperationOutcomeIssueComponent issue, boolean ofClaim, String at) {
    boolean isError() {
      return issue.getSeverity() == IssueSeverity.ERROR
          || issue.getSeverity() == IssueSeverity.FATAL;
    }
  }

  private List<Found> ask(Parameters call, Claim claim) {
    int place = call.getParameter().size();
    call.addParameter().setName("claim").setResource(claim);
    add(call, "payer", shared.payer());
    add(call, "timeZone", shared.timeZone());
    Parameters answer = operation.answer(call, Map.of(), null, new EmptyStore());
    return answer.getParameter().stream()
        .filter(p -> p.getResource() instanceof OperationOutcome)
        .flatMap(p -> ((OperationOutcome) p.getResource()).getIssue().stream())
        .map(issue -> found(issue, place))
        .toList();
  }

  private static Found found(OperationOutcomeIssueComponent issue, int claim) {
    String path =
        issue.getExpression().stream().map(PrimitiveType::getValueAsString).findFirst().orElse("");
    Matcher place = PLACE.matcher(path);
    if (!place.matches()) {
      return new Found(issue, false, path);
    }
    String within = place.group(2) == null ? "" : place.group(2);
    return new Found(issue, Integer.parseInt(place.group(1)) == claim, within);
  }

  private static void add(Parameters call, String name, @Nullable String value) {
    if (value != null) {
      call.addParameter().setName(name).setValue(new CodeType(value));
    }
  }

  private int said(ClaimGroup group, List<List<Found>> found) {
    int worst = AGREES;
    for (int i = 0; i < group.claims().size(); i++) {
      List<Found> own = found.get(i);
      boolean agrees = own.stream().noneMatch(Found::isError);
      worst =
          Math.max(worst, say(group.claims().get(i), agrees, agrees ? "agrees" : "differs", own));
    }
    List<Found> common = found.get(group.claims().size());
    if (!common.isEmpty()) {
      boolean agrees = common.stream().noneMatch(Found::isError);
      String numbers =
          String.join(", ", group.claims().stream().map(GivenRecords::number).toList());
      terminal.out().println("Claims " + numbers + " together: " + (agrees ? "agree" : "differ"));
      common.forEach(each -> terminal.out().println("  " + line(each)));
      worst = Math.max(worst, agrees ? AGREES : DIFFERS);
    }
    return worst;
  }

  /** Says what comes of one claim, and what its guide does not allow in it. */
  private int say(Claim claim, boolean agrees, String state, List<Found> found) {
    List<X12Issue> broken = faults.getOrDefault(claim, List.of());
    PrintWriter out = terminal.out();
    out.println(name(claim) + state + (agrees && !broken.isEmpty() ? ", in a broken 837" : ""));
    found.forEach(each -> out.println("  " + line(each)));
    broken.forEach(
        fault ->
            out.println(
                "  "
                    + line(fault.code().severity().name(), fault.code().code(), fault.text(), "")));
    return agrees && broken.isEmpty() ? AGREES : DIFFERS;
  }

  private static String name(Claim claim) {
    return "Claim %s for %s: ".formatted(GivenRecords.number(claim), GivenRecords.patient(claim));
  }

  private static String line(Found found) {
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
