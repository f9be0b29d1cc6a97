package org.priceunits.domain.policy;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.priceunits.domain.product.HcpcsCode;
import org.priceunits.domain.product.Ndc;
import org.priceunits.domain.product.Validity;

/**
 * What one billing unit of a code is paid or charged.
 *
 * @param code the code
 * @param ndc the only package that it is for; absent where it is for all
 * @param payer whose schedule it stands in; absent for a charge, which is for every payer
 * @param validity dates of service
 * @param postedOn the day it was published; a later posting for the same dates takes its place
 * @param basis limit or charge
 * @param usdPerUnit USD for one billing unit, as published (three decimals for payment limits)
 * @param source canonical address and version
 */
public record Fee(
    HcpcsCode code,
    @Nullable Ndc ndc,
    @Nullable String payer,
    Validity validity,
    LocalDate postedOn,
    Basis basis,
    BigDecimal usdPerUnit,
    String source) {

  /** A payer's published limit, or what the operator charges; a charge goes before a limit. */
  public enum Basis {
    LIMIT("limit"),
    CHARGE("charge");

    private final String code;

    Basis(String code) {
      this.code = code;
    }

    public String code() {
      return code;
    }
  }

  /**
   * The same fee times a factor, half-up at that many decimals: a payer may pay a part of another's
   * limit.
   */
  public Fee times(BigDecimal factor, int decimals) {
    if (factor.compareTo(BigDecimal.ONE) == 0) {
      return this;
    }
    BigDecimal part = usdPerUnit.multiply(factor).setScale(decimals, RoundingMode.HALF_UP);
    return new Fee(code, ndc, payer, validity, postedOn, basis, part, source);
  }

  /** Whether it is for drug of that package; one that is not stated can be any. */
  public boolean isFor(@Nullable Ndc stated) {
    return ndc == null || ndc.equals(stated);
  }

  public Fee {
    if (usdPerUnit.signum() < 0) {
      throw new IllegalArgumentException("A price is never negative: " + usdPerUnit);
    }
  }
}
