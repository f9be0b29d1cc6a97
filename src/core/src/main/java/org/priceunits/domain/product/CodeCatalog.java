package org.priceunits.domain.product;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The hosted HCPCS codes and modifiers. */
public interface CodeCatalog {
  Optional<DrugCode> code(HcpcsCode code);

  /**
   * Returns the codes in force on a day whose description has a word that starts with a name: the
   * biosimilar infliximab-dyyb is infliximab too.
   */
  default List<HcpcsCode> describing(String name, LocalDate day) {
    return List.of();
  }

  /** Returns the codes in force on a day that a code replaced later. */
  default List<HcpcsCode> replacedBy(HcpcsCode successor, LocalDate day) {
    return List.of();
  }

  /**
   * Returns the code that began on the day after another one ended and is of the same drug by its
   * description; empty if none or several did. CMS does not state that it follows.
   */
  default Optional<HcpcsCode> follower(DrugCode ended) {
    return Optional.empty();
  }

  /** Returns CMS's long description of a code; empty if it is not hosted. */
  default String description(HcpcsCode code) {
    return "";
  }

  /**
   * Returns what the description restricts the code to, beside the drug: {@code biosimilar}, {@code
   * esrd}, {@code form}, {@code maker}, each with the words that say so.
   */
  default Set<String> traits(HcpcsCode code) {
    return Set.of();
  }

  /** Returns the dates on which a modifier may be used; empty if it is not hosted. */
  Optional<Validity> modifier(Modifier modifier);

  /** Returns the dates on which a CMS place of service may be used; empty if it is not hosted. */
  Optional<Validity> placeOfService(String code);

  /** Returns the version of the code system, for the working of a line: 2025-10. */
  String version();

  /**
   * Returns the container type that a source states for all packages of a code on a day; empty if
   * none does.
   */
  default Optional<ContainerLabel> container(HcpcsCode code, LocalDate day) {
    return Optional.empty();
  }

  /**
   * Returns true if a code bills a clotting factor by international units, whose packages are
   * counted in them too (X12 F2).
   */
  default boolean isClottingFactor(HcpcsCode code) {
    return false;
  }
}
