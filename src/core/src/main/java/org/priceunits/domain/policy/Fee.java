package org.priceunits.domain.policy;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.priceunits.domain.product.HcpcsCode;
import org.priceunits.domain.product.HcpcsDosage;
import org.priceunits.domain.product.Ndc;
import org.priceunits.domain.product.Validity;

/**
 * The price of one billing unit of a code, or of an amount of a drug that is billed with a code for
 * drugs without one of their own.
 *
 * @param code the code
 * @param ndc the only package that the price applies to; absent if it applies to all
 * @param payer the payer whose schedule lists it, or for whom alone the operator charges it; absent
 *     for a charge that applies to every payer
 * @param validity dates of service
 * @param postedOn the day it was published; a later posting for the same dates replaces it
 * @param basis limit or charge
 * @param usdPerUnit USD per billing unit, as published (three decimals for payment limits); USD for
 *     the amount, if there is one
 * @param amount the amount of drug that the price is for; absent if it is for a billing unit
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
    @Nullable HcpcsDosage amount,
    String source) {

  /** Creates the price of a billing unit. */
  public Fee(
      HcpcsCode code,
      @Nullable Ndc ndc,
      @Nullable String payer,
      Validity validity,
      LocalDate postedOn,
      Basis basis,
      BigDecimal usdPerUnit,
      String source) {
    this(code, ndc, payer, validity, postedOn, basis, usdPerUnit, null, source);
  }

  /** A payer's published limit, or the operator's charge; a charge takes precedence. */
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
   * Returns this fee times a factor, rounded half-up to a number of decimals: a payer may pay a
   * share of another payer's limit.
   */
  public Fee times(BigDecimal factor, int decimals) {
    if (factor.compareTo(BigDecimal.ONE) == 0) {
      return this;
    }
    BigDecimal part = usdPerUnit.multiply(factor).setScale(decimals, RoundingMode.HALF_UP);
    return new Fee(code, ndc, payer, validity, postedOn, basis, part, amount, source);
  }

  /**
   * Returns the price of a billing unit that stands for a number of the priced amounts.
   *
   * @param count a whole number, zero or more
   */
  public Fee of(BigDecimal count) {
    return new Fee(
        code, ndc, payer, validity, postedOn, basis, usdPerUnit.multiply(count), null, source);
  }

  /** Returns true if the fee applies to a package; an unstated package may be any. */
  public boolean isFor(@Nullable Ndc stated) {
    return ndc == null || ndc.equals(stated);
  }

  public Fee {
    if (usdPerUnit.signum() < 0) {
      throw new IllegalArgumentException("A price is never negative: " + usdPerUnit);
    }
  }
}
