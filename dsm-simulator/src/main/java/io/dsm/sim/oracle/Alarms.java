// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.sim.oracle;

import java.util.ArrayList;
import java.util.List;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/** Errors that nodes log; everything they log is kept from the console. One for the whole JVM. */
public final class Alarms extends Handler {

  private static final Alarms INSTALLED = install();

  private final List<String> errors = new ArrayList<>();

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

  /** Errors since the last call. */
  public static synchronized List<String> take() {
    List<String> taken = List.copyOf(INSTALLED.errors);
    INSTALLED.errors.clear();
    return taken;
  }

  @Override
  public void publish(LogRecord line) {
    synchronized (Alarms.class) {
      Throwable cause = line.getThrown();
      errors.add(line.getMessage() + (cause == null ? "" : ": " + cause));
    }
  }

  @Override
  public void flush() {}

  @Override
  public void close() {}
}
