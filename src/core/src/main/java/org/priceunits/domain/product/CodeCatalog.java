package org.priceunits.domain.product;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/** The hosted HCPCS codes, modifiers and places of service. */
public interface CodeCatalog extends DescribedCodes, CodeSuccession {
  Optional<DrugCode> code(HcpcsCode code);

  /** Returns true if one unit of the code is one device, whatever drug it contains. */
  boolean isDevice(HcpcsCode code);

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
