package org.priceunits.x12;

import java.util.ArrayList;
import java.util.List;

/** Writes service lines as loops 2400 and 2410. */
final class LineLoop {
  private static final int MODIFIERS = 4;

  private LineLoop() {}

  /**
   * @param number position of the line on its claim, from 1
   */
  static List<Segment> write(int number, ServiceLine837 line, boolean institutional) {
    List<Segment> loop = new ArrayList<>();
    loop.add(Segment.of("LX", number));
    loop.add(institutional ? sv2(line) : sv1(line));
    loop.add(date(line));
    loop.add(Segment.of("REF", "6R", line.control()));
    // The institutional guide has no remark of the provider on a line.
    if (!institutional && !line.note().isEmpty()) {
      loop.add(Segment.of("NTE", "ADD", line.note()));
    }
    ServiceLine837.Drug drug = line.drug();
    if (drug != null) {
      loop.add(Segment.of("LIN", "", "N4", drug.ndc()));
      loop.add(
          Segment.of("CTP", "", "", "", Syntax.decimal(drug.quantity()), List.of(drug.unit())));
      if (!drug.referenceKind().isEmpty()) {
        loop.add(Segment.of("REF", drug.referenceKind(), drug.reference()));
      }
    }
    return loop;
  }

  private static Segment sv1(ServiceLine837 line) {
    return Segment.of(
        "SV1",
        procedure(line),
        Syntax.decimal(line.charge()),
        "UN",
        Syntax.decimal(line.units()),
        line.place(),
        "",
        line.pointers());
  }

  private static Segment sv2(ServiceLine837 line) {
    return Segment.of(
        "SV2",
        line.revenue(),
        procedure(line),
        Syntax.decimal(line.charge()),
        "UN",
        Syntax.decimal(line.units()));
  }

  private static List<String> procedure(ServiceLine837 line) {
    List<String> parts = new ArrayList<>(List.of("HC", line.code()));
    parts.addAll(line.modifiers());
    for (int i = line.modifiers().size(); i < MODIFIERS; i++) {
      parts.add("");
    }
    parts.add(line.description());
    return parts;
  }

  private static Segment date(ServiceLine837 line) {
    Days days = line.days();
    return days.isOne()
        ? Segment.of("DTP", "472", "D8", Days.text(days.from()))
        : Segment.of("DTP", "472", "RD8", days.both());
  }
}
