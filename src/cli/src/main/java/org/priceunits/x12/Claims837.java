package org.priceunits.x12;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.hl7.fhir.r4.model.Claim;
import org.hl7.fhir.r4.model.Claim.ItemComponent;
import org.hl7.fhir.r4.model.Identifier;
import org.jspecify.annotations.Nullable;
import org.priceunits.domain.billing.IssueCode;
import org.priceunits.fhir.Canonicals;

/** Writes Claims as interchanges, or as service lines alone; what is refused is refused whole. */
final class Claims837 {
  private static final int CONTROL = 20;
  private static final int MADE_CONTROL = 17;

  private final Sources sources;
  private final X12Terms terms;
  private final X12Check check;
  private final Set<X12Issue> issues = new LinkedHashSet<>();

  /** FHIRPath of each claim by the number under which it, or a part of it, is written. */
  private final Map<String, String> paths = new HashMap<>();

  Claims837(Sources sources, X12Terms terms, X12Check check) {
    this.sources = sources;
    this.terms = terms;
    this.check = check;
  }

  /**
   * @param files each a whole interchange, or the lines of one claim
   * @param issues everything that keeps a transaction, or a claim's lines, from being written
   */
  record Written(List<String> files, List<X12Issue> issues) {
    Written {
      files = List.copyOf(files);
      issues = List.copyOf(issues);
    }
  }

  /** A transaction's claims: of one guide and one payer. */
  private record Group(Guide guide, String payer) {}

  /** Returns the lines of each claim, loops 2400 and 2410. */
  Written lines(List<Claim> claims) {
    List<String> files = new ArrayList<>();
    for (Claim claim : claims) {
      Findings findings = new Findings();
      NotWritten.checkIsBill(claim, sources.path(claim, ""), findings);
      Guide guide = guide(claim, findings);
      boolean institutional = guide == Guide.INSTITUTIONAL;
      List<ServiceLine837> lines =
          lines(claim, institutional, control(claim), diagnoses(claim, guide, findings), findings);
      List<Segment> segments = new ArrayList<>();
      for (int i = 0; i < lines.size(); i++) {
        segments.addAll(LineLoop.write(i + 1, lines.get(i), institutional));
      }
      issues.addAll(findings.issues());
      if (findings.none()) {
        checkedLines(segments, guide, sources.path(claim, ".item"), files);
      }
    }
    return new Written(files, List.copyOf(issues));
  }

  /**
   * Returns the interchanges: one for each guide, with a transaction for each payer.
   *
   * @param envelope null if it lacks something, so that nothing is written
   * @param controlPath FHIRPath of the number of the first interchange
   */
  Written interchanges(List<Claim> claims, @Nullable Envelope envelope, String controlPath) {
    Map<Group, List<TransactionSet.Placed>> ready = ready(claims);
    List<Guide> guides = ready.keySet().stream().map(Group::guide).distinct().sorted().toList();
    List<String> files = new ArrayList<>();
    if (envelope != null && hasNumbers(envelope, guides.size(), controlPath)) {
      Envelope next = envelope;
      for (Guide guide : guides) {
        List<List<Segment>> transactions = new ArrayList<>();
        for (Map.Entry<Group, List<TransactionSet.Placed>> group : ready.entrySet()) {
          if (group.getKey().guide() == guide) {
            transactions(group.getValue(), next, guide, transactions);
          }
        }
        checked(Syntax.text(next.around(transactions, guide)), files);
        next = next.next();
      }
    }
    return new Written(files, List.copyOf(issues));
  }

  /** Each interchange has the number after that of the one before, and none follows the last. */
  private boolean hasNumbers(Envelope envelope, int interchanges, String path) {
    if (envelope.control() + interchanges - 1 <= Envelope.LAST) {
      return true;
    }
    issues.add(
        new X12Issue(
            IssueCode.X12_VALUE_NOT_VALID,
            path,
            "The claims become %d interchanges, and no number follows %d. Start again at 1, or send the types of claims one by one."
                .formatted(interchanges, Envelope.LAST)));
    return false;
  }

  private static void transactions(
      List<TransactionSet.Placed> claims,
      Envelope envelope,
      Guide guide,
      List<List<Segment>> transactions) {
    for (int i = 0; i < claims.size(); i += TransactionSet.IN_ALL) {
      transactions.add(
          TransactionSet.write(
              claims.subList(i, Math.min(claims.size(), i + TransactionSet.IN_ALL)),
              envelope,
              guide,
              transactions.size() + 1));
    }
  }

  /** A value of which only the code list is wrong is found here, at the latest. */
  private void checked(String file, List<String> files) {
    List<X12Fault> faults = check.faults(file);
    if (faults.isEmpty()) {
      files.add(file);
    }
    faults.forEach(fault -> refused(fault, paths.getOrDefault(fault.at().claim(), "")));
  }

  private void checkedLines(List<Segment> segments, Guide guide, String path, List<String> files) {
    List<X12Fault> faults = check.faultsOfLines(segments, guide);
    if (faults.isEmpty()) {
      files.add(Syntax.text(segments));
    }
    faults.forEach(fault -> refused(fault, path));
  }

  private void refused(X12Fault fault, String path) {
    issues.add(
        new X12Issue(
            IssueCode.X12_VALUE_NOT_VALID,
            path,
            "The 837 would not be valid, so it is not written: %s. Correct the value."
                .formatted(fault.sentence())));
  }

  /** Returns the claims of each transaction of which nothing lacks. */
  private Map<Group, List<TransactionSet.Placed>> ready(List<Claim> claims) {
    Map<Group, List<TransactionSet.Placed>> groups = new LinkedHashMap<>();
    Set<Group> refused = new HashSet<>();
    Set<String> numbers = new HashSet<>();
    for (Claim claim : claims) {
      Findings findings = new Findings();
      Guide guide = guide(claim, findings);
      Group group = new Group(guide, payer(claim, findings));
      TransactionSet.Placed placed = placed(claim, guide, numbers, findings);
      issues.addAll(findings.issues());
      if (findings.none()) {
        groups.computeIfAbsent(group, g -> new ArrayList<>()).add(placed);
      } else {
        refused.add(group);
      }
    }
    groups.keySet().removeAll(refused);
    return groups;
  }

  private String payer(Claim claim, Findings findings) {
    return new SubscriberLoop(claim, sources, information(claim, findings), new Findings())
        .payerKey();
  }

  private ClaimInformation information(Claim claim, Findings findings) {
    return new ClaimInformation(claim, terms.information(), sources.path(claim, ""), findings);
  }

  private TransactionSet.Placed placed(
      Claim claim, Guide guide, Set<String> numbers, Findings findings) {
    boolean institutional = guide == Guide.INSTITUTIONAL;
    NotWritten.checkIsBill(claim, sources.path(claim, ""), findings);
    NotWritten.checkExtent(claim, sources.path(claim, ""), findings);
    ClaimInformation information = information(claim, findings);
    List<Segment> provider = new BillingLoop(claim, institutional, sources, findings).write();
    SubscriberLoop subscriber = new SubscriberLoop(claim, sources, information, findings);
    SubscriberLoop.Written persons = subscriber.write();
    String control = control(claim);
    number(control, claim, institutional, numbers, findings);
    Diagnoses diagnoses = diagnoses(claim, guide, findings);
    List<ServiceLine837> lines = lines(claim, institutional, control, diagnoses, findings);
    List<List<Segment>> loops =
        new ClaimLoop(claim, institutional, sources, information, terms.institutional(), findings)
            .write(control, lines, diagnoses);
    loops.forEach(loop -> paths.put(loop.get(0).element(1), sources.path(claim, "")));
    if (loops.size() > 1) {
      issues.add(
          new X12Issue(
              IssueCode.CLAIM_SPLIT,
              sources.path(claim, ".item"),
              "The claim has more lines than the guide takes and is written as %d claims. Expect an answer to each."
                  .formatted(loops.size())));
    }
    return new TransactionSet.Placed(
        sources.key(claim, claim.getProvider()),
        provider,
        subscriber.key() + " " + sources.key(claim, claim.getPatient()),
        persons,
        loops);
  }

  private void number(
      String control, Claim claim, boolean institutional, Set<String> numbers, Findings findings) {
    String at = sources.path(claim, ".identifier");
    String number = findings.needed(control, "a number of the claim", CONTROL, at);
    if (!number.isEmpty() && !numbers.add(number)) {
      findings.notValid(at, "Two claims have the number %s. Give each its own.".formatted(number));
    }
    if (number.length() > MADE_CONTROL
        && claim.getItem().size() > ClaimLoop.mostLines(institutional)) {
      findings.notValid(
          at, "A claim that is split needs a number of up to 17 characters. Shorten it.");
    }
  }

  private Diagnoses diagnoses(Claim claim, Guide guide, Findings findings) {
    return Diagnoses.of(
        claim, guide == Guide.INSTITUTIONAL, sources.path(claim, ""), findings, !terms.linesOnly());
  }

  private List<ServiceLine837> lines(
      Claim claim, boolean institutional, String control, Diagnoses diagnoses, Findings findings) {
    LineReading reading = new LineReading(claim, institutional, terms, sources, findings);
    List<ServiceLine837> lines = new ArrayList<>();
    String path = sources.path(claim, "");
    for (int i = 0; i < claim.getItem().size(); i++) {
      ItemComponent item = claim.getItem().get(i);
      ServiceLine837 line =
          reading.read(item, path + ".item[" + i + "]", control, diagnoses::position);
      if (line != null) {
        lines.add(line);
      }
    }
    if (claim.getItem().isEmpty()) {
      findings.missing(path + ".item", "The claim has no lines. Add them.");
    }
    return lines;
  }

  private Guide guide(Claim claim, Findings findings) {
    boolean institutional = isType(claim, "institutional");
    if (!institutional && !isType(claim, "professional")) {
      findings.notValid(
          sources.path(claim, ".type"),
          "An 837 is professional or institutional. Correct the type.");
    }
    return Guide.of(institutional);
  }

  private static boolean isType(Claim claim, String code) {
    return claim.getType().getCoding().stream().anyMatch(c -> code.equals(c.getCode()));
  }

  /**
   * Returns the patient control number: an identifier of the claim's own, its id, or the start of
   * the hash that names its first administration; empty if it has none of them.
   */
  private static String control(Claim claim) {
    String id = claim.getIdElement().getIdPart();
    return claim.getIdentifier().stream()
        .filter(i -> i.hasValue() && !Canonicals.PRICED_ADMINISTRATION.equals(i.getSystem()))
        .map(Identifier::getValue)
        .filter(value -> value.length() <= CONTROL)
        .findFirst()
        .or(() -> Optional.ofNullable(id).filter(i -> i.length() <= CONTROL))
        .or(
            () ->
                claim.getIdentifier().stream()
                    .filter(Identifier::hasValue)
                    .map(Identifier::getValue)
                    .map(v -> v.substring(0, Math.min(MADE_CONTROL, v.length())))
                    .findFirst())
        .orElse("");
  }
}
