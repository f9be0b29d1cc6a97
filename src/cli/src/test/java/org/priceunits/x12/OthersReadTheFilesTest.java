package org.priceunits.x12;

import static org.assertj.core.api.Assertions.assertThat;

import com.imsweb.x12.reader.X12Reader;
import com.imsweb.x12.reader.X12Reader.FileType;
import java.io.IOException;
import java.io.StringReader;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A library of another maker, with its own definitions of both guides, reads what is written. */
class OthersReadTheFilesTest {
  @ParameterizedTest
  @CsvSource({"professional, ANSI837_5010_X222", "institutional, ANSI837_5010_X223"})
  void theirDefinitionsOfTheGuidesAgree(String type, FileType guide) throws IOException {
    String file = Office.file(Office.call(Office.price(type, Office.lemtrada("5 mg"))));

    X12Reader reader = new X12Reader(guide, new StringReader(file));

    assertThat(reader.getFatalErrors()).isEmpty();
    assertThat(reader.getErrors()).isEmpty();
    assertThat(reader.getLoops().get(0).findAllLoops("2400")).hasSize(2);
    assertThat(reader.getLoops().get(0).findAllLoops("2410")).hasSize(2);
  }

  @ParameterizedTest
  @CsvSource({"SV1*HC:, SV9*HC:", "HI*ABK:, HX*ABK:"})
  void theyFindWhatIsBroken(String right, String wrong) throws IOException {
    String file = Office.file(Office.call(Office.price("professional", Office.lemtrada("5 mg"))));

    X12Reader reader =
        new X12Reader(FileType.ANSI837_5010_X222, new StringReader(file.replace(right, wrong)));

    assertThat(reader.getErrors()).isNotEmpty();
  }
}
