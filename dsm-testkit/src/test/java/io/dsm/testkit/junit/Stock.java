// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.testkit.junit;

import io.dsm.CollectionAddress;
import io.dsm.DsmRuntime;
import io.dsm.crdt.CrdtCollection;
import io.dsm.crdt.CrdtSpec;
import io.dsm.crdt.PnCounter;

/** What an application might keep: how much of each article there is. */
final class Stock {

  private static final CrdtSpec<PnCounter> PIECES =
      CrdtSpec.counters(new CollectionAddress("shop", "stock", "pieces"));

  private final CrdtCollection<PnCounter> pieces;

  Stock(DsmRuntime node) {
    pieces = node.crdt(PIECES);
  }

  void arrived(String article, int count) {
    pieces.at(article).add(count);
  }

  long of(String article) {
    return pieces.at(article).value();
  }
}
