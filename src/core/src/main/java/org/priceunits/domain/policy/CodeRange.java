package org.priceunits.domain.policy;

import org.priceunits.domain.product.HcpcsCode;

/**
 * HCPCS codes from the first to the last, both included: a class of supplies or drugs that CMS
 * numbers together.
 */
public record CodeRange(HcpcsCode first, HcpcsCode last) {
  public CodeRange {
    if (first.compareTo(last) > 0) {
      throw new IllegalArgumentException("The range ends before it begins: " + first + ", " + last);
    }
  }

  public boolean contains(HcpcsCode code) {
    return code.compareTo(first) >= 0 && code.compareTo(last) <= 0;
  }
}
