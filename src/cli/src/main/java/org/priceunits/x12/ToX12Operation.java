package org.priceunits.x12;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiPredicate;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.hl7.fhir.r4.model.Binary;
import org.hl7.fhir.r4.model.Claim;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.OperationOutcome;
import org.hl7.fhir.r4.model.OperationOutcome.IssueSeverity;
import org.hl7.fhir.r4.model.OperationOutcome.IssueType;
import org.hl7.fhir.r4.model.Parameters;
import org.hl7.fhir.r4.model.Resource;
import org.jspecify.annotations.Nullable;
import org.priceunits.domain.policy.PolicyCatalog;
import org.priceunits.domain.product.CodeCatalog;
import org.priceunits.domain.product.DrugCode;
import org.priceunits.domain.product.HcpcsCode;
import org.priceunits.knowledge.PricingKnowledge;
import org.priceunits.pricing.CallRefusedException;
import org.priceunits.pricing.ResourceStore;

/** Performs {@code $to-x12} independently of the transport. Nothing is stored. */
public final class ToX12Operation {
  /** The registered media type of X12 files (RFC 1767). */
  public static final String MEDIA_TYPE = "application/EDI-X12";

  private final Supplier<PricingKnowledge> knowledge;
  private final Clock clock;
  private final ZoneId zone;
  private final X12Check check = new X12Check();

  /**
   * @param knowledge tells which codes need words
   * @param clock gives date and time of the files
   * @param siteZone of the sender; null for the clock's own
   */
  public ToX12Operation(
      Supplier<PricingKnowledge> knowledge, Clock clock, @Nullable ZoneId siteZone) {
    this.knowledge = knowledge;
    this.clock = clock;
    this.zone = siteZone == null ? clock.getZone() : siteZone;
  }

  /**
   * The answer of a call.
   *
   * @param files each a whole interchange, or the service lines of one claim or of a part of one
   */
  public record Answer(List<String> files, List<X12Issue> issues) {
    public Answer {
      files = List.copyOf(files);
      issues = List.copyOf(issues);
    }

    /** Returns the answer as the server gives it. */
    public Parameters parameters() {
      Parameters parameters = new Parameters();
      for (String file : files) {
        Binary binary = new Binary();
        binary.setContentType(MEDIA_TYPE).setData(file.getBytes(StandardCharsets.US_ASCII));
        parameters.addParameter().setName("x12").setResource(binary);
      }
      parameters.addParameter().setName("outcome").setResource(outcome());
      return parameters;
    }

    private OperationOutcome outcome() {
      OperationOutcome outcome = new OperationOutcome();
      issues.forEach(issue -> outcome.addIssue(issue.component()));
      if (issues.isEmpty()) {
        outcome
            .addIssue()
            .setSeverity(IssueSeverity.INFORMATION)
            .setCode(IssueType.INFORMATIONAL)
            .setDetails(
                new CodeableConcept().setText("Everything was written; there is nothing to say."));
      }
      return outcome;
    }
  }

  /**
   * Answers one call.
   *
   * @param body Parameters, a Claim or a Bundle; null for a call with query parameters only
   * @param query inputs beside the body
   * @param instance the stored claim that the URL names; null at type level
   * @throws CallRefusedException if the whole call is refused
   */
  public Answer answer(
      @Nullable Resource body,
      Map<String, String[]> query,
      @Nullable Claim instance,
      ResourceStore store) {
    ToX12Request request = ToX12Request.read(body, query, instance);
    Sources sources = new Sources(request.resources().references(store), request.paths());
    PricingKnowledge known = knowledge.get();
    CodeCatalog codes = known.catalogs().codes();
    ZonedDateTime now = clock.instant().atZone(zone);
    X12Terms terms =
        new X12Terms(
            request.options().linesOnly(),
            request.options().chargeFactor(),
            discardNotes(request.options().discardNotes(), known.catalogs().policies()),
            request.information(),
            now.toLocalDate(),
            known.institutional(),
            code -> is(DrugCode::unclassified, code, codes),
            code -> is(DrugCode::isDrug, code, codes),
            policy ->
                known
                    .catalogs()
                    .policies()
                    .cited(policy)
                    .flatMap(p -> Optional.ofNullable(p.claimLimit())));
    Claims837 claims = new Claims837(sources, terms, check);
    if (request.options().linesOnly()) {
      Claims837.Written written = claims.lines(request.claims());
      return new Answer(written.files(), written.issues());
    }
    Findings findings = new Findings();
    Envelope envelope = new EnvelopeReading(findings).read(request, now);
    Claims837.Written written =
        claims.interchanges(request.claims(), envelope, request.options().controlPath());
    List<X12Issue> issues = new ArrayList<>(findings.issues());
    issues.addAll(written.issues());
    return new Answer(written.files(), issues);
  }

  /** What the caller says goes before what the payer of a line wants. */
  private static BiPredicate<String, String> discardNotes(
      @Nullable Boolean asked, PolicyCatalog policies) {
    return asked == null
        ? (policy, code) ->
            policies
                .cited(policy)
                .flatMap(p -> HcpcsCode.of(code).filter(p.discardNotes()::contains))
                .isPresent()
        : (policy, code) -> asked;
  }

  private static boolean is(Predicate<DrugCode> kind, String code, CodeCatalog codes) {
    return HcpcsCode.of(code).flatMap(codes::code).filter(kind).isPresent();
  }
}
