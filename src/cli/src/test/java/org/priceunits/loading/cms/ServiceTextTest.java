package org.priceunits.loading.cms;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ServiceTextTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          Hyaluronan or derivative, gel-one, for intra-articular injection, per dose | dose |
          Bcg (intravesical) per instillation                                        | dose |
          Revakinagene taroretcel-lwey, per implant                                  | dose |
          Flutemetamol f18, diagnostic, per study dose, up to 5 millicuries          | dose | 5 mCi
          Fluorodeoxyglucose, per study dose, up to 45 millicuries                   | dose | 45 mCi
          Injection, etranacogene dezaparvovec-drlb, per therapeutic dose            | treatment |
          Injection, exagamglogene autotemcel, per treatment                         | treatment |
          Onasemnogene, per treatment, up to 5x10^15 vector genomes                  | treatment |
          Obecabtagene, 10 up to 400 million car-positive t cells, per infusion      | treatment |
          Injection, pegaspargase, per single dose vial                              | none |
          Injection, alemtuzumab, 1 mg                                               | none |
          Infusion therapy, using other than chemotherapeutic drugs, per visit       | none |
          Contraceptive supply, hormone containing patch, each                       | none |
          Injection, per dosette, per infusions                                      | none |
          """)
  void aServiceInPlaceOfAnAmountIsTheUnit(String text, String kind, String most) {
    assertThat(ServiceText.read(text).map(service -> service.kind().code()).orElse("none"))
        .isEqualTo(kind);
    assertThat(ServiceText.read(text).map(service -> service.most()))
        .map(Object::toString)
        .isEqualTo(Optional.ofNullable(most));
  }
}
