package org.priceunits.domain.policy;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/** The payers whose rules are known here. */
public interface PolicyCatalog {
  /**
   * The rules of a payer for a date of service.
   *
   * @param asOf only rules posted by that day
   * @return empty where the payer has none in force on that date
   */
  Optional<PayerPolicy> inForce(String payer, LocalDate dateOfService, LocalDate asOf);

  /** True where the payer is known at all, whatever the date. */
  boolean knows(String payer);

  /** The payer that an organization's identifier ({@code system|value}) stands for. */
  Optional<String> payerOf(String organizationIdentifier);

  /**
   * The payer that is assumed where the caller names none, and whose reading silent policies
   * follow.
   */
  String reference();

  /** Codes of all payers, sorted. */
  List<String> payers();
}
