package org.priceunits.bench;

import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.hl7.fhir.r4.model.Resource;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.priceunits.ShippedKnowledge;
import org.priceunits.domain.billing.UnitPricer;
import org.priceunits.domain.billing.request.Administration;
import org.priceunits.domain.billing.request.Administration.ServiceDay;
import org.priceunits.domain.billing.request.Administration.Setting;
import org.priceunits.domain.billing.request.Administration.Status;
import org.priceunits.domain.billing.request.Drug;
import org.priceunits.domain.billing.request.Drug.NamedDrug;
import org.priceunits.domain.billing.request.Drug.PackageStatement;
import org.priceunits.domain.billing.request.PricingRequest;
import org.priceunits.domain.billing.result.Pricing;
import org.priceunits.domain.dose.Dose;
import org.priceunits.domain.product.Container;
import org.priceunits.domain.product.ContainerType;
import org.priceunits.domain.product.HcpcsCode;
import org.priceunits.domain.product.Ndc;
import org.priceunits.domain.product.RecordedRoute;
import org.priceunits.knowledge.KnowledgeReader;
import org.priceunits.units.UcumUnits;

/** Measures how many pricings per second one core performs. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
public class UnitPricerBenchmark {
  private static final String LEMTRADA = "58468020001";

  /** The folder of reference data: the shipped resources, optionally with those added by a load. */
  @Param("fhir-resources")
  String knowledge;

  private UnitPricer pricer;
  private PricingRequest wholeVial;
  private PricingRequest withWaste;
  private PricingRequest byProduct;

  @Setup
  public void load() {
    List<Resource> resources = ShippedKnowledge.read(Path.of(knowledge));
    System.out.printf("Knowledge: %d resources%n", resources.size());
    pricer = new UnitPricer(KnowledgeReader.read(resources).catalogs(), new UcumUnits());
    wholeVial = request(new HcpcsCode("J0202"), "12", List.of());
    withWaste = request(new HcpcsCode("J0202"), "10", List.of());
    byProduct = request(null, "12", List.of(new Ndc(LEMTRADA)));
  }

  private static PricingRequest request(HcpcsCode code, String dose, List<Ndc> ndcs) {
    Administration administration =
        new Administration(
            0,
            "Patient/p1",
            Status.COMPLETED,
            new ServiceDay(LocalDate.of(2025, 7, 15), null),
            Dose.of(new BigDecimal(dose), "mg"),
            new Drug(
                "",
                Set.of(),
                ndcs,
                List.of(),
                List.of(),
                null,
                false,
                PackageStatement.NONE,
                NamedDrug.NONE),
            List.of(
                new Container(
                    Dose.of(new BigDecimal("12"), "mg"),
                    1,
                    ContainerType.SINGLE_DOSE,
                    false,
                    null)),
            List.of(),
            List.of(),
            null,
            List.of(),
            new Setting("Organization/o", "Organization/o", "Location/l", "11", null),
            null,
            null,
            RecordedRoute.NONE);
    return new PricingRequest(
        List.of(administration),
        List.of(),
        "medicare",
        code,
        PricingRequest.Places.OF_RECORDS,
        null,
        false,
        List.of(),
        LocalDate.of(2026, 11, 24),
        LocalDate.MAX);
  }

  /** One line, JZ and a price; the code is stated. */
  @Benchmark
  public Pricing wholeVial() {
    return pricer.price(wholeVial);
  }

  /** Two lines, JW and a price; the code is stated. */
  @Benchmark
  public Pricing withWaste() {
    return pricer.price(withWaste);
  }

  /** One line with NDC and its quantity; the code comes from the product. */
  @Benchmark
  public Pricing byProduct() {
    return pricer.price(byProduct);
  }
}
