package io.waybill.sandbox;

import io.waybill.sandbox.wire.Rejection;
import io.waybill.sandbox.wire.Request;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/** Faults ordered by a test: the next requests to a path are answered with a server error. Thread-safe. */
final class Faults {

    private final List<Fault> faults = new ArrayList<>();

    private record Fault(String method, String path, int status, int times) {}

    /**
     * @param method the HTTP method, or empty for any
     * @param path what the request's path contains, or empty for any path
     * @param status 500 to 599
     * @param times how many requests fail
     */
    synchronized void add(String method, String path, int status, int times) {
        if (status < 500 || status > 599 || times < 1) {
            throw Rejection.invalidInput("A fault has a status from 500 to 599 and happens at least once.");
        }
        faults.add(new Fault(method, path, status, times));
    }

    synchronized void clear() {
        faults.clear();
    }

    /** Throws if a fault is due for this request. */
    synchronized void strike(Request request) {
        for (Iterator<Fault> iterator = faults.iterator(); iterator.hasNext(); ) {
            Fault fault = iterator.next();
            if ((fault.method().isEmpty() || request.is(fault.method()))
                    && request.path().contains(fault.path())) {
                iterator.remove();
                if (fault.times() > 1) {
                    faults.addFirst(new Fault(fault.method(), fault.path(), fault.status(), fault.times() - 1));
                }
                throw Rejection.fault(fault.status());
            }
        }
    }
}
