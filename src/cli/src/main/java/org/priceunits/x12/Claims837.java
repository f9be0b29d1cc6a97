package org.priceunits.x12;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.hl7.fhir.r4.model.Claim;
import org.jspecify.annotations.Nullable;
import org.priceunits.domain.billing.result.IssueCode;

/** Writes Claims as interchanges, or as service lines alone; what is refused is refused whole. */
final class Claims837 {
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
   * @param files each a whole interchange, or the lines of one claim, or of a part of one
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
      ClaimReading reading = new ClaimReading(claim, sources, terms, findings);
      Guide guide = reading.guide();
      boolean institutional = guide == Guide.INSTITUTIONAL;
      List<ServiceLine837> lines = reading.lines(reading.diagnoses());
      if (institutional) {
        LeftOut.remarks(lines, sources.path(claim, ".item"), findings);
      }
      issues.addAll(findings.issues());
      if (findings.none()) {
        files.addAll(parts(claim, lines, guide));
      }
    }
    return new Written(files, List.copyOf(issues));
  }

  /** Lines are split as whole claims are, so that those who build the rest can send each part. */
  private List<String> parts(Claim claim, List<ServiceLine837> lines, Guide guide) {
    boolean institutional = guide == Guide.INSTITUTIONAL;
    String path = sources.path(claim, ".item");
    List<List<ServiceLine837>> parts =
        new LineParts(
                ClaimLoop.mostLines(institutional), institutional ? null : terms.claimLimit(claim))
            .of(lines);
    List<String> files = new ArrayList<>();
    for (List<ServiceLine837> part : parts) {
      List<Segment> segments = new ArrayList<>();
      for (int i = 0; i < part.size(); i++) {
        segments.addAll(LineLoop.write(i + 1, part.get(i), institutional));
      }
      checkedLines(segments, guide, path, files);
    }
    boolean isWhole = files.size() == parts.size();
    if (isWhole) {
      tellOfSplit(parts.size(), path);
    }
    return isWhole ? files : List.of();
  }

  private void tellOfSplit(int parts, String path) {
    if (parts > 1) {
      issues.add(
          new X12Issue(
              IssueCode.CLAIM_SPLIT,
              path,
              "The claim has more lines than the guide takes, or a higher charge than the payer takes, and is written as %d claims. Expect an answer to each."
                  .formatted(parts)));
    }
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
      ClaimReading reading = new ClaimReading(claim, sources, terms, findings);
      Group group = new Group(reading.guide(), payer(claim, reading));
      TransactionSet.Placed placed = placed(claim, reading, numbers, findings);
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

  private String payer(Claim claim, ClaimReading reading) {
    return new SubscriberLoop(
            claim,
            reading.guide() == Guide.INSTITUTIONAL,
            sources,
            reading.information(),
            new Findings())
        .payerKey();
  }

  private TransactionSet.Placed placed(
      Claim claim, ClaimReading reading, Set<String> numbers, Findings findings) {
    boolean institutional = reading.guide() == Guide.INSTITUTIONAL;
    NotWritten.checkIsBill(claim, sources.path(claim, ""), findings);
    NotWritten.checkExtent(claim, institutional, sources.path(claim, ""), findings);
    ClaimInformation information = reading.information();
    List<Segment> provider = new BillingLoop(claim, institutional, sources, findings).write();
    SubscriberLoop subscriber =
        new SubscriberLoop(claim, institutional, sources, information, findings);
    SubscriberLoop.Written persons = subscriber.write();
    reading.checkNumber(numbers);
    Diagnoses diagnoses = reading.diagnoses();
    List<ServiceLine837> lines = reading.lines(diagnoses);
    List<List<Segment>> loops =
        new ClaimLoop(
                claim,
                institutional,
                sources,
                information,
                terms.institutional(),
                institutional ? null : terms.claimLimit(claim),
                findings)
            .write(reading.control(), lines, diagnoses);
    if (findings.none()) {
      LeftOut.check(claim, institutional, sources.path(claim, ""), findings);
    }
    loops.forEach(loop -> paths.put(loop.get(0).element(1), sources.path(claim, "")));
    tellOfSplit(loops.size(), sources.path(claim, ".item"));
    return new TransactionSet.Placed(
        sources.key(claim, claim.getProvider()),
        provider,
        subscriber.key() + " " + sources.key(claim, claim.getPatient()),
        persons,
        loops);
  }
}
