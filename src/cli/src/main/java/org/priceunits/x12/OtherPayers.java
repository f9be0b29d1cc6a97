package org.priceunits.x12;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.hl7.fhir.r4.model.Claim;
import org.hl7.fhir.r4.model.Claim.InsuranceComponent;
import org.hl7.fhir.r4.model.Coverage;
import org.hl7.fhir.r4.model.Patient;

/**
 * Names the payers after the first on the claim to the first: loops 2320, 2330A and 2330B. A claim
 * to a later payer needs what the earlier ones paid, and is refused where its coverage is read.
 */
final class OtherPayers {
  private final Claim claim;
  private final boolean institutional;
  private final Sources sources;
  private final ClaimInformation information;
  private final Findings findings;
  private final PartySegments parties;

  OtherPayers(
      Claim claim,
      boolean institutional,
      Sources sources,
      ClaimInformation information,
      Findings findings) {
    this.claim = claim;
    this.institutional = institutional;
    this.sources = sources;
    this.information = information;
    this.findings = findings;
    this.parties = new PartySegments(sources, findings);
  }

  /** Returns the loops of all other payers; empty if the claim names none. */
  List<Segment> write() {
    List<InsuranceComponent> all = claim.getInsurance();
    if (all.size() < 2) {
      return List.of();
    }
    if (all.stream().filter(InsuranceComponent::getFocal).count() != 1) {
      findings.notValid(
          parties.path(claim, ".insurance.focal"),
          "Of several insurances, one is asked to pay. Set focal on that one, and on no other.");
      return List.of();
    }
    List<Segment> loops = new ArrayList<>();
    List<Integer> orders = new ArrayList<>();
    for (InsuranceComponent insurance : all) {
      if (!insurance.getFocal()) {
        Optional<Coverage> coverage =
            sources.resolve(claim, insurance.getCoverage(), Coverage.class);
        if (coverage.isEmpty()) {
          findings.missing(
              parties.path(claim, ".insurance.coverage"),
              "An 837 names every payer. Send the Coverage of each insurance, or leave the"
                  + " insurance out.");
        } else {
          loops.addAll(loop(coverage.get(), orders));
        }
      }
    }
    return loops;
  }

  private List<Segment> loop(Coverage coverage, List<Integer> orders) {
    CoverageReading insured = new CoverageReading(coverage, sources, parties);
    insured.checkPatient(claim);
    String relation = insured.relation();
    String filing = filing(coverage, insured);
    List<Segment> loop = new ArrayList<>();
    loop.add(insured.sbr(place(coverage, orders), relation, filing, institutional));
    loop.add(
        Segment.of(
            "OI",
            "",
            "",
            information.coded("benefits-assignment", "CLM08", "whether benefits are assigned"),
            "",
            "",
            information.coded("release-of-information", "CLM09", "the release of information")));
    subscriber(insured, relation)
        .ifPresent(
            person ->
                loop.addAll(
                    person.named("IL", "the other subscriber", insured.memberId(filing), parties)));
    loop.addAll(insured.payer());
    return loop;
  }

  private Optional<Person837> subscriber(CoverageReading insured, String relation) {
    return relation.equals(CoverageReading.SELF)
        ? sources.resolve(claim, claim.getPatient(), Patient.class).map(Person837::of)
        : Optional.ofNullable(insured.subscriber());
  }

  /** Returns the code of the payer's place: the second, the third and so on. */
  private String place(Coverage coverage, List<Integer> orders) {
    List<String> places = Schema837.codes("SBR01");
    int order = coverage.getOrder();
    if (order < 2 || order > places.size() || orders.contains(order)) {
      findings.notValid(
          parties.path(coverage, ".order"),
          "An 837 needs the order in which payers after the first pay: 2 for the second, each"
              + " another. Correct it.");
      return "";
    }
    orders.add(order);
    return places.get(order - 1);
  }

  private String filing(Coverage coverage, CoverageReading insured) {
    return insured
        .filing()
        .orElseGet(
            () -> {
              findings.missing(
                  parties.path(coverage, ".type"),
                  "An 837 needs the kind of another payer. Add it as a coding with system %s, such as CI."
                      .formatted(CoverageReading.FILING));
              return "";
            });
  }
}
