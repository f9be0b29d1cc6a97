package org.priceunits.domain.policy;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.priceunits.domain.product.ContainerType;
import org.priceunits.domain.product.HcpcsCode;
import org.priceunits.domain.product.Modifier;
import org.priceunits.domain.product.Validity;

/**
 * The billing rules of one payer.
 *
 * @param payer the payer's code: medicare
 * @param source canonical address and version of the policy, for the working of each line
 * @param validity dates of service that the rules apply to
 * @param discardRules rules for JW and JZ; of several that match, the first applies
 * @param lineForm one line or two
 * @param lineUnits the most units on one line; absent if none is known
 * @param unclassifiedDiscards the codes for drugs without one whose discarded drug the payer takes
 *     as one unit on a line of its own
 * @param discardNotes the codes whose discarded drug the payer wants explained in words
 * @param modifierOrder the modifiers with an assigned place; all others follow as given
 * @param packageModifiers the modifiers that distinguish the lines of several NDCs; absent if there
 *     are none
 * @param modifierLimit the number of modifiers that a line can carry
 * @param claimLimit highest total of a professional claim in USD; absent if there is none
 * @param places the places of service and bill types that the payer expects
 * @param ndcRequired true if a line without an NDC is refused
 * @param preferredCodes the codes preferred if one package has several; empty if the payer states
 *     none
 * @param fees the published prices that apply; absent if none do
 * @param unitCeilings true if CMS's medically unlikely edits apply
 * @param notPublished points on which the payer published nothing and Medicare's reading applies
 */
public record PayerPolicy(
    String payer,
    String source,
    Validity validity,
    List<DiscardRule> discardRules,
    LineForm lineForm,
    @Nullable LineUnits lineUnits,
    Set<HcpcsCode> unclassifiedDiscards,
    Set<HcpcsCode> discardNotes,
    List<Modifier> modifierOrder,
    @Nullable PackageModifiers packageModifiers,
    int modifierLimit,
    @Nullable BigDecimal claimLimit,
    Places places,
    boolean ndcRequired,
    Set<HcpcsCode> preferredCodes,
    @Nullable FeeMethod fees,
    boolean unitCeilings,
    List<String> notPublished) {

  /** The line forms in which a payer wants discarded drug billed. */
  public enum LineForm {
    /** A line for the dose, and a line for the discarded drug. */
    ADMINISTERED_AND_DISCARDED,
    /** One line with the units of the opened containers. */
    CONTAINERS_ROUNDED_UP
  }

  /**
   * The modifiers for one drug drawn from packages of several NDCs.
   *
   * @param first modifier of the lines of the first NDC: KP
   * @param further modifier of the lines of every other NDC: KQ
   */
  public record PackageModifiers(Modifier first, Modifier further) {}

  /**
   * The places of service and bill types of a payer.
   *
   * @param placeOfService assumed for a professional claim that states none
   * @param facilities places in which the facility bills the drug, not the physician
   * @param typeOfBill assumed for an institutional claim that states none
   * @param revenueCode revenue code of drugs on an institutional claim
   * @param settingsNotBillable Encounter classes ({@code system|code}) whose drugs are not billed
   *     by unit (R13)
   */
  public record Places(
      String placeOfService,
      Set<String> facilities,
      String typeOfBill,
      String revenueCode,
      Set<String> settingsNotBillable) {
    public Places {
      facilities = Set.copyOf(facilities);
      settingsNotBillable = Set.copyOf(settingsNotBillable);
    }
  }

  /** Returns the payer whose published limits this payer applies: itself, if it names no other. */
  public String feeSchedule() {
    return fees == null ? payer : fees.schedule();
  }

  /**
   * The published prices that a payer applies.
   *
   * @param schedule the payer whose schedule is used: medicare
   * @param percentage the share that is paid: 100 for the limit itself
   */
  public record FeeMethod(String schedule, BigDecimal percentage) {

    /**
     * Returns the factor by which a fee of the schedule is multiplied; an operator's charge is
     * taken as it is.
     */
    public BigDecimal factor(Fee fee) {
      return fee.basis() == Fee.Basis.CHARGE ? BigDecimal.ONE : percentage.movePointLeft(2);
    }
  }

  public PayerPolicy {
    discardRules = List.copyOf(discardRules);
    unclassifiedDiscards = Set.copyOf(unclassifiedDiscards);
    discardNotes = Set.copyOf(discardNotes);
    modifierOrder = List.copyOf(modifierOrder);
    preferredCodes = Set.copyOf(preferredCodes);
    notPublished = List.copyOf(notPublished);
  }

  /**
   * Returns the modifier to write on a day for a code from containers of one type; empty if there
   * is none.
   */
  public Optional<Modifier> modifierFor(
      DiscardRule.States states, HcpcsCode code, ContainerType container, LocalDate day) {
    return ruleFor(states, code, container, day)
        .filter(rule -> rule.requirement() != DiscardRule.Requirement.FORBIDDEN)
        .map(DiscardRule::modifier);
  }

  /**
   * Returns true if no modifier may report discarded drug of the code on that day, nor that there
   * was none, whatever the container.
   */
  public boolean forbidsDiscardOf(HcpcsCode code, LocalDate day) {
    for (DiscardRule.States states : DiscardRule.States.values()) {
      for (ContainerType container : ContainerType.values()) {
        Optional<DiscardRule> rule = ruleFor(states, code, container, day);
        if (rule.isEmpty() || rule.get().requirement() != DiscardRule.Requirement.FORBIDDEN) {
          return false;
        }
      }
    }
    return true;
  }

  private Optional<DiscardRule> ruleFor(
      DiscardRule.States states, HcpcsCode code, ContainerType container, LocalDate day) {
    for (DiscardRule rule : discardRules) {
      if (rule.states() == states
          && rule.containers().contains(container)
          && rule.isFor(code, day)) {
        return Optional.of(rule);
      }
    }
    return Optional.empty();
  }

  /**
   * Returns true for a modifier named in the payer's discard rules or in those of the policy of
   * reference, which follow them: the server sets it, never the caller.
   */
  public boolean speaksOfDiscard(Modifier modifier) {
    return discardRules.stream().anyMatch(r -> r.modifier().equals(modifier));
  }

  /**
   * Returns true for a modifier that distinguishes the lines of several NDCs: the server sets it.
   */
  public boolean speaksOfPackages(Modifier modifier) {
    return packageModifiers != null
        && Stream.of(packageModifiers.first(), packageModifiers.further())
            .anyMatch(modifier::equals);
  }
}
