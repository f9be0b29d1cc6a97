package org.priceunits.domain.billing;

import java.lang.reflect.Proxy;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.priceunits.ShippedKnowledge;
import org.priceunits.domain.billing.request.Catalogs;
import org.priceunits.domain.policy.Fee;
import org.priceunits.domain.policy.FeeSchedule;
import org.priceunits.domain.policy.MedicallyUnlikelyEdit;
import org.priceunits.domain.policy.PayerPolicy;
import org.priceunits.domain.policy.PolicyCatalog;
import org.priceunits.domain.product.CodeCatalog;
import org.priceunits.domain.product.DrugCode;
import org.priceunits.domain.product.DrugConcept;
import org.priceunits.domain.product.DrugProduct;
import org.priceunits.domain.product.HcpcsCode;
import org.priceunits.domain.product.Ndc;
import org.priceunits.domain.product.ProductCatalog;
import org.priceunits.domain.product.Validity;

/** The shipped reference data with one part replaced, for cases without a shipped example. */
public final class Known {
  private static final Catalogs SHIPPED = ShippedKnowledge.pricing().catalogs();

  private Known() {}

  static Catalogs charge(String usd) {
    return fee(
        new Fee(
            new HcpcsCode("J0202"),
            null,
            null,
            Validity.ALWAYS,
            LocalDate.of(2024, 1, 1),
            Fee.Basis.CHARGE,
            new BigDecimal(usd),
            "ChargeItemDefinition/charge"));
  }

  /** Replaces the prices with one, which is for its code and package alone. */
  public static Catalogs fee(Fee fee) {
    return new Catalogs(
        SHIPPED.codes(),
        SHIPPED.products(),
        SHIPPED.policies(),
        new OneFee(fee),
        SHIPPED.ceilings());
  }

  private record OneFee(Fee fee) implements FeeSchedule {
    @Override
    public Optional<Fee> charge(
        String payer, HcpcsCode code, @Nullable Ndc ndc, LocalDate day, LocalDate asOf) {
      return found(Fee.Basis.CHARGE, code, ndc);
    }

    @Override
    public Optional<Fee> limit(
        String schedule, HcpcsCode code, @Nullable Ndc ndc, LocalDate day, LocalDate asOf) {
      return found(Fee.Basis.LIMIT, code, ndc);
    }

    private Optional<Fee> found(Fee.Basis basis, HcpcsCode code, @Nullable Ndc ndc) {
      return Optional.of(fee)
          .filter(f -> f.basis() == basis && f.code().equals(code) && f.isFor(ndc));
    }
  }

  /** Replaces Medicare's rules with changed ones, for any payer. */
  static Catalogs policy(Catalogs other, UnaryOperator<PayerPolicy> change) {
    PayerPolicy medicare =
        SHIPPED
            .policies()
            .inForce("medicare", LocalDate.of(2024, 5, 1), LocalDate.MAX)
            .orElseThrow();
    PayerPolicy changed = change.apply(medicare);
    PolicyCatalog policies =
        new PolicyCatalog() {
          @Override
          public Optional<PayerPolicy> inForce(String payer, LocalDate day, LocalDate asOf) {
            return Optional.of(changed).filter(p -> p.validity().on(day));
          }

          @Override
          public boolean knows(String payer) {
            return true;
          }

          @Override
          public Optional<String> payerOf(String identifier) {
            return Optional.empty();
          }

          @Override
          public Optional<PayerPolicy> cited(String source) {
            return Optional.of(changed).filter(policy -> source.equals(policy.source()));
          }

          @Override
          public String reference() {
            return "medicare";
          }

          @Override
          public List<String> payers() {
            return List.of("medicare");
          }
        };
    return new Catalogs(other.codes(), other.products(), policies, other.fees(), other.ceilings());
  }

  /** Replaces one code. */
  static Catalogs code(DrugCode other) {
    CodeCatalog shipped = SHIPPED.codes();
    CodeCatalog codes =
        (CodeCatalog)
            Proxy.newProxyInstance(
                CodeCatalog.class.getClassLoader(),
                new Class<?>[] {CodeCatalog.class},
                (proxy, method, given) ->
                    method.getName().equals("code") && given[0].equals(other.code())
                        ? Optional.of(other)
                        : method.invoke(shipped, given));
    return new Catalogs(
        codes, SHIPPED.products(), SHIPPED.policies(), SHIPPED.fees(), SHIPPED.ceilings());
  }

  static Catalogs ceiling(MedicallyUnlikelyEdit ceiling) {
    return new Catalogs(
        SHIPPED.codes(),
        SHIPPED.products(),
        SHIPPED.policies(),
        SHIPPED.fees(),
        (code, institutional, day) ->
            Optional.of(ceiling).filter(c -> c.institutional() == institutional));
  }

  /** Replaces the packages with drugs that only RxNorm names. */
  static Catalogs concepts(DrugConcept... concepts) {
    ProductCatalog catalog =
        new ProductCatalog() {
          @Override
          public Optional<DrugProduct> byNdc(Ndc ndc) {
            return Optional.empty();
          }

          @Override
          public List<DrugProduct> byRxNorm(String rxNorm) {
            return List.of();
          }

          @Override
          public Optional<DrugConcept> concept(String rxNorm) {
            return Arrays.stream(concepts).filter(c -> c.code().equals(rxNorm)).findFirst();
          }

          @Override
          public List<DrugProduct> billedWith(HcpcsCode code, LocalDate day) {
            return List.of();
          }
        };
    return new Catalogs(
        SHIPPED.codes(), catalog, SHIPPED.policies(), SHIPPED.fees(), SHIPPED.ceilings());
  }

  static Catalogs products(DrugProduct... products) {
    List<DrugProduct> all = Arrays.asList(products);
    ProductCatalog catalog =
        new ProductCatalog() {
          @Override
          public Optional<DrugProduct> byNdc(Ndc ndc) {
            return all.stream().filter(p -> p.ndc().equals(ndc)).findFirst();
          }

          @Override
          public List<DrugProduct> byRxNorm(String rxNorm) {
            return all.stream().filter(p -> p.rxNorm().contains(rxNorm)).toList();
          }

          @Override
          public List<DrugProduct> billedWith(HcpcsCode code, LocalDate day) {
            return all.stream().filter(p -> p.isBilledWith(code, day)).toList();
          }
        };
    return new Catalogs(
        SHIPPED.codes(), catalog, SHIPPED.policies(), SHIPPED.fees(), SHIPPED.ceilings());
  }
}
