package org.priceunits.loading.cms;

import org.priceunits.domain.product.HcpcsCode;
import org.priceunits.domain.product.Modifier;

/** Tells HCPCS Level II codes and modifiers from the CPT and CDT codes in CMS's tables. */
final class CodeForm {
  /**
   * CDT codes (dental) have the form of HCPCS codes; they are the American Dental Association's.
   */
  private static final String CDT = "D";

  private CodeForm() {}

  static boolean isHcpcs(String text) {
    return HcpcsCode.of(text).isPresent() && !text.startsWith(CDT);
  }

  static boolean isModifier(String text) {
    return Modifier.of(text).isPresent();
  }
}
