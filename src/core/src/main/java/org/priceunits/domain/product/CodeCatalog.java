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
  List<HcpcsCode> describing(String name, LocalDate day);

  /**
   * Returns the codes in force on a day under which CMS lists packages of a name: Abraxane, of
   * J9264.
   */
  List<HcpcsCode> listing(String packageName, LocalDate day);

  /** Returns true if the description of a code begins with the name of a substance. */
  boolean isNamedFirst(HcpcsCode code, String name);

  /**
   * Returns the codes in force on a day whose description says that their drug is not
   * therapeutically equivalent to that of a code: the same substance of another maker.
   */
  List<HcpcsCode> notEquivalentTo(HcpcsCode code, LocalDate day);

  /** Returns true if the description says that the drug is not equivalent to that of a brand. */
  boolean isNotEquivalentTo(HcpcsCode code, String brand);

  /**
   * Returns a name without the origin after its comma: heparin sodium of heparin sodium, porcine.
   */
  String withoutOrigin(String name);

  /** Returns the codes in force on a day that a code replaced later. */
  List<HcpcsCode> replacedBy(HcpcsCode successor, LocalDate day);

  /**
   * Returns the code that began on the day after another one ended and is of the same drug by its
   * description; empty if none or several did. CMS does not state that it follows.
   */
  Optional<HcpcsCode> follower(DrugCode ended);

  /** Returns CMS's long description of a code; empty if it is not hosted. */
  String description(HcpcsCode code);

  /**
   * Returns what the description restricts the code to, beside the drug: {@code biosimilar}, {@code
   * esrd}, {@code form}, {@code maker}, each with the words that say so.
   */
  Set<String> traits(HcpcsCode code);

  /**
   * Returns the codes in force on a day for the same drug and formulation whose description
   * restricts them otherwise: to another maker, to biosimilars, to dialysis.
   */
  List<HcpcsCode> ofOtherMakers(HcpcsCode code, LocalDate day);

  /** Returns true if the words name a formulation that no drug is confused with, as liposomal. */
  boolean namesFormulation(String words);

  /** Returns true if the description restricts the code to a formulation, such as liposomal. */
  boolean isOfSpecialFormulation(HcpcsCode code);

  /**
   * Returns true if the description restricts the code to a form of the drug, or to a way to give
   * it that is more than an injection: implant, intravenous.
   */
  boolean isOfOneForm(HcpcsCode code);

  /** Returns true if the description restricts the code to a use that no drug's name tells. */
  boolean isForOneUse(HcpcsCode code);

  /** Returns true if the description restricts the code to a drug that is swallowed. */
  boolean isSwallowed(HcpcsCode code);

  /** Returns true if one unit of the code is one device, whatever drug it contains. */
  boolean isDevice(HcpcsCode code);

  /**
   * Returns true if the name of a drug and the description of a code name one dosage form or one
   * route in the same word.
   */
  boolean isOfTheFormOf(HcpcsCode code, String name);

  /**
   * Returns the routes of administration that the description names, as codes of the hosted {@code
   * administration-route}; empty if it leaves them open.
   */
  Set<String> routes(HcpcsCode code);

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
  Optional<ContainerLabel> container(HcpcsCode code, LocalDate day);

  /** Returns the amounts in other units that are one billing unit of a code too. */
  List<UnitEquivalent> equivalents(HcpcsCode code);

  /** Returns the code of a smaller dose of the drug of a code; empty if it has none. */
  Optional<SmallerDose> smallerDose(HcpcsCode code);

  /**
   * Returns true if a code bills a clotting factor by international units, whose packages are
   * counted in them too (X12 F2).
   */
  boolean isClottingFactor(HcpcsCode code);
}
