package org.priceunits.loading.codes;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import org.priceunits.domain.product.HcpcsCode;
import org.priceunits.loading.cms.HcpcsRecord;
import org.priceunits.loading.cms.StatedDosage;
import org.priceunits.loading.write.CodeKnowledge;
import org.priceunits.loading.write.Succession;
import org.priceunits.loading.write.Successions;

/** The HCPCS codes of one release with their dosages and successors. */
public final class HostedCodes implements CodeKnowledge {
  private final Map<String, HcpcsRecord> codes = new TreeMap<>();
  private final Map<String, StatedDosage> dosages = new LinkedHashMap<>();

  public HostedCodes(List<HcpcsRecord> records, Dosages known) {
    for (HcpcsRecord code : records) {
      if (code.kind() == HcpcsRecord.Kind.CODE) {
        codes.put(code.code(), code);
        dosages.put(code.code(), known.of(code).dosage());
      }
    }
  }

  Map<String, HcpcsRecord> byCode() {
    return codes;
  }

  StatedDosage dosage(String code) {
    return dosages.getOrDefault(code, new StatedDosage.NotCertain("", "The code is not hosted."));
  }

  @Override
  public StatedDosage dosage(HcpcsRecord code) {
    return dosage(code.code());
  }

  @Override
  public List<String> successors(HcpcsRecord code) {
    if (code.terminated() == null) {
      return List.of();
    }
    Set<String> successors = new LinkedHashSet<>();
    code.crossReferences().stream()
        .filter(reference -> HcpcsCode.of(reference).isPresent())
        .forEach(successors::add);
    Supplement.table("successors.csv").stream()
        .filter(row -> code.code().equals(row.get("code")))
        .forEach(row -> successors.add(Supplement.cell(row, "successor")));
    return List.copyOf(successors);
  }

  /** Returns the cross-references of the file and those maintained by hand. */
  List<Succession> successions(Function<String, String> fileSource) {
    return successions(codes, this::dosage, fileSource);
  }

  /**
   * Returns the cross-references of codes and the successors maintained by hand, which have their
   * own source.
   *
   * @param fileSource the source of an ended code's record, as text
   */
  public static List<Succession> successions(
      Map<String, HcpcsRecord> codes,
      Function<String, StatedDosage> dosages,
      Function<String, String> fileSource) {
    Successions found = new Successions(codes, dosages);
    Map<String, Succession> successions = new LinkedHashMap<>();
    found
        .crossReferenced(fileSource)
        .forEach(known -> successions.put(known.ended() + known.successor(), known));
    for (Map<String, String> row : Supplement.table("successors.csv")) {
      found
          .of(
              Supplement.cell(row, "code"),
              Supplement.cell(row, "successor"),
              Supplement.cell(row, "source"))
          .ifPresent(known -> successions.put(known.ended() + known.successor(), known));
    }
    return List.copyOf(successions.values());
  }
}
