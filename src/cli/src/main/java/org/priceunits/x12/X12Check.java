package org.priceunits.x12;

import java.util.ArrayList;
import java.util.List;

/** The writer's own check: no file leaves that is not as the two guides want it. */
public final class X12Check {
  /** Returns what is wrong with an interchange, each with its place; empty if nothing is. */
  public List<X12Fault> faults(String interchange) {
    SegmentReader.Read read = SegmentReader.read(interchange, true);
    List<X12Fault> faults = new ArrayList<>(read.faults());
    faults.addAll(ClaimRules.faults(read.segments()));
    return faults;
  }

  /** Returns what is wrong with service lines that stand alone. */
  List<X12Fault> faultsOfLines(List<Segment> lines, Guide guide) {
    List<Segment> head = LinesAlone.before(guide);
    List<Segment> whole = new ArrayList<>(head);
    whole.addAll(lines);
    whole.addAll(LinesAlone.after(whole.size()));
    List<X12Fault> faults = new ArrayList<>();
    for (X12Fault fault : SegmentReader.read(Syntax.text(whole), true).faults()) {
      faults.add(fault.earlier(head.size()));
    }
    faults.addAll(ClaimRules.faults(lines));
    return faults;
  }
}
