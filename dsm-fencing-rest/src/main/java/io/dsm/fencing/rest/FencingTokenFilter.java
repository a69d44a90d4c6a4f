// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.fencing.rest;

import io.dsm.DsmException;
import io.dsm.lease.FencingToken;
import jakarta.ws.rs.client.ClientRequestContext;
import jakarta.ws.rs.client.ClientRequestFilter;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Sends the token of a hold with every request of a client: {@code
 * client.register(FencingTokenFilter.of(hold::token))}. The token is asked for at the last moment
 * before a request is sent, and without a valid one it is not sent at all. Thread-safe.
 */
public final class FencingTokenFilter implements ClientRequestFilter {

  private final Supplier<Optional<FencingToken>> source;

  private FencingTokenFilter(Supplier<Optional<FencingToken>> source) {
    this.source = source;
  }

  /**
   * A filter for one holder.
   *
   * @param source answers the token while the holder may act, such as {@code lease::token}, {@code
   *     hold::token} or {@code shard::token}
   */
  public static FencingTokenFilter of(Supplier<Optional<FencingToken>> source) {
    return new FencingTokenFilter(source);
  }

  /**
   * Adds the header.
   *
   * @throws DsmException.Rejected if the holder may not act any more; clients wrap it
   */
  @Override
  public void filter(ClientRequestContext request) {
    FencingToken token =
        source
            .get()
            .orElseThrow(
                () ->
                    new DsmException.Rejected(
                        "a %s request to %s was not sent: what it was to be made under is not held"
                                .formatted(request.getMethod(), request.getUri())
                            + " any more; acquire it again and begin anew"));
    request.getHeaders().putSingle(FencingHeader.NAME, FencingHeader.write(token));
  }
}
