package org.priceunits.pricing.write;

import ca.uhn.fhir.model.api.TemporalPrecisionEnum;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.TimeZone;
import java.util.function.IntFunction;
import org.hl7.fhir.r4.model.Claim;
import org.hl7.fhir.r4.model.CodeType;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.DateTimeType;
import org.hl7.fhir.r4.model.Extension;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.Period;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.StringType;
import org.priceunits.domain.billing.request.Administration;
import org.priceunits.domain.billing.result.ClaimDraft;
import org.priceunits.domain.billing.result.GroupResult.Priced;
import org.priceunits.domain.billing.result.Issue;
import org.priceunits.domain.billing.result.Issue.Element;
import org.priceunits.domain.billing.result.IssueCode;
import org.priceunits.domain.billing.result.ServiceLine;
import org.priceunits.fhir.Canonicals;
import org.priceunits.pricing.write.ClaimSource.Qualified;

/** Writes a claim draft as an R4 Claim, and reports data that the records lack. */
public final class ClaimWriter {
  /** Equal calls give equal claims on machines in any zone. */
  private static final TimeZone UTC = TimeZone.getTimeZone("UTC");

  private static final String ABSENT = "http://hl7.org/fhir/StructureDefinition/data-absent-reason";

  private final ClaimTerms terms;
  private final IntFunction<ClaimSource> sources;
  private final List<Issue> issues = new ArrayList<>();

  /**
   * @param sources by position of the administration in the request
   */
  public ClaimWriter(ClaimTerms terms, IntFunction<ClaimSource> sources) {
    this.terms = terms;
    this.sources = sources;
  }

  /** Returns the data missing from the records, for the claims written so far. */
  public List<Issue> issues() {
    return issues;
  }

  /** Writes one claim; what its records lack is added to {@link #issues()}. */
  public Claim write(ClaimDraft draft) {
    Claim claim = new Claim();
    Administration first = draft.groups().get(0).first();
    ClaimSource source = source(first.index());
    claim.getMeta().addProfile(Canonicals.extension("price-units-claim"));
    identifiers(draft).forEach(claim::addIdentifier);
    claim
        .setStatus(Claim.ClaimStatus.DRAFT)
        .setUse(Claim.Use.CLAIM)
        .setType(
            concept(
                "http://terminology.hl7.org/CodeSystem/claim-type",
                terms.institutional() ? "institutional" : "professional"))
        .setPatient(source.patient().copy())
        .setCreatedElement(new DateTimeType(terms.created(), TemporalPrecisionEnum.SECOND, UTC))
        .setPriority(concept("http://terminology.hl7.org/CodeSystem/processpriority", "normal"))
        .setProvider(provider(draft))
        .setBillablePeriod(period(draft));
    if (source.facility() != null) {
      claim.setFacility(source.facility().copy());
    }
    insurance(claim, first);
    items(claim, draft);
    draft.total().ifPresent(total -> claim.setTotal(ClaimItems.usd(total)));
    return claim;
  }

  private void items(Claim claim, ClaimDraft draft) {
    SupportingInfo information = new SupportingInfo(claim);
    Diagnoses diagnoses = new Diagnoses(claim);
    CareTeam team = new CareTeam(claim, terms.institutional());
    ClaimItems items = new ClaimItems(claim, terms);
    for (Priced group : draft.groups()) {
      List<ClaimSource> members = group.administrations().stream().map(this::source).toList();
      List<Integer> ofDiagnoses = diagnoses.of(members);
      if (ofDiagnoses.isEmpty()) {
        issues.add(Diagnoses.missing(group.first()));
      }
      items.add(
          group,
          members,
          new ClaimItems.Positions(information.of(group, members), ofDiagnoses, team.of(members)));
    }
    if (terms.institutional()) {
      information.add("type-of-bill", new StringType(terms.typeOfBill()));
    }
    if (draft.parts() > 1) {
      information.add(
          "claim-note", new StringType("Claim %d of %d".formatted(draft.part(), draft.parts())));
    }
  }

  private ClaimSource source(int index) {
    return sources.apply(index);
  }

  private List<Identifier> identifiers(ClaimDraft draft) {
    return draft.groups().stream()
        .flatMap(g -> g.administrations().stream())
        .map(i -> source(i).identity())
        .filter(Objects::nonNull)
        .map(Identifier::copy)
        .toList();
  }

  /**
   * Returns the provider that is stated; else the organization that gave the drug, else the person,
   * of any record of the claim. A witness never bills.
   */
  private Reference provider(ClaimDraft draft) {
    Administration first = draft.groups().get(0).first();
    ClaimSource source = source(first.index());
    if (terms.provider() != null) {
      return terms.provider().copy();
    }
    if (source.serviceProvider() != null) {
      return source.serviceProvider().copy();
    }
    List<Qualified> gave =
        draft.groups().stream()
            .flatMap(group -> group.administrations().stream())
            .flatMap(index -> source(index).qualifications().stream())
            .filter(Qualified::gave)
            .toList();
    Optional<Qualified> biller =
        gave.stream()
            .filter(Qualified::organization)
            .findFirst()
            .or(() -> gave.stream().findFirst());
    if (biller.isPresent()) {
      return biller.get().performer().copy();
    }
    note(
        first,
        IssueCode.PROVIDER_UNKNOWN,
        Element.PROVIDER,
        "The billing provider is unknown. Send provider.");
    return absent();
  }

  private static Reference absent() {
    Reference reference = new Reference();
    reference.addExtension(new Extension(ABSENT, new CodeType("unknown")));
    return reference;
  }

  private static Period period(ClaimDraft draft) {
    List<LocalDate> days = draft.lines().stream().map(ServiceLine::date).sorted().toList();
    Period period = new Period();
    period.setStartElement(new DateTimeType(days.get(0).toString()));
    period.setEndElement(new DateTimeType(days.get(days.size() - 1).toString()));
    return period;
  }

  private void insurance(Claim claim, Administration first) {
    Reference coverage = terms.coverage();
    if (coverage == null) {
      note(
          first,
          IssueCode.COVERAGE_UNKNOWN,
          Element.COVERAGE,
          "The patient's coverage is not stated. Send coverage, or add it to the claim.");
    }
    claim
        .addInsurance()
        .setSequence(1)
        .setFocal(true)
        .setCoverage(coverage == null ? absent() : coverage.copy());
  }

  private void note(Administration about, IssueCode code, Element element, String text) {
    issues.add(Issue.of(code, about.index(), element, text));
  }

  private static CodeableConcept concept(String system, String code) {
    return new CodeableConcept(new Coding(system, code, null));
  }
}
