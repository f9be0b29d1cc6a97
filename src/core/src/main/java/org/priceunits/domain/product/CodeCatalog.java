package org.priceunits.domain.product;

import java.util.Optional;

/** The hosted HCPCS codes and modifiers. */
public interface CodeCatalog {
  Optional<DrugCode> code(HcpcsCode code);

  /** When a modifier may be used; empty where it is not hosted. */
  Optional<Validity> modifier(Modifier modifier);

  /** When a CMS place of service may be used; empty where it is not hosted. */
  Optional<Validity> placeOfService(String code);

  /** System version of the codes, for the working of a line: 2025-10. */
  String version();
}
