// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.core.consensus;

import io.dsm.DsmException;
import io.dsm.core.access.call.CallPromise;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

/** Reads what voters answer. */
final class Answers {

  private Answers() {}

  /** Completes with exactly the failure that happened, not wrapped. */
  static <T> CompletionStage<T> read(CompletionStage<byte[]> call, Function<byte[], T> reader) {
    CallPromise<T> result = new CallPromise<>(evenIfSent -> CallPromise.giveUp(call, evenIfSent));
    call.whenComplete(
        (bytes, failure) -> {
          if (failure != null) {
            result.completeExceptionally(failure);
            return;
          }
          try {
            result.complete(reader.apply(bytes));
          } catch (DsmException expected) {
            result.completeExceptionally(expected);
          } catch (IllegalArgumentException unreadable) {
            result.completeExceptionally(
                new DsmException.Indeterminate(
                    "the answer of the voters cannot be read; run equal versions", unreadable));
          }
        });
    return result;
  }
}
