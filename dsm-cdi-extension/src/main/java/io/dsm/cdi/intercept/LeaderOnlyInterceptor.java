// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.cdi.intercept;

import io.dsm.DsmException;
import io.dsm.inject.LeaderOnly;
import io.dsm.lock.LockBody;
import io.dsm.lock.LockHold;
import jakarta.annotation.Priority;
import jakarta.inject.Inject;
import jakarta.interceptor.AroundInvoke;
import jakarta.interceptor.Interceptor;
import jakarta.interceptor.InvocationContext;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Runs methods marked {@link LeaderOnly} on the leader, and nowhere else. */
@LeaderOnly("")
@Interceptor
@Priority(Interceptor.Priority.PLATFORM_BEFORE + 100)
public class LeaderOnlyInterceptor {

  @Inject Campaigns campaigns;

  @AroundInvoke
  @Nullable Object around(InvocationContext context) throws Exception {
    String name = Invocation.binding(context, LeaderOnly.class).value();
    Invocation invocation = new Invocation(context, name);
    Optional<LockHold> leadership = campaigns.leadership(name);
    if (leadership.isEmpty()) {
      if (invocation.isVoid()) {
        return null;
      }
      throw new DsmException.Unavailable(
          "%s did not run: this node is not the leader of %s; call it on the leader, or make it void"
              .formatted(context.getMethod(), name));
    }
    LockBody<Optional<Object>, Exception> body = invocation::proceed;
    return invocation.result(leadership.get().run(Campaigns.FOR_EVER, body));
  }
}
