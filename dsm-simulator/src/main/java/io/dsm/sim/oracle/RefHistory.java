// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.sim.oracle;

import io.dsm.sim.linear.Call;
import io.dsm.sim.linear.RefModel.Operation;
import io.dsm.sim.linear.RefModel.Result;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** All calls of a run to references, by name. */
public final class RefHistory {

  private final Map<String, List<Open>> calls = new TreeMap<>();

  /** A call that may be answered yet. */
  public static final class Open {
    private final long invoked;
    private final Operation operation;
    private @Nullable Call<Operation, Result> answered;
    private boolean didNotHappen;

    private Open(long invoked, Operation operation) {
      this.invoked = invoked;
      this.operation = operation;
    }

    /** It was answered. */
    public void answered(long at, Result result) {
      answered = Call.answered(invoked, at, operation, result);
    }

    /** The caller was told that it did not happen and will not. */
    public void didNotHappen() {
      didNotHappen = true;
    }

    private boolean isOfUse() {
      return !didNotHappen && (answered != null || !(operation instanceof Operation.Read));
    }

    private Call<Operation, Result> asCall() {
      Call<Operation, Result> known = answered;
      return known != null ? known : Call.unknown(invoked, operation);
    }
  }

  /** A call begins. */
  public Open began(String name, long at, Operation operation) {
    Open open = new Open(at, operation);
    calls.computeIfAbsent(name, any -> new ArrayList<>()).add(open);
    return open;
  }

  /** What can be judged, by name: unanswered reads tell nothing. */
  public Map<String, List<Call<Operation, Result>>> histories() {
    Map<String, List<Call<Operation, Result>>> histories = new TreeMap<>();
    calls.forEach(
        (name, opened) ->
            histories.put(name, opened.stream().filter(Open::isOfUse).map(Open::asCall).toList()));
    return histories;
  }
}
