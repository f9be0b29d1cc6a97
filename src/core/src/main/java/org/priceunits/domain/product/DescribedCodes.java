package org.priceunits.domain.product;

import java.time.LocalDate;
import java.util.List;
import java.util.Set;

/**
 * What CMS's descriptions, and the names under which it lists packages, say of the drugs of codes.
 * Of a code without a description they say nothing: it is restricted to no maker, form or use.
 */
public interface DescribedCodes {
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
}
