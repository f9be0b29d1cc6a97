package org.priceunits.domain.product;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The hosted HCPCS codes and modifiers. */
public interface CodeCatalog {
  Optional<DrugCode> code(HcpcsCode code);

  /**
   * Returns the codes in force on a day whose description has a name as a word, which may go on
   * after a hyphen: the biosimilar infliximab-dyyb is infliximab too.
   */
  default List<HcpcsCode> describing(String name, LocalDate day) {
    return List.of();
  }

  /**
   * Returns the codes in force on a day under which CMS lists packages of a name: Abraxane, of
   * J9264.
   */
  default List<HcpcsCode> listing(String packageName, LocalDate day) {
    return List.of();
  }

  /** Returns true if the description of a code begins with the name of a substance. */
  default boolean isNamedFirst(HcpcsCode code, String name) {
    return false;
  }

  /**
   * Returns the codes in force on a day whose description says that their drug is not
   * therapeutically equivalent to that of a code: the same substance of another maker.
   */
  default List<HcpcsCode> notEquivalentTo(HcpcsCode code, LocalDate day) {
    return List.of();
  }

  /** Returns true if the description says that the drug is not equivalent to that of a brand. */
  default boolean isNotEquivalentTo(HcpcsCode code, String brand) {
    return false;
  }

  /**
   * Returns a name without the origin after its comma: heparin sodium of heparin sodium, porcine.
   */
  default String withoutOrigin(String name) {
    return name;
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

  /**
   * Returns the codes in force on a day for the same drug and formulation whose description
   * restricts them otherwise: to another maker, to biosimilars, to dialysis.
   */
  default List<HcpcsCode> ofOtherMakers(HcpcsCode code, LocalDate day) {
    return List.of();
  }

  /** Returns true if the words name a formulation that no drug is confused with, as liposomal. */
  default boolean namesFormulation(String words) {
    return false;
  }

  /** Returns true if the description restricts the code to a formulation, such as liposomal. */
  default boolean isOfSpecialFormulation(HcpcsCode code) {
    return false;
  }

  /**
   * Returns true if the description restricts the code to a form of the drug, or to a way to give
   * it that is more than an injection: implant, intravenous.
   */
  default boolean isOfOneForm(HcpcsCode code) {
    return false;
  }

  /** Returns true if the description restricts the code to a use that no drug's name tells. */
  default boolean isForOneUse(HcpcsCode code) {
    return false;
  }

  /** Returns true if the description restricts the code to a drug that is swallowed. */
  default boolean isSwallowed(HcpcsCode code) {
    return false;
  }

  /** Returns true if one unit of the code is one device, whatever drug it contains. */
  default boolean isDevice(HcpcsCode code) {
    return false;
  }

  /**
   * Returns true if the name of a drug and the description of a code name one dosage form or one
   * route in the same word.
   */
  default boolean isOfTheFormOf(HcpcsCode code, String name) {
    return false;
  }

  /**
   * Returns the routes of administration that the description names, as codes of the hosted {@code
   * administration-route}; empty if it leaves them open.
   */
  default Set<String> routes(HcpcsCode code) {
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

  /** Returns the amounts in other units that are one billing unit of a code too. */
  default List<UnitEquivalent> equivalents(HcpcsCode code) {
    return List.of();
  }

  /** Returns the code of a smaller dose of the drug of a code; empty if it has none. */
  default Optional<SmallerDose> smallerDose(HcpcsCode code) {
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
