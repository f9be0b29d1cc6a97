package org.priceunits.domain.policy;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/** The payers whose rules are known. */
public interface PolicyCatalog {
  /**
   * Returns the rules of a payer for a date of service.
   *
   * @param asOf only rules posted by that day
   * @return empty if the payer has none in force on that date
   */
  Optional<PayerPolicy> inForce(String payer, LocalDate dateOfService, LocalDate asOf);

  /** Returns true if the payer is known, on any date. */
  boolean knows(String payer);

  /** Returns the payer that an organization's identifier ({@code system|value}) stands for. */
  Optional<String> payerOf(String organizationIdentifier);

  /** Returns the policy with a canonical address and version, as a line's working cites it. */
  Optional<PayerPolicy> cited(String source);

  /**
   * Returns the payer that is assumed if the caller names none, and whose reading applies if a
   * policy is silent.
   */
  String reference();

  /** Returns the codes of all payers, sorted. */
  List<String> payers();
}
