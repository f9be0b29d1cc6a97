package org.priceunits.pricing;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import org.hl7.fhir.r4.model.Claim;
import org.hl7.fhir.r4.model.CodeType;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.Parameters;
import org.hl7.fhir.r4.model.Parameters.ParametersParameterComponent;
import org.hl7.fhir.r4.model.PositiveIntType;
import org.hl7.fhir.r4.model.Reference;
import org.jspecify.annotations.Nullable;
import org.priceunits.domain.billing.ClaimDraft;
import org.priceunits.domain.billing.Issue;
import org.priceunits.pricing.PriceUnitsOperation.Site;
import org.priceunits.pricing.write.OutcomeWriter;

/** The response of a call: a result for each administration, the claims, and all issues. */
record PriceUnitsResponse(
    List<Result> results,
    List<ClaimDraft> drafts,
    List<Claim> claims,
    List<Issue> issues,
    Function<Issue, String> path) {

  PriceUnitsResponse {
    issues = issues.stream().distinct().toList();
  }

  /** The outcome for an administration. */
  enum Status {
    PRICED,
    NOT_BILLABLE,
    REFUSED,
    DISCARD_RECORD;

    private final String code = name().toLowerCase(Locale.ROOT).replace('_', '-');

    String code() {
      return code;
    }
  }

  /** One administration's part of the response. */
  static final class Result {
    private final Reference administration;
    private Status status;
    private @Nullable Identifier claim;
    private List<Integer> items = List.of();

    Result(Reference administration, Status status) {
      this.administration = administration;
      this.status = status;
    }

    void setStatus(Status status) {
      this.status = status;
    }

    /**
     * Records where its lines are: the claim's identifier, and the sequence numbers of the items.
     */
    void setPlace(@Nullable Identifier claim, List<Integer> items) {
      this.claim = claim;
      this.items = List.copyOf(items);
    }

    private ParametersParameterComponent parameter() {
      ParametersParameterComponent parameter = new ParametersParameterComponent().setName("result");
      parameter.addPart().setName("administration").setValue(administration);
      parameter.addPart().setName("status").setValue(new CodeType(status.code()));
      if (claim != null) {
        parameter.addPart().setName("claim").setValue(claim.copy());
      }
      for (int item : items) {
        parameter.addPart().setName("item").setValue(new PositiveIntType(item));
      }
      return parameter;
    }
  }

  /**
   * @param transaction present if the caller also requests a transaction Bundle
   */
  Parameters parameters(Optional<Site> transaction) {
    Parameters parameters = new Parameters();
    results.forEach(r -> parameters.addParameter(r.parameter()));
    claims.forEach(c -> parameters.addParameter().setName("claim").setResource(c));
    transaction
        .filter(site -> !claims.isEmpty())
        .ifPresent(
            site ->
                parameters
                    .addParameter()
                    .setName("transaction")
                    .setResource(new TransactionWriter(site).write(claims)));
    parameters.addParameter().setName("outcome").setResource(new OutcomeWriter(path).write(issues));
    return parameters;
  }
}
