// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.sim.mistake;

import io.dsm.CollectionAddress;
import io.dsm.core.engine.EngineState;
import io.dsm.core.repair.RangeSession;
import io.dsm.core.transport.Message;
import io.dsm.core.transport.RangeQuery;
import java.lang.reflect.Field;
import java.util.List;

/** What changed code calls instead of the right thing, where a few instructions would not do. */
public final class Wrong {

  private Wrong() {}

  /** The vector a comparison ends with is what the asker knows at the end of it. */
  public static List<Message.RangeAsk> withLateVector(
      RangeSession session, List<CollectionAddress> covered, long nanos, Object reconciler)
      throws ReflectiveOperationException {
    Field field = reconciler.getClass().getDeclaredField("state");
    field.setAccessible(true);
    EngineState state = (EngineState) field.get(reconciler);
    return session.next(covered, nanos).stream().map(ask -> late(ask, state)).toList();
  }

  private static Message.RangeAsk late(Message.RangeAsk ask, EngineState state) {
    return ask.query() instanceof RangeQuery.Close close && !close.collections().isEmpty()
        ? new Message.RangeAsk(
            ask.session(), ask.step(), new RangeQuery.Close(state.known(), close.collections()))
        : ask;
  }
}
