// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.cdi.intercept;

import io.dsm.cdi.bean.DeployedNode;
import io.dsm.inject.Locked;
import io.dsm.lock.LockBody;
import jakarta.annotation.Priority;
import jakarta.inject.Inject;
import jakarta.interceptor.AroundInvoke;
import jakarta.interceptor.Interceptor;
import jakarta.interceptor.InvocationContext;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Runs methods marked {@link Locked}. Outside of transactions: these end before the lock does. */
@Locked("")
@Interceptor
@Priority(Interceptor.Priority.PLATFORM_BEFORE + 100)
public class LockedInterceptor {

  @Inject DeployedNode node;

  @AroundInvoke
  @Nullable Object around(InvocationContext context) throws Exception {
    Locked locked = Invocation.binding(context, Locked.class);
    Invocation invocation = new Invocation(context, locked.value());
    LockBody<Optional<Object>, Exception> body = invocation::proceed;
    return invocation.result(
        node.lock(locked.value())
            .run(Duration.parse(locked.waitFor()), Duration.parse(locked.bound()), body));
  }
}
