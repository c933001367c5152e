package io.tenantry.platform.web;

import jakarta.servlet.http.HttpServletRequest;

/** Is told of every failure before its answer is written, and so before the client can know. A bean; it must not throw. */
public interface FailureWitness {
    void failed(HttpServletRequest request, Failure failure);
}
