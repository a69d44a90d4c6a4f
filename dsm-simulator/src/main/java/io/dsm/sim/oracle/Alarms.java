// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.sim.oracle;

import java.util.ArrayList;
import java.util.List;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/**
 * Errors that nodes log, by the thread their run is on; everything they log is kept from the
 * console. One for the whole JVM.
 */
public final class Alarms extends Handler {

  private static final Alarms INSTALLED = install();

  private final ThreadLocal<List<String>> errors = ThreadLocal.withInitial(ArrayList::new);

  private Alarms() {}

  private static Alarms install() {
    Alarms alarms = new Alarms();
    Logger root = Logger.getLogger("");
    for (Handler handler : root.getHandlers()) {
      root.removeHandler(handler);
    }
    root.addHandler(alarms);
    root.setLevel(Level.SEVERE);
    return alarms;
  }

  /** Begins to listen; repeated calls do nothing. */
  public static void listen() {
    INSTALLED.setLevel(Level.SEVERE);
  }

  /** Errors of this thread since its last call. */
  public static List<String> take() {
    List<String> taken = List.copyOf(INSTALLED.errors.get());
    INSTALLED.errors.remove();
    return taken;
  }

  @Override
  public void publish(LogRecord line) {
    Throwable cause = line.getThrown();
    errors.get().add(line.getMessage() + (cause == null ? "" : ": " + cause));
  }

  @Override
  public void flush() {}

  @Override
  public void close() {}
}
