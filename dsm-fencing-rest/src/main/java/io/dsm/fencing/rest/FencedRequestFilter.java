// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.fencing.rest;

import io.dsm.DsmException;
import io.dsm.lease.Admission;
import io.dsm.lease.FencingGuard;
import io.dsm.lease.FencingToken;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.util.Optional;
import java.util.function.Function;

/**
 * Refuses requests of holders that have been overtaken, before they reach a resource. Register one,
 * or extend it by a provider class.
 *
 * <table>
 * <caption>Answers</caption>
 * <tr><th>request</th><th>answer</th></tr>
 * <tr><td>greatest token so far, or a greater one</td><td>goes on, the token in {@link #TOKEN}</td></tr>
 * <tr><td>smaller token</td><td>412 and a problem that names both tokens</td></tr>
 * <tr><td>no token</td><td>428</td></tr>
 * <tr><td>not a token, or more than one</td><td>400</td></tr>
 * </table>
 *
 * <p>The check comes before the effect. Two requests that are under way at the same moment are put
 * in order by the resource itself only: where the effect goes to a database, admit the token there,
 * too, in the same transaction. Thread-safe if guard and function are.
 */
public class FencedRequestFilter implements ContainerRequestFilter {

  /** The property of an admitted request that holds its {@link FencingToken}. */
  public static final String TOKEN = "io.dsm.fencing.token";

  private static final String PROBLEM = "application/problem+json";
  private static final int BAD_REQUEST = 400;
  private static final int OVERTAKEN = 412;
  private static final int TOKEN_REQUIRED = 428;

  private final FencingGuard<? super ContainerRequestContext, ? extends IOException> guard;
  private final Function<ContainerRequestContext, Optional<String>> resource;

  /**
   * @param guard remembers the greatest token of each resource, such as {@link HighWaterMarks}
   * @param resource what a request has an effect on, one name for one lock; empty for requests that
   *     need no token
   */
  public FencedRequestFilter(
      FencingGuard<? super ContainerRequestContext, ? extends IOException> guard,
      Function<ContainerRequestContext, Optional<String>> resource) {
    this.guard = guard;
    this.resource = resource;
  }

  @Override
  public void filter(ContainerRequestContext request) throws IOException {
    Optional<String> fenced = resource.apply(request);
    if (fenced.isEmpty()) {
      return;
    }
    String header = request.getHeaderString(FencingHeader.NAME);
    if (header == null) {
      refuse(
          request,
          TOKEN_REQUIRED,
          "a request that changes %s must carry the header %s; nothing was done; send the token of"
                  .formatted(fenced.get(), FencingHeader.NAME)
              + " the lock");
      return;
    }
    Optional<FencingToken> token = FencingHeader.read(header);
    if (token.isEmpty()) {
      refuse(
          request,
          BAD_REQUEST,
          "the header %s does not hold one positive number; nothing was done; send the token as it"
                  .formatted(FencingHeader.NAME)
              + " was given");
      return;
    }
    admit(request, fenced.get(), token.get());
  }

  private void admit(ContainerRequestContext request, String fenced, FencingToken token)
      throws IOException {
    Admission admission;
    try {
      admission = guard.admit(request, fenced, token);
    } catch (DsmException.Unavailable full) {
      refuse(request, Response.Status.SERVICE_UNAVAILABLE.getStatusCode(), text(full));
      return;
    }
    switch (admission) {
      case Admission.Admitted _ -> request.setProperty(TOKEN, token);
      case Admission.Refused(var greatest) ->
          refuse(
              request,
              OVERTAKEN,
              "the request carries token %s for %s, but %s has been admitted; nothing was done; the"
                      .formatted(token, fenced, greatest)
                  + " sender does not hold the lock any more and must acquire it anew");
    }
  }

  private static String text(Throwable failure) {
    return String.valueOf(failure.getMessage());
  }

  private static void refuse(ContainerRequestContext request, int status, String detail) {
    String title =
        switch (status) {
          case OVERTAKEN -> "Overtaken by a later holder";
          case TOKEN_REQUIRED -> "Fencing token required";
          case BAD_REQUEST -> "Not a fencing token";
          default -> "Fencing is unavailable";
        };
    String body =
        "{\"title\":%s,\"status\":%d,\"detail\":%s}"
            .formatted(Json.quoted(title), status, Json.quoted(detail));
    request.abortWith(
        Response.status(status).type(MediaType.valueOf(PROBLEM)).entity(body).build());
  }
}
